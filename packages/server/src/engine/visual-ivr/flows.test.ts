import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { BesideError, type AgentId } from '@beside/protocol';
import { createSite, openTestCentre, type TestCentre } from '../testing/test-centre.ts';
import { createFlow, retitled } from './testing/sample-flow.ts';

/** A site with a file, whose content the test changes, and what the log said about it. */
async function open(
  t: TestContext,
  content: unknown = createFlow(),
): Promise<{
  centre: TestCentre;
  file: { content: unknown };
  said: string[];
  fields: unknown[];
  mina: AgentId;
}> {
  const file = { path: './flow.json', content, field: 'sites.0.visualIvr' };
  const said: string[] = [];
  const fields: unknown[] = [];
  const say = (about: unknown, text: string): void => {
    said.push(text);
    fields.push(about);
  };
  const log = { info: say, warn: say, error: say };
  const centre = await openTestCentre(t, {
    sites: [createSite('shop', { visualIvr: file }), createSite('outlet')],
    log,
  });
  const { agentId } = await centre.agent({ role: 'supervisor' });
  return { centre, file, said, fields, mina: agentId };
}

const flowsOf = ({ centre }: TestCentre) => centre.flows;

async function outcomeOf(work: Promise<unknown>): Promise<unknown> {
  try {
    return await work;
  } catch (error) {
    assert.ok(error instanceof BesideError, String(error));
    return { code: error.code, ...error.details };
  }
}

const titleOf = (record: { body: string } | undefined): unknown =>
  record && (JSON.parse(record.body) as { nodes: { start: { title: { en: string } } } }).nodes.start.title.en;

describe('the file of a flow', () => {
  it('is published where nothing was, once, and over a restart', async (t) => {
    const { centre, said } = await open(t);
    await centre.restart();

    const { revisions } = await flowsOf(centre).listRevisions('shop', undefined);
    const live = await flowsOf(centre).findLive('shop');

    assert.deepEqual(
      revisions.map(({ revision, authorId, restores }) => ({ revision, authorId, restores })),
      [{ revision: 1, authorId: null, restores: null }],
    );
    assert.deepEqual(JSON.parse(live?.body ?? ''), createFlow());
    assert.equal(await flowsOf(centre).findLive('outlet'), undefined);
    assert.deepEqual(said, ['the flow of the configuration is published']);
  });

  it('that was changed becomes a draft, and nothing else', async (t) => {
    const { centre, file, said } = await open(t);
    file.content = retitled('Changed in the file');
    await centre.restart();
    await centre.restart();

    const { draft, version } = await flowsOf(centre).findDraft('shop');

    assert.deepEqual(
      [titleOf(draft), draft?.authorId, draft?.baseRevision, version],
      ['Changed in the file', null, 1, 1],
    );
    assert.equal(titleOf(await flowsOf(centre).findLive('shop')), 'What is it about?');
    assert.match(said.at(-1) ?? '', /is a draft/);
  });

  it('does not take the place of a draft that somebody works on; it does at a later start', async (t) => {
    const { centre, file, said, mina } = await open(t);
    const author = { siteId: 'shop', agentId: mina };
    await flowsOf(centre).saveDraft(author, { flow: retitled('Mine'), version: 0, baseRevision: 1 });
    file.content = retitled('Changed in the file');
    await centre.restart();
    const kept = titleOf((await flowsOf(centre).findDraft('shop')).draft);
    await flowsOf(centre).discardDraft(author, 1);
    await centre.restart();

    assert.equal(kept, 'Mine');
    assert.ok(said.some((text) => text.includes('somebody works on a draft')));
    const { draft, version } = await flowsOf(centre).findDraft('shop');
    assert.deepEqual([titleOf(draft), version], ['Changed in the file', 3]);
  });

  it('that is what was published anyway is no draft', async (t) => {
    const { centre, file, mina } = await open(t);
    const author = { siteId: 'shop', agentId: mina };
    const flow = retitled('By hand');
    await flowsOf(centre).saveDraft(author, { flow, version: 0, baseRevision: 1 });
    await flowsOf(centre).publish(author, { version: 1, note: '' });
    // Written in another order.
    file.content = Object.fromEntries(Object.entries(flow).reverse());
    await centre.restart();

    assert.equal((await flowsOf(centre).findDraft('shop')).draft, undefined);
  });

  it('[bad_F10] with errors ends the start, naming the place and the mend', async (t) => {
    const bad: readonly (readonly [unknown, RegExp])[] = [
      [{ ...createFlow(), version: 2 }, /^\.\/flow\.json: \/version: /],
      [
        { ...createFlow(), nodes: { ...createFlow().nodes, start: { kind: 'webhook' } } },
        /^\.\/flow\.json: (?:node start, )?\/nodes\/start\/kind: /,
      ],
      [[], /no object/],
      ['flow', /no object/],
    ];
    for (const [content, pattern] of bad) {
      const refusal = (await outcomeOf(open(t, content))) as Record<string, unknown>;

      assert.deepEqual([refusal['code'], refusal['field']], ['config_invalid', 'sites.0.visualIvr']);
      assert.match(String(refusal['mend']), pattern);
    }
  });
});

