import assert from 'node:assert/strict';
import { after, before, describe, it, type TestContext } from 'node:test';
import { startConversation, takeConversation, type TestCustomer } from './testing/test-server.ts';
import { startTwoSites, type TestAgentName, type TwoSites } from './testing/two-sites.ts';
import { codeOf, newId, type AnyFrame, type Wire } from './testing/wire.ts';

/** The owner's conversation is of the shop and assigned to the agent called so. */
type Who = 'owner' | 'other' | 'otherSite' | TestAgentName | 'stranger';

/** `done`, or the code of the refusal; `-`: this role knows no such frame, and it is passed over. */
type Cells = Readonly<Record<Who, string>>;

const nobody: Cells = {
  owner: 'not_found',
  other: 'not_found',
  otherSite: 'not_found',
  assigned: 'not_found',
  unassigned: 'not_found',
  elsewhere: 'not_found',
  supervisor: 'not_found',
  stranger: 'hello_required',
};
/** Supervisors see what is of their sites, so they are told that they may not, instead of that there is nothing. */
const speakers: Cells = { ...nobody, owner: 'done', assigned: 'done', supervisor: 'forbidden' };
const readers: Cells = { ...speakers, supervisor: 'done' };
const agentsAreUnknown = {
  assigned: 'bad_frame',
  unassigned: 'bad_frame',
  elsewhere: 'bad_frame',
  supervisor: 'bad_frame',
};
const customersAreUnknown = { owner: 'bad_frame', other: 'bad_frame', otherSite: 'bad_frame' };
const offerIsGone = {
  assigned: 'offer_gone',
  unassigned: 'offer_gone',
  elsewhere: 'offer_gone',
  supervisor: 'offer_gone',
};

const command = (body: object): object => ({
  type: 'command',
  id: newId(),
  intentAt: Date.now(),
  command: body,
});
const content = { kind: 'text', text: 'hi' };

/** What can be asked about a conversation, and who succeeds. */
const MATRIX: readonly (readonly [string, Cells, (conversationId: string) => object])[] = [
  ['follow', readers, (conversationId) => ({ type: 'follow', conversationId })],
  [
    'follow from a cursor',
    readers,
    (conversationId) => ({ type: 'follow', conversationId, cursor: { epoch: newId(), seq: 1 } }),
  ],
  [
    'history',
    readers,
    (conversationId) => ({ type: 'history', id: newId(), conversationId, beforeSeq: 100, limit: 10 }),
  ],
  [
    'signal',
    speakers,
    (conversationId) => ({ type: 'signal', conversationId, signal: { kind: 'typing', on: true } }),
  ],
  [
    'receipt',
    speakers,
    (conversationId) => ({ type: 'receipt', conversationId, deliveredSeq: 1, readSeq: 1 }),
  ],
  ['chat.send', speakers, (conversationId) => command({ type: 'chat.send', conversationId, content })],
  [
    'conversation.set-context',
    { ...nobody, ...agentsAreUnknown, owner: 'done' },
    (conversationId) => command({ type: 'conversation.set-context', conversationId, context: {} }),
  ],
  [
    'offer.accept',
    { ...nobody, ...customersAreUnknown, ...offerIsGone },
    (conversationId) => command({ type: 'offer.accept', conversationId, offerId: newId() }),
  ],
  [
    'offer.decline',
    { ...nobody, ...customersAreUnknown, ...offerIsGone },
    (conversationId) => command({ type: 'offer.decline', conversationId, offerId: newId() }),
  ],
  [
    'conversation.release',
    { ...nobody, ...customersAreUnknown, assigned: 'done', supervisor: 'forbidden' },
    (conversationId) => command({ type: 'conversation.release', conversationId }),
  ],
  [
    'conversation.end by customers',
    { ...nobody, owner: 'done', assigned: '', unassigned: '', elsewhere: '', supervisor: '' },
    (conversationId) => command({ type: 'conversation.end', conversationId }),
  ],
  [
    'conversation.end by agents',
    { ...nobody, assigned: 'done', supervisor: 'forbidden', owner: '', other: '', otherSite: '' },
    (conversationId) => command({ type: 'conversation.end', conversationId }),
  ],
];

