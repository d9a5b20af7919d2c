import { BesideError, LIMITS, type CommandId } from '@beside/protocol';
import { commandIdSchema, interactionSchema } from '@beside/protocol/schema';
import * as z from 'zod/mini';
import type { ReportLine, ReportsOptions } from './report-options.ts';

const batchSchema = z.object({
  reportId: commandIdSchema,
  interactions: z.array(interactionSchema).check(z.minLength(1), z.maxLength(LIMITS.maxInteractionsPerBatch)),
});
type Batch = z.infer<typeof batchSchema>;

/** What sending stands on. */
export interface ReportSenderOptions extends ReportsOptions {
  readonly isStarted: () => boolean;
}

/** Sends what the store holds, one batch after the other; `false`: it is to be tried again. */
export async function sendReports(options: ReportSenderOptions): Promise<boolean> {
  const { store, key, findLine, isStarted } = options;
  const drop = (reportId: CommandId): Promise<void> =>
    store.update(key, (raw) => {
      const batches = parseBatches(raw).filter((batch) => batch.reportId !== reportId);
      return batches.length > 0 ? batches : undefined;
    });
  const send = async (line: ReportLine, batch: Batch): Promise<boolean> => {
    try {
      await line.report(batch.interactions, batch);
    } catch (cause) {
      const error = cause instanceof BesideError ? cause : new BesideError('internal', { cause });
      if (error.retryable || error.code === 'closed') return false;
      options.onRefused(error);
    }
    await drop(batch.reportId);
    return true;
  };
  for (;;) {
    const line = findLine();
    const [batch] = parseBatches(await store.get(key));
    if (!line || !batch || !isStarted()) return true;
    if (!(await send(line, batch))) return false;
  }
}

function parseBatches(raw: unknown): readonly Batch[] {
  const list: readonly unknown[] = Array.isArray(raw) ? raw : [];
  return list.flatMap((batch) => batchSchema.safeParse(batch).data ?? []);
}
