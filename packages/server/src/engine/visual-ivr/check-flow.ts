import type { FlowProblem } from '../../ports/flows.ts';
import type { Site } from '../../ports/site.ts';

/**
 * What the schema and the linter say about something that wants to be a site's flow. The one place that knows both; they
 * are loaded with the first flow, because many servers have none.
 */
export async function checkFlow(content: unknown, _site: Site): Promise<readonly FlowProblem[]> {
  const { flowSchema } = await import('@beside/protocol/visual-ivr/schema');
  const result = flowSchema.safeParse(content);
  if (result.success) return [];
  return result.error.issues.map(({ path, message }) => ({
    ruleId: 'schema',
    severity: 'error',
    path: path.map((part) => `/${String(part)}`).join(''),
    message,
    mend: 'See /v1/flow.schema.json.',
    values: {},
  }));
}

/** Whether a flow that was published once, perhaps by a newer version, is one that this version understands (F10). */
export async function isReadable(body: string): Promise<boolean> {
  const { flowSchema } = await import('@beside/protocol/visual-ivr/schema');
  try {
    return flowSchema.safeParse(JSON.parse(body)).success;
  } catch {
    return false; // no JSON: as unreadable as any other
  }
}