let server: TwoSites;
let staff: Record<TestAgentName, Wire>;

before(async () => {
  server = await startTwoSites();
  const { assigned, unassigned, elsewhere, supervisor } = server.staff;
  staff = {
    assigned: await server.agent(assigned),
    unassigned: await server.agent(unassigned),
    elsewhere: await server.agent(elsewhere),
    supervisor: await server.agent(supervisor),
  };
});
after(() => server.stop());

const customer = (siteId: string): Promise<TestCustomer> =>
  server.customer({ siteId, origin: `https://${siteId}.example` });

interface Scene {
  readonly conversationId: string;
  readonly wires: Readonly<Record<Exclude<Who, 'stranger'>, Wire>>;
}

async function setScene(t: TestContext): Promise<Scene> {
  const owner = await customer('shop');
  const conversationId = await startConversation(owner);
  await takeConversation(staff.assigned, conversationId);
  // Nothing rings at anybody when the next test begins.
  t.after(() => owner.command({ type: 'conversation.end', conversationId }));
  return {
    conversationId,
    wires: { owner, other: await customer('shop'), otherSite: await customer('outlet'), ...staff },
  };
}

/** Everything that is answered to a frame. */
async function answersTo(wire: Wire, frame: object): Promise<AnyFrame[]> {
  const from = wire.frames.length;
  const at = Math.floor(Math.random() * 1e9);
  wire.send(frame);
  wire.send({ type: 'ping', at });
  await wire.find((answer) => answer.type === 'pong' && answer['at'] === at, from);
  const ofTheServer = new Set(['desk', 'availability', 'pong']);
  return wire.frames.slice(from).filter(({ type }) => !ofTheServer.has(type));
}

function outcomeOf(answers: readonly AnyFrame[]): string {
  const refusal = answers.find(({ type }) => type === 'error' || type === 'refusal');
  return refusal ? codeOf(refusal) : 'done';
}

/** The same text for answers that tell the same, whatever ids are in them. */
function readable(answers: readonly AnyFrame[], frame: object, conversationId: string): string {
  const id = 'id' in frame ? String(frame.id) : '-';
  return JSON.stringify(answers).replaceAll(conversationId, 'the conversation').replaceAll(id, 'the request');
}

