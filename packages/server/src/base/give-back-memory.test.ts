import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { getHeapSpaceStatistics } from 'node:v8';
import { giveBackMemory } from './give-back-memory.ts';

const youngBytes = (): number =>
  getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')?.physical_space_size ?? 0;

describe('giving memory back', () => {
  it('leaves no room for garbage that is gone, and nothing by which pages could collect', () => {
    const kept: object[] = [];
    for (let index = 0; index < 400_000; index += 1) kept.push({ index });
    kept.length = 0;
    const before = youngBytes();

    giveBackMemory();

    assert.ok(before > 4_000_000, `${before} bytes before`);
    assert.ok(youngBytes() < 2_000_000, `${youngBytes()} bytes after`);
    assert.equal(globalThis.gc, undefined);
  });
});
