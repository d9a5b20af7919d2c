/** The SDK outside of browsers: a customer from a terminal and an agent, both in Node, on a real server. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { after, before, test } from 'node:test';
import { createRemoteAgentDesk } from '@beside/adapters/remote';
import { createSystemClock } from '@beside/sdk';
import { createAgentClient, type AgentClient, type AgentState } from '@beside/sdk/agent';

import { startServer, type ServerProcess } from './support/server-process.ts';
import { ticketsFor } from './support/wire-client.ts';

let server: ServerProcess;
before(async () => {
  server = await startServer();
});
after(() => server.stop());

test('the example of thirty lines chats with an agent from a terminal', async () => {
  const [login] = server.line.logins;
  assert.ok(login);
  const clock = createSystemClock();
  const agent = createAgentClient({
    desk: createRemoteAgentDesk({ url: server.line.socket, clock }),
    ticket: await ticketsFor(server.line.url, login),
    clock,
  });
  await until(agent, ({ desk }) => desk !== undefined);
  await agent.setPresence('available');

  const terminal = spawn(
    process.execPath,
    ['--conditions=development', 'examples/node-chat/chat.mjs', server.line.socket],
    { cwd: new URL('..', import.meta.url).pathname, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  let printed = '';
  terminal.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  terminal.stdin.write('Is anybody there? 계세요?\n');

  const { desk } = await until(agent, (state) => (state.desk?.offers.length ?? 0) > 0);
  const offer = desk?.offers[0];
  assert.ok(offer);
  const { conversationId } = offer.conversation;
  await agent.accept(conversationId, offer.offerId);
  const chat = agent.chat(conversationId);
  await new Promise<void>((resolve) => {
    const stop = chat.onChange(({ items }) => {
      if (!items.some((item) => item.kind === 'message' && !item.isMine)) return;
      stop();
      resolve();
    });
  });
  await chat.send({ kind: 'text', text: '네, 안녕하세요' });
  await new Promise<void>((resolve) => {
    terminal.stdout.on('data', () => {
      if (printed.includes('네, 안녕하세요')) resolve();
    });
  });
  terminal.stdin.end();
  const code = await new Promise((resolve) => terminal.once('exit', resolve));
  agent.stop();

  assert.equal(code, 0);
  assert.match(printed, /^Connected to Neuru\./);
  assert.match(printed, /\n\S.*: 네, 안녕하세요\n/);
  assert.equal(printed.split('네, 안녕하세요').length, 2, 'printed once');
});

/** Resolves with the first state that fits; the client's newest state is looked at too. */
function until(agent: AgentClient, fits: (state: AgentState) => boolean): Promise<AgentState> {
  return new Promise((resolve) => {
    if (fits(agent.state)) return resolve(agent.state);
    const stop = agent.on('state-changed', (state) => {
      if (!fits(state)) return;
      stop();
      resolve(state);
    });
  });
}
