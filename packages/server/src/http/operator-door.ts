import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { BesideError, schemaError, type Clock } from '@beside/protocol';
import { conversationIdSchema, customerIdSchema, siteIdSchema } from '@beside/protocol/schema';
import * as z from 'zod/mini';
import { createToken, hashToken } from '../auth/tokens.ts';
import type { Erasure } from '../engine/erase-customer.ts';
import type { Whom } from '../engine/find-person.ts';
import type { Log } from '../ports/log.ts';
import { writeDurably } from '../stores/files/durable-file.ts';
import { createApp } from './create-app.ts';
import { listen } from './listeners.ts';

/** Name of the file in the data folder that says where the door is; whoever may read the data may enter. */
export const DOOR_FILE = 'operator.json';
/** Path of the one request there is. */
export const ERASE_PATH = '/v1/erase';

/** What the file says. */
export const doorSchema = z.object({ url: z.string(), token: z.string(), pid: z.int() });
/** Who is to be erased, as it is sent there. */
export const whomSchema = z.union([
  z.strictObject({ customerId: customerIdSchema }),
  z.strictObject({ conversationId: conversationIdSchema }),
  z.strictObject({ siteId: siteIdSchema, subject: z.string().check(z.minLength(1), z.maxLength(1_000)) }),
]);

/** What the door is made of. */
export interface OperatorDoorParts {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly erase: (whom: Whom) => Promise<Erasure>;
}

/**
 * Opens the way by which programs on the same machine ask a running server for what only it can do: a listener of its
 * own on the loopback address, so that no proxy of the main origin ever leads here, with a token that is new at every
 * start and lies in the data folder. Returns the way to close it.
 */
export async function openOperatorDoor({
  dataDir,
  clock,
  log,
  erase,
}: OperatorDoorParts): Promise<() => Promise<void>> {
  const token = createToken(clock);
  const app = createApp(log);
  app.addHook('onRequest', async (request) => {
    // As hashes, so that the time of comparing says nothing about the token.
    if (hashToken(request.headers.authorization ?? '') !== hashToken(`Bearer ${token}`))
      throw new BesideError('unauthenticated');
  });
  app.post(ERASE_PATH, async (request) => {
    const body = whomSchema.safeParse(request.body);
    if (!body.success) throw schemaError(body.error.issues);
    const erasure = await erase(body.data);
    log.info({}, 'a customer was erased');
    return erasure;
  });
  const port = await listen(app, '127.0.0.1', 0);
  const path = join(dataDir, DOOR_FILE);
  const door = { url: `http://127.0.0.1:${port}`, token, pid: process.pid };
  writeDurably(path, `${JSON.stringify(door)}\n`);
  return async () => {
    rmSync(path, { force: true });
    await app.close();
  };
}
