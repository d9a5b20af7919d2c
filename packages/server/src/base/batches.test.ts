import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createBatches, type AddToBatch } from './batches.ts';

interface Scene {
  readonly add: AddToBatch<string, string, string>;
  /** Every batch that was begun, as `key:item+item`. */
  readonly begun: string[];
  /** Lets the oldest batch that is under way go on. */
  finish(): Promise<void>;
}

/** Items are answered in capitals; `bad` is refused, a batch with `broken` fails. */
function setScene(maxItems = 10): Scene {
  const begun: string[] = [];
  const gates: (() => void)[] = [];
  const add = createBatches<string, string, string>({
    maxItems,
    async work(key, items) {
      begun.push(`${key}:${items.join('+')}`);
      await new Promise<void>((resolve) => gates.push(resolve));
      if (items.includes('broken')) throw new Error('broken');
      return items.map((item) =>
        item === 'bad'
          ? { status: 'rejected', reason: new Error('bad') }
          : { status: 'fulfilled', value: item.toUpperCase() },
      );
    },
  });
  return {
    add,
    begun,
    async finish() {
      gates.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

const wordOf = (promise: Promise<string>): Promise<string> =>
  promise.catch((error: unknown) => (error instanceof Error ? `! ${error.message}` : '?'));

describe('batches', () => {
  it('begin at once, and take together what comes meanwhile', async () => {
    const { add, begun, finish } = setScene();

    const answers = Promise.all(['a', 'b', 'c'].map((item) => add('k', item)));
    assert.deepEqual(begun, ['k:a']);
    await finish();
    await finish();

    assert.deepEqual(await answers, ['A', 'B', 'C']);
    assert.deepEqual(begun, ['k:a', 'k:b+c']);
    const later = add('k', 'd');
    await finish();
    assert.equal(await later, 'D');
  });

  it('of different keys do not wait for each other', async () => {
    const { add, begun, finish } = setScene();

    const answers = Promise.all([add('k', 'a'), add('l', 'b')]);
    assert.deepEqual(begun, ['k:a', 'l:b']);
    await finish();
    await finish();

    assert.deepEqual(await answers, ['A', 'B']);
  });

  it('hold no more than they may', async () => {
    const { add, begun, finish } = setScene(2);

    const answers = Promise.all(['a', 'b', 'c', 'd'].map((item) => add('k', item)));
    for (let batch = 0; batch < 3; batch += 1) await finish();

    assert.deepEqual(await answers, ['A', 'B', 'C', 'D']);
    assert.deepEqual(begun, ['k:a', 'k:b+c', 'k:d']);
  });

  it('refuse one item without the others, and all of them when the work fails', async () => {
    const { add, finish } = setScene(3);

    const answers = ['a', 'bad', 'b', 'c', 'broken', 'd', 'e'].map((item) => wordOf(add('k', item)));
    for (let batch = 0; batch < 3; batch += 1) await finish();

    assert.deepEqual(await Promise.all(answers), [
      'A',
      '! bad',
      'B',
      'C',
      '! broken',
      '! broken',
      '! broken',
    ]);
  });
});
