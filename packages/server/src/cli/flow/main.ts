#!/usr/bin/env node
import { readFileSync, writeFileSync } from 'node:fs';
import { runFlowCommand } from './flow-command.ts';

const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
const { exitCode, stdout, stderr } = runFlowCommand(process.argv.slice(2), {
  read: (path) => readFileSync(path, 'utf8'),
  write: (path, content) => {
    writeFileSync(path, content);
  },
  version,
  isColoured: process.stdout.isTTY,
});
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = exitCode;
