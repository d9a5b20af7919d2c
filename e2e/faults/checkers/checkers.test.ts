import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import type { HistoryEvent, Phase, SeenEntry, Values } from '../history.ts';
import { findViolations } from './index.ts';

const conversationId = 'one';

/** Writes a history line by line; every line is a millisecond later. */
class Script {
  readonly events: HistoryEvent[] = [];
  at = 0;

  add<Op extends keyof Values>(process: string, op: Op, phase: Phase, value: Values[Op]): this {
    this.at += 1;
    this.events.push({ tMonoMs: this.at, process, op, phase, value } as HistoryEvent); // belong together by `Op`
    return this;
  }

  command(phase: Phase, text: string, more: Partial<Values['command']> = {}): this {
    const value = { commandId: `id of ${text}`, conversationId, kind: 'message', text, ...more } as const;
    return this.add('customer', 'command', phase, value);
  }

  written(text: string, seq: number, answer = `{"seq":${seq}}`): this {
    return this.command('invoke', text).command('ok', text, { seq, answer });
  }

  heard(
    process: string,
    connection: number,
    afterSeq: number,
    uptoSeq: number,
    ...entries: SeenEntry[]
  ): this {
    const reader = process === 'agent' ? 'agent' : 'customer';
    return this.add(process, 'heard', 'ok', {
      conversationId,
      reader,
      connection,
      epoch: 'e',
      afterSeq,
      uptoSeq,
      entries,
    });
  }

  read(process: string, isFinal: boolean, ...entries: SeenEntry[]): this {
    const reader = process === 'agent' ? 'agent' : 'customer';
    const asked = { conversationId, reader, isFinal } as const;
    return this.add(process, 'read', 'invoke', asked).add(process, 'read', 'ok', { ...asked, entries });
  }

  settled(afterMs = 0): this {
    this.add('nemesis', 'calm', 'ok', { faults: 1 });
    this.add('customer', 'settle', 'invoke', { conversationIds: [conversationId] });
    this.at += afterMs;
    return this.add('customer', 'settle', 'ok', { conversationIds: [conversationId] });
  }
}

const entry = (seq: number, text: string): SeenEntry => ({ seq, id: `e${seq}`, type: 'chat.message', text });
const a = entry(1, 'a');
const b = entry(2, 'b');
const c = entry(3, 'c');

/** Which checkers complain, and what they say. */
function complaints(script: Script): string[] {
  return findViolations(script.events).map(({ checker, problem }) => `${checker}: ${problem}`);
}

describe('nothing is found', () => {
  test('in a history that keeps every promise', () => {
    const script = new Script()
      .add('customer', 'follow', 'ok', { conversationId, reader: 'customer', connection: 1 })
      .written('a', 1)
      .heard('customer', 1, 0, 1, a)
      .written('b', 2)
      .read('customer', false, a, b)
      .add('customer', 'follow', 'ok', { conversationId, reader: 'customer', connection: 2, seq: 1 })
      .heard('customer', 2, 1, 2, b)
      .command('invoke', 'c')
      .command('info', 'c', { code: 'disconnected' })
      .command('invoke', 'c')
      .command('ok', 'c', { seq: 3, answer: 'same' })
      .command('invoke', 'c')
      .command('ok', 'c', { seq: 3, answer: 'same' })
      .command('invoke', 'x', { commandId: 'id of c', isOtherBody: true })
      .command('fail', 'x', { commandId: 'id of c', isOtherBody: true, code: 'conflict' })
      .heard('customer', 2, 2, 3, c)
      .settled()
      .read('customer', true, a, b, c)
      .read('agent', true, a, b, c);

    assert.deepEqual(complaints(script), []);
  });

  test('when a message whose fate nobody knew is there, or is not', () => {
    const unknown = (): Script =>
      new Script().written('a', 1).command('invoke', 'b').command('info', 'b').settled();
    const open = ['liveness: customer never heard about b'];

    assert.deepEqual(complaints(unknown().read('customer', true, a)), open);
    assert.deepEqual(complaints(unknown().read('customer', true, a, b)), open);
  });

  test('when a reader is told that what they had does not continue', () => {
    const script = new Script()
      .written('a', 1)
      .written('b', 2)
      .written('c', 3)
      .heard('customer', 1, 0, 1, a)
      .add('customer', 'follow', 'ok', { conversationId, reader: 'customer', connection: 2, seq: 1 })
      .add('customer', 'discontinuity', 'ok', {
        conversationId,
        connection: 2,
        reason: 'too-far',
        afterSeq: 2,
      })
      .heard('customer', 2, 2, 3, c)
      .settled()
      .read('customer', true, a, b, c);

    assert.deepEqual(complaints(script), []);
  });
});

