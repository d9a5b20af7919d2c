import { expect, waitUntil } from '@open-wc/testing';

import { boot } from './boot.ts';

describe('boot', () => {
  it('[S4] tells the developer once what to mend when the server does not let the page in', async () => {
    const told: string[] = [];
    const { warn } = console;
    console.warn = (text: string) => void told.push(text);
    const host = document.createElement('beside-launcher');
    document.body.append(host);
    // A door that is shut at once, like that of a contact centre for an origin it does not know.
    const scriptUrl = 'http://127.0.0.1:9/beside.js';
    const flow = Promise.resolve();
    const booted = await boot({ host, siteId: 'no-such-site', scriptUrl, locale: 'en', flow });
    try {
      await booted.client.start();
      let attempts = 0;
      booted.client.on('connection-changed', (connection) => {
        if (connection.status === 'waiting') attempts = connection.attempt;
      });

      await waitUntil(() => attempts > 3, 'tries again', { timeout: 15_000 });

      expect(told.length).to.equal(1);
      expect(told[0]).to.include('"no-such-site"').and.include(location.origin);
    } finally {
      booted.stop();
      console.warn = warn;
    }
  }).timeout(20_000);
});