describe('over the wire', () => {
  for (const [action, cells, frameOf] of MATRIX) {
    it(`${action} is done for those in the table; all others hear what they hear of nothing`, async (t) => {
      const { conversationId, wires } = await setScene(t);
      // Those who may come last, because some of it ends what it is about.
      const people = (Object.keys(wires) as (keyof typeof wires)[]).sort(
        (a, b) => Number(cells[a] === 'done') - Number(cells[b] === 'done'),
      );
      const outcomes: Partial<Record<Who, string>> = {};
      for (const who of people) {
        if (cells[who] === '') continue;
        const frame = frameOf(conversationId);
        const answers = await answersTo(wires[who], frame);
        outcomes[who] = outcomeOf(answers);
        if (outcomes[who] === 'done' || outcomes[who] === 'forbidden') continue;
        const ofNothing = newId();
        const frameOfNothing = frameOf(ofNothing);
        assert.equal(
          readable(answers, frame, conversationId),
          readable(await answersTo(wires[who], frameOfNothing), frameOfNothing, ofNothing),
          `${who} learns that there is something`,
        );
      }

      const wanted = Object.entries(cells).filter(([who, cell]) => cell !== '' && who !== 'stranger');
      assert.deepEqual(outcomes, Object.fromEntries(wanted));
    });

    it(`${action} is nothing for somebody who has not said hello`, async (t) => {
      const { conversationId } = await setScene(t);
      const wire = await server.open().opened();
      wire.send(frameOf(conversationId));

      assert.equal(await wire.closed, 4401);
      assert.deepEqual(wire.frames.map(codeOf), [cells.stranger]);
    });
  }

  it('nobody who was refused hears anything of the conversation afterwards', async (t) => {
    const { conversationId, wires } = await setScene(t);
    const refused = [wires.other, wires.otherSite, wires.unassigned, wires.elsewhere];
    const starts = refused.map((wire) => wire.frames.length);
    for (const wire of refused) {
      await answersTo(wire, { type: 'follow', conversationId });
      await answersTo(wire, { type: 'receipt', conversationId, readSeq: 1 });
    }
    await answersTo(wires.owner, { type: 'signal', conversationId, signal: { kind: 'typing', on: true } });
    await wires.owner.command({ type: 'chat.send', conversationId, content });
    await wires.assigned.command({ type: 'chat.send', conversationId, content });
    await wires.owner.command({ type: 'conversation.end', conversationId });

    for (const [index, wire] of refused.entries()) {
      await answersTo(wire, { type: 'unfollow', conversationId });
      const told = wire.frames.slice(starts[index]).filter(({ type }) => type !== 'error');
      assert.equal(JSON.stringify(told).includes(conversationId), false);
    }
  });

  it('an agent who gave a conversation back hears nothing of it any more', async (t) => {
    const { conversationId, wires } = await setScene(t);
    await answersTo(wires.assigned, { type: 'follow', conversationId });
    await wires.assigned.command({ type: 'presence.set', presence: 'away' });
    await wires.assigned.command({ type: 'conversation.release', conversationId });
    const { length } = wires.assigned.frames;

    await wires.owner.command({
      type: 'chat.send',
      conversationId,
      content: { kind: 'text', text: 'secret' },
    });
    const answers = await answersTo(wires.assigned, {
      type: 'history',
      id: newId(),
      conversationId,
      beforeSeq: 99,
      limit: 9,
    });

    assert.equal(outcomeOf(answers), 'not_found');
    assert.equal(JSON.stringify(wires.assigned.frames.slice(length)).includes('secret'), false);
  });

  it('presence is of agents, reports and identities are of customers', async (t) => {
    const { wires } = await setScene(t);
    const interactions = [{ id: newId(), name: 'chat.opened', at: 1, properties: {} }];
    const presence = (): object => command({ type: 'presence.set', presence: 'away' });
    const report = (): object => ({ type: 'report', id: newId(), interactions });
    const identify = (): object => ({ type: 'identify', id: newId(), identityToken: 'a.b.c' });

    assert.equal(outcomeOf(await answersTo(wires.owner, presence())), 'bad_frame');
    assert.equal(outcomeOf(await answersTo(wires.assigned, presence())), 'done');
    assert.equal(outcomeOf(await answersTo(wires.owner, report())), 'done');
    assert.equal(outcomeOf(await answersTo(wires.owner, identify())), 'unsupported');
    for (const frame of [report(), identify()]) assert.deepEqual(await answersTo(wires.assigned, frame), []);
  });

  it("a conversation cannot be started with another one's id, nor in a queue of another site", async (t) => {
    const { conversationId, wires } = await setScene(t);
    const start = (id: string, queueId = 'general'): object =>
      command({ type: 'conversation.start', conversationId: id, channel: 'chat', locale: 'en', queueId });

    for (const wire of [wires.other, wires.otherSite]) {
      assert.equal(outcomeOf(await answersTo(wire, start(conversationId))), 'not_found');
      assert.equal(outcomeOf(await answersTo(wire, { type: 'follow', conversationId })), 'not_found');
    }
    assert.equal(outcomeOf(await answersTo(wires.other, start(newId(), 'orders'))), 'not_found');
  });
});
