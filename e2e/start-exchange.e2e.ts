/** `npm start -- --exchange`: the demonstration with a simulated exchange beside it, which makes the calls. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test, type TestContext } from 'node:test';

import type { CallbackOffer, Desk, DeskCallback } from '@beside/protocol';

import type { LogRecord } from '../demo/exchange/records.ts';
import { until } from './support/scene.ts';
import type { ServerLine } from './support/server-process.ts';
import { connect, newId, ticketsFor, type WireClient } from './support/wire-client.ts';

const root = new URL('..', import.meta.url).pathname;

interface Started {
  readonly line: ServerLine;
  /** What it said besides. */
  readonly log: () => string;
  readonly records: () => Promise<LogRecord[]>;
  readonly kill: () => Promise<void>;
}

async function start(t: TestContext): Promise<Started> {
  const data = await mkdtemp(join(tmpdir(), 'beside-start-'));
  const child = spawn(
    process.execPath,
    ['--conditions=development', 'scripts/start.ts', '--port', '0', '--data', data, '--json', '--exchange'],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  t.after(async () => {
    await kill();
    await rm(data, { recursive: true });
  });
  for await (const text of createInterface({ input: child.stdout }))
    return {
      line: JSON.parse(text) as ServerLine, // printed by ourselves
      log: () => log,
      records: async () =>
        (await readFile(join(data, 'exchange.jsonl'), 'utf8'))
          .split('\n')
          .filter(Boolean)
          .map((record) => JSON.parse(record) as LogRecord), // our own process wrote it
      kill,
    };
  throw new Error('it ended before it was ready');
}

test('[C12] one flag starts the exchange: it rings, both sides are told, and it goes with the server', async (t) => {
  const { line, log, records, kill } = await start(t);
  const login = line.logins.find(({ role }) => role === 'agent');
  assert.ok(login);
  const nextTicket = await ticketsFor(line.url, login);
  const agent = await connect(line.socket, { role: 'agent', ticket: await nextTicket() });
  const customer = await connect(line.socket, { role: 'customer', siteId: 'shop' });
  t.after(() => {
    agent.close();
    customer.close();
  });
  const due = desks(agent);

  await agent.command({ type: 'presence.set', presence: 'available' });
  const ids = await ask(customer, '010-0000-0000');
  const rings = await due(({ offer }) => offer !== undefined);
  await agent.command({ type: 'callback.accept', ...ids, offerId: rings.offer?.offerId });
  const { revision } = await due(({ status }) => status === 'previewing');
  await agent.command({ type: 'callback.dial', ...ids, revision });
  await due(({ status }) => status === 'connected'); // nobody but the exchange says so

  const accepted = (await records()).filter((record) => record.kind === 'accepted');
  assert.deepEqual(
    accepted.map(({ to, behaviour }) => [to, behaviour]),
    [['+821000000000', 'answers']],
  );

  const exchange = /exchange at (\S+)/.exec(log())?.[1] ?? '';
  const isThere = () => fetch(exchange).then(Boolean, () => false);
  assert.equal(await isThere(), true);
  await kill();
  await until(async () => !(await isThere()));
});

/** Asks for a call as soon as possible. */
async function ask(customer: WireClient, number: string) {
  const answer = await customer.request({ type: 'callback-offer', id: newId(), locale: 'en' });
  const { availability, consents } = answer.value as unknown as CallbackOffer; // our own server
  const ids = { conversationId: newId(), callbackId: newId() };
  await customer.command({
    ...{ type: 'callback.request', ...ids, locale: 'en', zone: 'Asia/Seoul', matter: { path: [] } },
    ...{ when: { kind: 'asap' }, availabilityRevision: availability.revision },
    target: { kind: 'phone', number },
    consents: consents.map(({ consentId, kind, textVersion, textHash }) => ({
      ...{ consentId, kind, textVersion, textHash, isGiven: true, locale: 'en', at: Date.now() },
    })),
  });
  return ids;
}

/** Resolves to the callback on the agent's desk as soon as it fits. */
function desks(agent: WireClient): (fits: (callback: DeskCallback) => boolean) => Promise<DeskCallback> {
  let callbacks: readonly DeskCallback[] = [];
  let changed = (): void => undefined;
  agent.onFrame(({ type, desk }) => {
    if (type !== 'desk') return;
    callbacks = (desk as unknown as Desk).callbacks ?? []; // our own server
    changed();
  });
  return async (fits) => {
    for (;;) {
      const found = callbacks.find(fits);
      if (found) return found;
      await new Promise<void>((resolve) => (changed = resolve));
    }
  };
}