describe('what is planted is found', () => {
  test('durability: an acknowledged message is lost, doubled or elsewhere', () => {
    const acknowledged = (): Script => new Script().written('a', 1).written('b', 2).settled();

    assert.deepEqual(complaints(acknowledged().read('customer', true, a)), [
      'durability: lost: b (id of b) is not in what customer read',
      'read your writes: customer wrote b as 2 and did not find it in 1…',
    ]);
    assert.deepEqual(complaints(acknowledged().read('customer', true, a, b, entry(3, 'b'))), [
      'durability: doubled: b (id of b) in what customer read',
      'phantoms: customer was shown b twice',
    ]);
    assert.deepEqual(complaints(acknowledged().read('customer', true, a, entry(3, 'b'))), [
      'durability: moved: b (id of b) was acknowledged as 2 and is 3',
      'read your writes: customer wrote b as 2 and did not find it in 1…',
    ]);
    assert.deepEqual(complaints(acknowledged()), ['durability: nobody read one at the end']);
  });

  test('durability: an acknowledged start has left no entry', () => {
    const script = new Script()
      .command('ok', '', { kind: 'start', commandId: 's', seq: 1, answer: '1' })
      .settled()
      .read('customer', true);

    assert.deepEqual(complaints(script), ['durability: lost:  (s) is not in what customer read']);
  });

  test('phantoms: a message nobody wrote, and one that was refused', () => {
    const script = new Script()
      .written('a', 1)
      .command('invoke', 'b')
      .command('fail', 'b', { code: 'forbidden' })
      .settled()
      .read('customer', true, a, b, c);

    assert.deepEqual(complaints(script), [
      'phantoms: customer was shown b, which was refused',
      'phantoms: customer was shown c, which nobody wrote',
    ]);
  });

  test('total order: a gap in what is pushed, another entry under the same number, numbers that do not rise', () => {
    const written = (): Script => new Script().written('a', 1).written('b', 2).written('c', 3);

    assert.deepEqual(
      complaints(
        written()
          .heard('agent', 1, 0, 1, a)
          .heard('agent', 1, 2, 3, c)
          .settled()
          .read('agent', true, a, b, c),
      ),
      ['total order: agent/1/one had everything up to 1 and was given what follows 2'],
    );
    assert.deepEqual(
      complaints(written().heard('agent', 1, 0, 3, a, c).settled().read('agent', true, a, b, c)),
      ['total order: agent/1/one heard 1:e1 3:e3 for (0, 3] where 1:e1 2:e2 3:e3 is'],
    );
    assert.deepEqual(
      complaints(
        written()
          .settled()
          .read('agent', true, a, b, c)
          .read('customer', true, a, b, { ...c, id: 'other' }),
      ),
      ['total order: one#3 is e3 for one and other for customer'],
    );
    assert.ok(
      complaints(written().settled().read('customer', true, a, c, b)).includes(
        'total order: customer read 2 after 3',
      ),
    );
  });

  test('total order: a socket hears the same twice', () => {
    const script = new Script()
      .written('a', 1)
      .heard('agent', 1, 0, 1, a)
      .heard('agent', 1, 0, 1, a)
      .settled()
      .read('agent', true, a);

    assert.deepEqual(complaints(script), [
      'total order: agent/1/one had everything up to 1 and was given what follows 0',
    ]);
  });

  test('monotonic reads: a reconnect that skips, and a page that is older than what was seen', () => {
    const resumed = new Script()
      .written('a', 1)
      .written('b', 2)
      .written('c', 3)
      .heard('customer', 1, 0, 1, a)
      .add('customer', 'follow', 'ok', { conversationId, reader: 'customer', connection: 2, seq: 1 })
      .heard('customer', 2, 2, 3, c)
      .settled()
      .read('customer', true, a, b, c);
    const older = new Script()
      .written('a', 1)
      .command('invoke', 'b')
      .heard('customer', 1, 0, 2, a, b)
      .read('customer', false, a)
      .command('ok', 'b', { seq: 2, answer: '2' })
      .settled()
      .read('customer', true, a, b);

    assert.deepEqual(complaints(resumed), [
      'monotonic reads: customer/2/one had 1 and was given what follows 2',
    ]);
    assert.deepEqual(complaints(older), ['monotonic reads: customer/one had seen 2 and read up to 1']);
  });

  test('read your writes: a page without what its reader was told is written', () => {
    const script = new Script()
      .written('a', 1)
      .written('b', 2)
      .read('customer', false, a)
      .settled()
      .read('customer', true, a, b);

    assert.deepEqual(complaints(script), [
      'read your writes: customer wrote b as 2 and did not find it in 1…',
    ]);
  });

  test('liveness: somebody settles late or not at all, or faults never end', () => {
    const late = new Script().settled(30_001);
    const never = new Script()
      .add('nemesis', 'calm', 'ok', { faults: 1 })
      .add('customer', 'settle', 'invoke', { conversationIds: [] });

    assert.deepEqual(complaints(late), ['liveness: customer settled after 30003 ms']);
    assert.deepEqual(complaints(never), ['liveness: customer did not settle']);
    assert.deepEqual(complaints(new Script()), ['liveness: the faults never ended']);
  });

  test('steady sockets: customers are cut off because the clock of the server jumps', () => {
    const jump = (kind: string, connection: number): Script =>
      new Script()
        .add('nemesis', 'fault', 'invoke', { kind, parameters: {} })
        .add('customer', 'follow', 'ok', { conversationId, reader: 'customer', connection })
        .add('nemesis', 'fault', 'ok', { kind, parameters: {} })
        .settled()
        .read('customer', true);

    assert.deepEqual(complaints(jump('clock-jump', 2)), [
      'steady sockets: customer lost a socket while only the clock jumped',
    ]);
    assert.deepEqual(complaints(jump('clock-jump', 1)), []);
    assert.deepEqual(complaints(jump('kill', 2)), []);
  });

  test('sending order: what was sent later is numbered earlier', () => {
    const burst = (): Script => new Script().command('invoke', 'a').command('invoke', 'b');
    const answered = (script: Script): string[] =>
      complaints(
        script
          .command('ok', 'b', { seq: 1, answer: '1' })
          .command('ok', 'a', { seq: 2, answer: '2' })
          .settled()
          .read('customer', true, entry(1, 'b'), entry(2, 'a')),
      );

    assert.deepEqual(answered(burst()), ['sending order: customer sent a before b; they are 2 and 1']);
    assert.deepEqual(answered(burst().command('info', 'a').command('invoke', 'a')), []);
  });

  test('idempotency: another answer, a late refusal, another body that is not a conflict', () => {
    const again = (phase: Phase, more: Partial<Values['command']>): string[] =>
      complaints(new Script().written('a', 1).command(phase, 'a', more).settled().read('customer', true, a));
    const other = { commandId: 'id of a', isOtherBody: true } as const;
    const conflict = (phase: Phase, code?: string): string[] =>
      complaints(
        new Script()
          .written('a', 1)
          .command(phase, 'x', code === undefined ? other : { ...other, code })
          .settled()
          .read('customer', true, a),
      );

    assert.deepEqual(again('ok', { seq: 1, answer: '{"seq": 1}' }), [
      'idempotency: customer: a (id of a) was answered {"seq":1} and later {"seq": 1}',
    ]);
    assert.ok(
      again('fail', { code: 'forbidden' }).includes(
        'idempotency: customer: a (id of a) was done and later refused: forbidden',
      ),
    );
    assert.deepEqual(conflict('ok'), ['idempotency: customer: x (id of a) has another body and was done']);
    assert.deepEqual(conflict('fail', 'internal'), [
      'idempotency: customer: x (id of a) has another body and was internal',
    ]);
    assert.deepEqual(conflict('fail', 'conflict'), []);
  });
});
