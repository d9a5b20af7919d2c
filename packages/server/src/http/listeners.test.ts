import assert from 'node:assert/strict';
import { networkInterfaces } from 'node:os';
import { test } from 'node:test';
import fastify from 'fastify';
import { listen } from './listeners.ts';

const hasSixth = Object.values(networkInterfaces())
  .flat()
  .some((address) => address?.address === '::1');

test(
  'localhost is served on both address families, and on none after closing',
  { skip: !hasSixth },
  async () => {
    const app = fastify();
    app.get('/', () => 'here');
    const port = await listen(app, 'localhost', 0);
    const ask = (host: string) => fetch(`http://${host}:${port}/`).then((answer) => answer.text());

    const answers = await Promise.all([ask('127.0.0.1'), ask('[::1]')]);
    await app.close();

    assert.deepEqual(answers, ['here', 'here']);
    await assert.rejects(ask('127.0.0.1'));
    await assert.rejects(ask('[::1]'));
  },
);

test('a port that is taken is said with the mend', async () => {
  const [first, second] = [fastify(), fastify()];
  const port = await listen(first, '127.0.0.1', 0);

  await assert.rejects(listen(second, '127.0.0.1', port), {
    code: 'config_invalid',
    details: {
      field: 'port',
      mend: `port ${port} is taken: end the other program, or give another --port (0 takes free ones)`,
    },
  });
  await first.close();
  await second.close();
});