describe('editing a flow', () => {
  it('saves a draft by its version, so that nobody writes over what they have not seen', async (t) => {
    const { centre, mina } = await open(t);
    const jun = (await centre.agent({ role: 'supervisor' })).agentId;
    const save = (agentId: AgentId, title: string, version: number, baseRevision = 1) =>
      outcomeOf(
        flowsOf(centre)
          .saveDraft({ siteId: 'shop', agentId }, { flow: retitled(title), version, baseRevision })
          .then(({ draft }) => draft.version),
      );

    assert.equal(await save(mina, 'one', 0), 1);
    // The answer was lost, so that it is asked for again.
    assert.equal(await save(mina, 'one', 0), 1);
    assert.deepEqual(await save(jun, 'one', 0), { code: 'flow_stale', version: 1, revision: 1 });
    assert.deepEqual(await save(mina, 'two', 0), { code: 'flow_stale', version: 1, revision: 1 });
    assert.equal(await save(jun, 'two', 1), 2);
    assert.deepEqual(await save(jun, 'three', 2, 9), { code: 'flow_stale', version: 2, revision: 1 });
    assert.equal(titleOf((await flowsOf(centre).findDraft('shop')).draft), 'two');
  });

  it('keeps a draft that is not finished and says what is missing; publishing it is refused', async (t) => {
    const { centre, mina } = await open(t);
    const author = { siteId: 'shop', agentId: mina };
    const { findings } = await flowsOf(centre).saveDraft(author, {
      ...{ flow: { version: 1, flowId: 'help', nodes: {} }, version: 0, baseRevision: 1 },
    });

    const refusal = (await outcomeOf(flowsOf(centre).publish(author, { version: 1, note: '' }))) as object;

    assert.ok(findings.some(({ severity }) => severity === 'error'));
    assert.deepEqual([(refusal as { code: string }).code, 'path' in refusal], ['flow_invalid', true]);
    assert.equal((await flowsOf(centre).listRevisions('shop', undefined)).revisions.length, 1);
  });

  it('[bad_F4] refuses what is too large or too deep to be kept', async (t) => {
    const { centre, mina } = await open(t);
    const author = { siteId: 'shop', agentId: mina };
    let deep: unknown = 1;
    for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];
    const save = (flow: unknown) =>
      outcomeOf(flowsOf(centre).saveDraft(author, { flow, version: 0, baseRevision: 1 }));

    assert.deepEqual(
      [await save({ text: 'x'.repeat(262_144) }), await save({ deep }), await save([])],
      [
        { code: 'too_large', path: 'flow', maxBytes: 262_144 },
        { code: 'too_large', path: 'flow', maxDepth: 64 },
        { code: 'bad_frame', path: 'flow', problem: 'object' },
      ],
    );
  });

  it('publishes the draft that was seen, once, however many press at the same moment', async (t) => {
    const { centre, mina } = await open(t);
    const author = { siteId: 'shop', agentId: mina };
    await flowsOf(centre).saveDraft(author, { flow: retitled('New'), version: 0, baseRevision: 1 });
    centre.heard.length = 0;

    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () =>
        outcomeOf(
          flowsOf(centre)
            .publish(author, { version: 1, note: '봄맞이' })
            .then(({ revision }) => revision),
        ),
      ),
    );

    assert.deepEqual(
      outcomes.filter((one) => typeof one === 'number'),
      [2],
    );
    const [head] = (await flowsOf(centre).listRevisions('shop', undefined)).revisions;
    assert.deepEqual([head?.revision, head?.authorId, head?.note, head?.restores], [2, mina, '봄맞이', null]);
    assert.deepEqual(await flowsOf(centre).findDraft('shop'), { draft: undefined, version: 2 });
    // Pages that are open are told by what tells them whether somebody is there.
    assert.deepEqual(
      centre.heard.filter(({ kind }) => kind === 'site'),
      [{ kind: 'site', siteId: 'shop' }],
    );
    assert.equal((await centre.centre.availability('shop')).flowRevision, 2);
    assert.equal('flowRevision' in (await centre.centre.availability('outlet')), false);
  });

  it('rolls back by publishing the older one again; a draft made before has to be looked at once more', async (t) => {
    const { centre, mina } = await open(t);
    const author = { siteId: 'shop', agentId: mina };
    const flows = flowsOf(centre);
    await flows.saveDraft(author, { flow: retitled('New'), version: 0, baseRevision: 1 });
    await flows.publish(author, { version: 1, note: '' });
    await flows.saveDraft(author, { flow: retitled('Next'), version: 2, baseRevision: 2 });

    const stale = await outcomeOf(flows.rollBack(author, { revision: 1, latest: 1, note: '' }));
    const unknown = await outcomeOf(flows.rollBack(author, { revision: 7, latest: 2, note: '' }));
    const head = await flows.rollBack(author, { revision: 1, latest: 2, note: 'too early' });

    assert.deepEqual(stale, { code: 'flow_stale', version: 3, revision: 2 });
    assert.deepEqual(unknown, { code: 'not_found' });
    assert.deepEqual([head.revision, head.restores, head.note], [3, 1, 'too early']);
    assert.equal(titleOf(await flows.findLive('shop')), 'What is it about?');
    assert.deepEqual(await outcomeOf(flows.publish(author, { version: 3, note: '' })), {
      ...{ code: 'flow_stale', version: 3, revision: 3 },
    });
    await flows.saveDraft(author, { flow: retitled('Next'), version: 3, baseRevision: 3 });
    assert.equal((await flows.publish(author, { version: 4, note: '' })).revision, 4);
  });

  it('[bad_F11] leaves the revision to those who are inside it', async (t) => {
    const { centre, mina } = await open(t);
    const author = { siteId: 'shop', agentId: mina };
    await flowsOf(centre).saveDraft(author, { flow: retitled('New'), version: 0, baseRevision: 1 });
    await flowsOf(centre).publish(author, { version: 1, note: '' });
    await centre.restart();

    assert.equal(titleOf(await flowsOf(centre).findLive('shop')), 'New');
    assert.equal(titleOf(await flowsOf(centre).getRevision('shop', 1)), 'What is it about?');
    assert.deepEqual(await outcomeOf(flowsOf(centre).getRevision('shop', 3)), { code: 'not_found' });
  });

  it('[bad_F10] of a newer version leaves the last one that is understood, says so once, and starts', async (t) => {
    const { centre, said } = await open(t);
    const head = { siteId: 'shop', authorId: null, note: '', restores: null, createdAt: 1, publishedAt: 1 };
    await centre.store.transact(async (transaction) => {
      const future = { ...createFlow(), version: 2 };
      await transaction.insertFlowRevision({ ...head, revision: 2, body: JSON.stringify(future) });
    });
    await centre.restart();

    const found = [await flowsOf(centre).findLive('shop'), await flowsOf(centre).findLive('shop')];

    assert.deepEqual(
      found.map((record) => record?.revision),
      [1, 1],
    );
    assert.deepEqual(await outcomeOf(flowsOf(centre).getRevision('shop', 2)), { code: 'not_found' });
    assert.equal(said.filter((text) => text.includes('cannot read')).length, 1);
  });

  it('is told in the log: who changed what, by their ids and nothing else', async (t) => {
    const { centre, said, fields, mina } = await open(t);
    const author = { siteId: 'shop', agentId: mina };
    const flows = flowsOf(centre);
    said.length = fields.length = 0;
    await flows.saveDraft(author, { flow: retitled('New'), version: 0, baseRevision: 1 });
    await flows.saveDraft(author, { flow: retitled('Newer'), version: 1, baseRevision: 1 });
    await flows.publish(author, { version: 2, note: '홍길동 님 요청' });
    await flows.rollBack(author, { revision: 1, latest: 2, note: '' });
    await flows.saveDraft(author, { flow: retitled('New'), version: 3, baseRevision: 3 });
    await flows.discardDraft(author, 4);
    await flows.publish(author, { version: 4, note: '' }).catch(() => undefined);

    assert.deepEqual(
      said.map((text, index) => [text, fields[index]]),
      [
        ['the draft of a flow was begun or taken over', author],
        ['a flow was published', { ...author, revision: 2 }],
        ['a flow was published', { ...author, revision: 3 }],
        ['the draft of a flow was begun or taken over', author],
        ['the draft of a flow was discarded', author],
      ],
    );
  });

  it('is about sites that exist', async (t) => {
    const { centre, mina } = await open(t);
    const author = { siteId: 'bank', agentId: mina };
    const flows = flowsOf(centre);

    for (const work of [
      flows.findLive('bank'),
      flows.getRevision('bank', 1),
      flows.listRevisions('bank', undefined),
      flows.findDraft('bank'),
      flows.check('bank', {}),
      flows.saveDraft(author, { flow: {}, version: 0, baseRevision: 0 }),
      flows.discardDraft(author, 0),
      flows.publish(author, { version: 0, note: '' }),
      flows.rollBack(author, { revision: 1, latest: 1, note: '' }),
      flows.sumNumbers('bank', {}),
    ])
      assert.deepEqual(await outcomeOf(work), { code: 'not_found' });
  });
});
