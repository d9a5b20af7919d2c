/**
 * The second script tag, for sites that want to invite: `<script async src="…/invitations.js" data-site="ID"></script>`.
 * The built file imports nothing; what stands here is bundled in.
 */
import { createSystemClock } from '@beside/protocol';
import { startInvitations } from './start-invitations.ts';

const script = document.currentScript;
if (script instanceof HTMLScriptElement) {
  const siteId = script.dataset['site'] ?? '';
  // eslint-disable-next-line no-console -- the developer of the page has no other place to read what is wrong
  if (!siteId) console.error('Beside: the script tag of invitations needs data-site="…".');
  else
    startInvitations({
      siteId,
      address: new URL(`/v1/sites/${encodeURIComponent(siteId)}/invitations`, script.src).href,
      clock: createSystemClock(),
      // eslint-disable-next-line no-restricted-globals -- memory.ts says what is kept there, and when
      storage: () => localStorage,
    });
}
