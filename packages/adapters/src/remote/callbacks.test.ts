import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CallbackView, HoldId } from '@beside/protocol';
import { openCustomer } from './testing/open-customer.ts';

const id = '01900000-0000-7000-8000-000000000001';
const OFFER = {
  availability: { offer: 'asap', slots: [], zone: 'Asia/Seoul', revision: 'r.1' },
  consents: [],
  needsVerification: false,
  targets: ['phone'],
};
const VIEW = {
  callbackId: id,
  ...{
    revision: 1,
    status: 'waiting',
    when: { kind: 'asap' },
    zone: 'Asia/Seoul',
    checkCode: '47',
    attempts: [],
  },
};

test('[C1] what may be offered is asked under one id, in the locale of the session', async () => {
  const { session, newest } = await openCustomer();
  const socket = await newest();
  socket.welcome();

  const asked = session.callbacks?.offer({ zone: 'Europe/Berlin' });
  const frame = socket.sent.at(-1);
  socket.receive({ type: 'answer', id: frame?.['id'], value: { ...OFFER, ofTomorrow: 1 } });

  assert.deepEqual(await asked, OFFER);
  assert.deepEqual(
    { ...frame, id: undefined },
    { type: 'callback-offer', id: undefined, locale: 'ko', zone: 'Europe/Berlin' },
  );
});

test('[C3] a slot is held, or refused with what the server says, and let go without an answer', async () => {
  const { session, newest } = await openCustomer();
  const socket = await newest();
  socket.welcome();
  const hold = { holdId: id as HoldId, startAt: 1, expiresAt: 2 };

  const held = session.callbacks?.holdSlot({ startAt: 1 });
  socket.receive({ type: 'answer', id: socket.sent.at(-1)?.['id'], value: hold });
  const refused = session.callbacks?.holdSlot({ startAt: 1 });
  socket.receive({
    type: 'refusal',
    id: socket.sent.at(-1)?.['id'],
    error: { code: 'slot_taken', message: 'x', details: { alternative1At: 5 } },
  });
  session.callbacks?.releaseSlot(hold.holdId);

  assert.deepEqual(await held, hold);
  await assert.rejects(async () => refused, { code: 'slot_taken', details: { alternative1At: 5 } });
  assert.deepEqual(socket.sent.at(-1), { type: 'callback-release', holdId: hold.holdId });
});

test('an answer that breaks its schema is a bad frame', async () => {
  const { session, newest } = await openCustomer();
  const socket = await newest();
  socket.welcome();

  const asked = session.callbacks?.offer({});
  socket.receive({ type: 'answer', id: socket.sent.at(-1)?.['id'], value: { offer: 'both' } });

  await assert.rejects(async () => asked, { code: 'bad_frame' });
});

test('the callback is told in the order in which it came; what cannot be read is passed over', async () => {
  const { session, newest } = await openCustomer();
  const socket = await newest();
  const told: (CallbackView | null)[] = [];
  const all = new Promise<void>((resolve) => {
    session.on('callback', (view) => {
      told.push(view);
      if (view === null) resolve();
    });
  });
  socket.welcome();

  socket.receive({ type: 'callback', view: VIEW });
  socket.receive({ type: 'callback', view: { ...VIEW, status: 'of-tomorrow' } });
  socket.receive({ type: 'callback', view: { ...VIEW, status: 'due' } });
  socket.receive({ type: 'callback', view: null });
  await all;

  assert.deepEqual(told, [VIEW, { ...VIEW, status: 'due' }, null]);
});
