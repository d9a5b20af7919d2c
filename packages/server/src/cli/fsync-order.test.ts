import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Wire, newId } from '../gateway/testing/wire.ts';
import { createFolder, startProgram } from './testing/program.ts';

/** Where system calls cannot be watched, this is told by the group commit's own tests only. */
const canWatch = spawnSync('strace', ['--version']).status === 0;

const CALLS = 'pwrite64,pwritev,fsync,fdatasync,write,writev,sendto,sendmsg';

/** Writes down the system calls of a process's main thread; resolves to the way to stop and read them. */
async function watch(pid: number, file: string): Promise<() => Promise<string[]>> {
  // -y: which file or socket; -s: enough of what is written to find an id in it.
  const strace = spawn('strace', ['-p', String(pid), '-y', '-s', '4000', '-e', `trace=${CALLS}`, '-o', file]);
  await once(strace.stderr, 'data'); // “attached”
  return async () => {
    const ended = once(strace, 'close');
    strace.kill('SIGINT');
    await ended;
    return readFileSync(file, 'utf8').split('\n');
  };
}

/** What one line is about, if it is about what is proven here. */
function kindOf(line: string, commandId: string): 'log' | 'sync' | 'answer' | undefined {
  if (/^f(?:data)?sync\(\d+<[^>]*-wal>\) += 0/.test(line)) return 'sync';
  if (/^pwrite(?:64|v)\(\d+<[^>]*-wal>/.test(line)) return 'log';
  if (/^(?:write|writev|sendto|sendmsg)\(\d+<(?:TCP|socket)/.test(line) && line.includes(commandId))
    return 'answer';
  return undefined;
}

describe('the system calls of the program', { skip: canWatch ? false : 'strace is not installed' }, () => {
  it('show that the log was synced to the disk before the acknowledgement went out', async (t) => {
    const program = startProgram(t);
    const { socket, demo, pid } = await program.ready;
    const wire = await new Wire(socket, { origin: demo }).opened();
    wire.send({ type: 'hello', versions: [1], role: 'customer', siteId: 'shop', locale: 'en' });
    await wire.ofType('welcome');
    const conversationId = newId();
    await wire.command({ type: 'conversation.start', conversationId, channel: 'chat', locale: 'en' });
    const stop = await watch(pid, join(createFolder(t), 'calls'));
    const commandIds = Array.from({ length: 5 }, () => newId());

    for (const [index, commandId] of commandIds.entries())
      await wire.command(
        { type: 'chat.send', conversationId, content: { kind: 'text', text: `line ${index}` } },
        commandId,
      );
    wire.close();
    const lines = await stop();

    let from = 0;
    for (const commandId of commandIds) {
      const kinds = lines.slice(from).map((line) => kindOf(line, commandId));
      const answer = kinds.indexOf('answer');
      const before = kinds.slice(0, answer).filter((kind) => kind !== undefined);
      assert.ok(answer >= 0, 'the acknowledgement is among the calls');
      assert.ok(before.includes('log'), 'the command was written to the log before');
      assert.equal(before.at(-1), 'sync', 'and nothing of the log was written after the sync');
      from += answer + 1;
    }
  });
});
