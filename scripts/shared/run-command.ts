import { spawn } from 'node:child_process';

/** What a finished command left behind. */
export interface CommandResult {
  readonly exitCode: number;
  /** Standard output and standard error, as they came. */
  readonly output: string;
}

/**
 * Runs a program without a shell and collects what it prints; a failing program is a result, not a rejection.
 *
 * @param args program's arguments; nothing is expanded.
 */
export function runCommand(program: string, args: readonly string[], cwd: string): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ exitCode: code ?? 1, output: Buffer.concat(chunks).toString('utf8') });
    });
  });
}
