import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  BesideError,
  newId,
  type CallbackCommandOfCustomer,
  type CallbackId,
  type CustomerCommand,
} from '@beside/protocol';
import type { TestCentre, TestCustomer } from '../testing/test-centre.ts';
import {
  createCallback,
  createRequest,
  openCallingCentre,
  request,
  slotsOf,
} from './testing/calling-centre.ts';

const codeAnd = (code: string, details?: object) => (error: unknown) => {
  assert.ok(error instanceof BesideError);
  assert.equal(error.code, code);
  if (details) assert.deepEqual(error.details, details);
  return true;
};

const view = ({ centre }: TestCentre, { actor }: TestCustomer) => centre.callbacks.view(actor);

test('[C1] a site that calls nobody back offers nothing', async (t) => {
  const centre = await openCallingCentre(t);
  const stranger = await centre.customer('outlet');

  await assert.rejects(
    centre.centre.callbacks.offer(stranger.actor, { locale: 'ko' }),
    codeAnd('unsupported'),
  );
  assert.equal(await view(centre, stranger), null);
});

test('[C2] a request begins a conversation that waits in no queue, and its customer sees it', async (t) => {
  const centre = await openCallingCentre(t);
  const agent = await centre.agent();
  await agent.arrive();
  const customer = await centre.customer();

  const { conversationId, callbackId } = await request(centre, customer, {
    target: { kind: 'phone', number: NUMBER_OF_CHOICE },
  });

  const types = (await centre.entries(conversationId)).map(({ type }) => type);
  assert.deepEqual(types.slice(0, 2), ['conversation.arrived', 'callback.requested']);
  const { status } = await centre.centre.getConversation(customer.actor, conversationId);
  assert.equal(status, 'idle');
  const seen = await view(centre, customer);
  assert.equal(seen?.callbackId, callbackId);
  assert.equal(seen?.numberEnding, '4321');
  assert.match(seen?.checkCode ?? '', /^\d{2}$/);
  assert.ok(centre.heard.some(({ kind }) => kind === 'callback'));
});

test('[E1] the same request twice is one, with the same answer, and counts once', async (t) => {
  const centre = await openCallingCentre(t);
  await (await centre.agent()).arrive();
  const customer = await centre.customer();
  const command = await createRequest(centre, customer);
  const commandId = newId(centre.clock);

  const first = await customer.do(command, commandId);
  const again = await customer.do(command, commandId);

  assert.deepEqual(again, first);
  await assert.rejects(customer.do({ ...command, locale: 'en' }, commandId), codeAnd('conflict'));
});

test('[C3] of a hundred who want the last place of a slot one gets it, the others get three alternatives', async (t) => {
  const callback = createCallback({
    plannedAgents: { general: 1 },
    rules: { perSiteMinute: 1_000, prefixNumbers: 1_000 },
  });
  const centre = await openCallingCentre(t, callback);
  const customers = await Promise.all(Array.from({ length: 100 }, () => centre.customer()));
  const { slots, availabilityRevision } = await slotsOf(centre, customers[0]!);
  const startAt = slots[10]!.startAt;

  const results = await Promise.allSettled(
    customers.map(async (customer, index) =>
      customer.do(
        await createRequest(centre, customer, {
          when: { kind: 'scheduled', startAt },
          availabilityRevision,
          target: { kind: 'phone', number: `010-2000-${String(1_000 + index)}` },
        }),
      ),
    ),
  );

  const refused = results.flatMap((result) =>
    result.status === 'rejected' ? [result.reason as unknown] : [],
  );
  assert.equal(refused.length, 99);
  for (const error of refused)
    codeAnd('slot_taken', {
      alternative1At: slots[8]!.startAt,
      alternative2At: slots[9]!.startAt,
      alternative3At: slots[11]!.startAt,
    })(error);
});

test('[C3] a held slot is free for whoever holds it only, until the hold is over', async (t) => {
  const callback = createCallback({ plannedAgents: { general: 1 } });
  const centre = await openCallingCentre(t, callback);
  const [first, second] = [await centre.customer(), await centre.customer()];
  const { slots } = await slotsOf(centre, first);
  const { startAt } = slots[0]!;

  const { holdId } = await centre.centre.callbacks.holdSlot(first.actor, { startAt });

  const when = { kind: 'scheduled', startAt } as const;
  await assert.rejects(centre.centre.callbacks.holdSlot(second.actor, { startAt }), codeAnd('slot_taken'));
  await assert.rejects(request(centre, second, { when }), codeAnd('slot_taken'));
  await assert.rejects(request(centre, second, { when: { ...when, holdId } }), codeAnd('slot_taken'));
  await request(centre, first, { when: { ...when, holdId } });
  assert.equal((await view(centre, first))?.status, 'scheduled');
});

