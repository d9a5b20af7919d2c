import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { newId, type CustomerId } from '@beside/protocol';
import { createFakeClock } from '../../base/testing/fake-clock.ts';
import { hashOf, openErasures } from './erasure-list.ts';

function createFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'beside-erasures-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe('the list of who was erased', () => {
  const clock = createFakeClock();
  const [first, second, other] = [newId(clock), newId(clock), newId(clock)] as [
    CustomerId,
    CustomerId,
    CustomerId,
  ];

  it('knows them after it was opened again, each with the moment of the first time, and names nobody', async (t) => {
    const dataDir = createFolder(t);
    const at = new Date(clock.now()).toISOString();
    await openErasures({ dataDir, clock }).add([first]);
    clock.step(clock.now() + 1_000);
    const later = new Date(clock.now()).toISOString();

    await openErasures({ dataDir, clock }).add([first, second]);

    const again = openErasures({ dataDir, clock });
    assert.deepEqual([first, second, other].map(again.has), [true, true, false]);
    const path = join(dataDir, 'erasures.txt');
    assert.equal(readFileSync(path, 'utf8'), `${hashOf(first)} ${at}\n${hashOf(second)} ${later}\n`);
    assert.equal(statSync(path).mode & 0o777, 0o600);
  });

  it('passes over what is no line of it', async (t) => {
    const dataDir = createFolder(t);
    await openErasures({ dataDir, clock }).add([first]);
    appendFileSync(join(dataDir, 'erasures.txt'), `\n# a note\n${hashOf(second)}\nnonsense at noon\n`);

    const again = openErasures({ dataDir, clock });

    assert.deepEqual([first, second].map(again.has), [true, false]);
  });

  it('says so when it cannot be written', async (t) => {
    const dataDir = createFolder(t);
    const erasures = openErasures({ dataDir, clock });
    rmSync(dataDir, { recursive: true });

    await assert.rejects(erasures.add([first]), { code: 'read_only' });
  });
});
