/** The main job once more, in real browsers, with the server's data in a PostgreSQL of its own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { startPostgres } from '@beside/server/testing/postgres';

import { startBrowser } from './support/browser.ts';
import { helpInCart, killInBetween } from './support/main-story.ts';
import { openScene } from './support/scene.ts';
import { startServer } from './support/server-process.ts';

test('on PostgreSQL a customer is helped, both reload, and kill -9 of the server loses nothing', async () => {
  const postgres = await startPostgres({ fsync: true });
  const browser = await startBrowser();
  try {
    for (const story of [helpInCart, killInBetween]) {
      const DATABASE_URL = await postgres.createDatabase();
      const scene = await openScene(browser, () => startServer({ env: { DATABASE_URL } }));
      try {
        await story(scene);
      } finally {
        await scene.close();
      }
      const { rows } = await postgres.run(
        new URL(DATABASE_URL).pathname.slice(1),
        'SELECT count(*) AS n FROM entry',
      );
      assert.ok(Number(rows[0]?.['n']) > 0, 'the server keeps nothing in the database');
    }
  } finally {
    await browser.close();
    await postgres.remove();
  }
});