test('[C3] a slot that was let go is free at once', async (t) => {
  const centre = await openCallingCentre(t, createCallback({ plannedAgents: { general: 1 } }));
  const [first, second] = [await centre.customer(), await centre.customer()];
  const { startAt } = (await slotsOf(centre, first)).slots[0]!;
  const { holdId } = await centre.centre.callbacks.holdSlot(first.actor, { startAt });

  await centre.centre.callbacks.releaseSlot(second.actor, holdId);
  await assert.rejects(centre.centre.callbacks.holdSlot(second.actor, { startAt }), codeAnd('slot_taken'));
  await centre.centre.callbacks.releaseSlot(first.actor, holdId);

  await centre.centre.callbacks.holdSlot(second.actor, { startAt });
});

test('[C7] one number has one open callback; its own customer is told which, others are not', async (t) => {
  const centre = await openCallingCentre(t);
  await (await centre.agent()).arrive();
  const [first, second] = [await centre.customer(), await centre.customer()];
  const { conversationId, callbackId } = await request(centre, first);

  await assert.rejects(request(centre, first, { conversationId }), codeAnd('callback_open', { callbackId }));
  await assert.rejects(request(centre, second), codeAnd('callback_open', {}));
});

test('[Q1] whoever has an open conversation is told so and asks again in it', async (t) => {
  const centre = await openCallingCentre(t);
  const customer = await centre.customer();
  const conversationId = await customer.start();
  await (await centre.agent()).arrive();

  await assert.rejects(request(centre, customer), codeAnd('conversation_open', { conversationId }));
  await request(centre, customer, { conversationId });

  assert.equal((await view(centre, customer))?.conversationId, conversationId);
});

test('[C8] numbers that are not called are refused, with the reason and without the number', async (t) => {
  const centre = await openCallingCentre(t, createCallback(), {
    site: { telephony: { callerNumber: '+82215880000' } },
  });
  await (await centre.agent()).arrive();
  const customer = await centre.customer();
  const reasons: Record<string, string> = {
    '060-700-1234': 'kind',
    '+1 202 555 0134': 'country',
    '112': 'emergency',
    '02-1588-0000': 'own',
    abc: 'format',
  };

  for (const [number, reason] of Object.entries(reasons))
    await assert.rejects(
      request(centre, customer, { target: { kind: 'phone', number } }),
      codeAnd('number_not_allowed', { reason }),
      number,
    );
});

test('[C8] requests of a session and of an address are capped', async (t) => {
  const centre = await openCallingCentre(t);
  await (await centre.agent()).arrive();
  const customer = await centre.customer();
  for (const number of ['010-3000-0001', '010-3000-0002']) {
    const { conversationId, callbackId } = await request(centre, customer, {
      target: { kind: 'phone', number },
    });
    await customer.do({ type: 'callback.cancel', conversationId, callbackId, reason: 'asked' });
  }

  await assert.rejects(
    request(centre, customer, { target: { kind: 'phone', number: '010-3000-0003' } }),
    codeAnd('rate_limited', { cap: 'session_hour', retryAfterMs: 3_600_000 }),
  );
  for (let index = 0; index < 6; index += 1) {
    const other = await centre.customer();
    const command = await createRequest(centre, other, {
      target: { kind: 'phone', number: `010-${4_000 + index}-0000` },
    });
    const asking = centre.centre.executeForCustomer(other.actor, command, {
      ...{ commandId: newId(centre.clock), intentAt: centre.clock.now(), address: '203.0.113.7' },
    });
    if (index < 5) await asking;
    else
      await assert.rejects(asking, codeAnd('rate_limited', { cap: 'address_hour', retryAfterMs: 3_600_000 }));
  }
});

test('[C11] without the required consent, or with one to another text, nobody is called', async (t) => {
  const centre = await openCallingCentre(t);
  await (await centre.agent()).arrive();
  const customer = await centre.customer();
  const { consents } = await createRequest(centre, customer);

  await assert.rejects(
    request(centre, customer, { consents: [] }),
    codeAnd('consent_required', { consent: 'call', problem: 'missing' }),
  );
  await assert.rejects(
    request(centre, customer, { consents: consents.map((one) => ({ ...one, isGiven: false })) }),
    codeAnd('consent_required', { consent: 'call', problem: 'refused' }),
  );
  await assert.rejects(
    request(centre, customer, { consents: consents.map((one) => ({ ...one, textHash: '0'.repeat(64) })) }),
    codeAnd('consent_required', { consent: 'call', problem: 'other-text' }),
  );
});

