import { createRemoteAgentDesk } from '@beside/adapters/remote';
import { createSystemClock, createWebLocksTabs } from '@beside/sdk';
import { createAgentClient } from '@beside/sdk/agent';

import './app.ts';
import { createAgentApi } from './shared/agent-api.ts';
import { createNotifier } from './shared/notifier.ts';
import { openTelephone } from './shared/open-telephone.ts';
import { openClient } from './shared/open-client.ts';
import { createSettingsStore } from './shared/settings.ts';

const clock = createSystemClock();
const address = new URL('/v1/socket', location.href);
address.protocol = address.protocol.replace('http', 'ws');
const desk = createRemoteAgentDesk({ url: address.href, clock });

const element = document.createElement('beside-console');
element.parts = {
  api: createAgentApi((...request) => fetch(...request)),
  createClient: ({ ticket, locale }) =>
    openClient(desk, (opened) =>
      createAgentClient({ desk: opened, ticket, locale, clock, tabs: createWebLocksTabs() }),
    ),
  settings: createSettingsStore(() => globalThis.localStorage),
  notifier: createNotifier(),
  clock,
  dial: openTelephone,
  preferred: navigator.languages,
};
document.body.append(element);
