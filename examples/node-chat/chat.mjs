/** A chat from the terminal: every line you write is sent, every answer is printed. `node chat.mjs [address] [site]` */
import { createInterface } from 'node:readline';
import { createRemoteContactCenter } from '@beside/adapters/remote';
import { createCustomerClient, createSystemClock } from '@beside/sdk';

const [url = 'ws://127.0.0.1:8080/v1/socket', siteId = 'shop'] = process.argv.slice(2);
const clock = createSystemClock();
const client = createCustomerClient({
  contactCenter: createRemoteContactCenter({ url, clock }),
  siteId,
  clock,
});
const shown = new Set();

client.on('ready', ({ site }) => console.log(`Connected to ${site.name}. Write a line, end with Ctrl+D.`));
client.on('message-failed', ({ error }) => console.error(`Not sent: ${error.code}`));
client.on('connection-changed', ({ status, error }) => {
  if (error) console.error(`No connection: ${error.code}`);
  if (status === 'stopped') process.exitCode = 1;
});
client.chat.onChange(({ items }) => {
  for (const item of items) {
    if (item.kind !== 'message' || item.isMine || shown.has(item.key)) continue;
    shown.add(item.key);
    console.log(`${item.author.name}: ${item.content.text}`);
  }
});

await client.start();
for await (const line of createInterface({ input: process.stdin }))
  if (line.trim()) await client.chat.send({ kind: 'text', text: line });
await client.chat.end();
setTimeout(() => client.stop(), 1_000);