test('[C1] what was chosen from an older offer is refused with the new revision', async (t) => {
  const centre = await openCallingCentre(t);
  const agent = await centre.agent();
  await agent.arrive();
  const customer = await centre.customer();
  const command = await createRequest(centre, customer);
  await agent.do({ type: 'presence.set', presence: 'away' });

  await assert.rejects(customer.do(command), codeAnd('availability_stale'));
});

test('[C7] it is moved under its id with a revision that grows, also by the link; an older page is refused', async (t) => {
  const centre = await openCallingCentre(t, createCallback({ plannedAgents: { general: 1 } }));
  const customer = await centre.customer();
  const { slots, availabilityRevision } = await slotsOf(centre, customer);
  const asked = await request(centre, customer, {
    when: { kind: 'scheduled', startAt: slots[4]!.startAt },
  });
  const { conversationId, callbackId, zone } = asked;
  const move = (startAt: number, revision: number): CustomerCommand => ({
    ...{ type: 'callback.reschedule', conversationId, callbackId, revision, zone, availabilityRevision },
    when: { kind: 'scheduled', startAt },
  });

  await centre.centre.executeForCustomer(customer.actor, move(slots[6]!.startAt, 1), {
    ...{ commandId: newId(centre.clock), intentAt: centre.clock.now(), via: 'link' },
  });
  await assert.rejects(customer.do(move(slots[7]!.startAt, 1)), codeAnd('callback_stale', { revision: 2 }));

  const seen = await view(centre, customer);
  assert.deepEqual(
    [seen?.callbackId, seen?.revision, seen?.when.kind === 'scheduled' && seen.when.startAt],
    [callbackId, 2, slots[6]!.startAt],
  );
  const moved = (await centre.entries(conversationId)).find(({ type }) => type === 'callback.rescheduled');
  assert.deepEqual((moved?.body as { by: unknown }).by, { role: 'customer', via: 'link' });
  // The place it had is free again.
  assert.ok((await slotsOf(centre, customer)).slots.some(({ startAt }) => startAt === slots[4]!.startAt));
});

test('[C7] called off, the conversation that only waited for it ends, and another one can be asked for', async (t) => {
  const centre = await openCallingCentre(t);
  await (await centre.agent()).arrive();
  const customer = await centre.customer();
  const { conversationId, callbackId } = await request(centre, customer);

  await customer.do({ type: 'callback.cancel', conversationId, callbackId, reason: 'solved' });

  assert.equal((await view(centre, customer))?.status, 'cancelled');
  const last = (await centre.entries(conversationId)).at(-1);
  assert.deepEqual([last?.type, last?.body], ['conversation.ended', { by: 'customer', reason: 'left' }]);
  await request(centre, customer);
});

test('[E2] what is not theirs answers customers like what does not exist', async (t) => {
  const centre = await openCallingCentre(t);
  await (await centre.agent()).arrive();
  const [customer, other, elsewhere] = [
    await centre.customer(),
    await centre.customer(),
    await centre.customer('outlet'),
  ];
  const { conversationId, callbackId, availabilityRevision, zone } = await request(centre, customer);
  const commands: CallbackCommandOfCustomer[] = [
    { type: 'callback.cancel', conversationId, callbackId, reason: 'asked' },
    {
      ...{ type: 'callback.reschedule', conversationId, callbackId, revision: 1, zone },
      ...{ when: { kind: 'asap' }, availabilityRevision },
    },
  ];

  for (const command of commands) {
    await assert.rejects(other.do(command), codeAnd('not_found'));
    await assert.rejects(elsewhere.do(command), codeAnd('unsupported'));
    await assert.rejects(
      customer.do({ ...command, callbackId: newId<CallbackId>(centre.clock) }),
      codeAnd('not_found'),
    );
  }
  await assert.rejects(
    request(centre, other, { conversationId, target: { kind: 'phone', number: '010-9999-0000' } }),
    codeAnd('not_found'),
  );
  await assert.rejects(
    request(centre, other, { callbackId, target: { kind: 'phone', number: '010-9999-0000' } }),
    codeAnd('not_found'),
  );
  assert.equal(await view(centre, other), null);
});

const NUMBER_OF_CHOICE = '010 5555 4321';
