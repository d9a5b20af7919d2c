import type { DeskCallback } from '@beside/protocol';

import { loadCallbackDesk } from '../callbacks/load-callback-desk.ts';
import { english } from '../shared/languages.ts';
import { callbackIdOf, dispositions } from './fake-callbacks.ts';
import { createFakeAgentClient, emptyDesk, idOf } from './fake-client.ts';
import { find, findAll, openConsole, visibleText, type OpenConsole } from './open-console.ts';

/** What every command about callback `number` carries. */
export const ids = (number: number) => ({ conversationId: idOf(number), callbackId: callbackIdOf(number) });
/** The attempt that is in flight. */
export const attemptId = 'attempt-1' as never; // no server is asked
/** The agent of the fake desk, as a supervisor. */
export const supervisor = { ...emptyDesk.agent, role: 'supervisor' as const };

/** A console that looks at these callbacks. */
export async function openDesk(
  callbacks: readonly DeskCallback[],
  desk: Partial<typeof emptyDesk> = {},
  settings: Parameters<typeof openConsole>[0] = {},
): Promise<OpenConsole> {
  const open = await openConsole(settings, [
    createFakeAgentClient({ ...emptyDesk, callbacks: [...callbacks], dispositions, ...desk }),
  ]);
  await loaded(open);
  findAll(open.element, 'nav button')
    .find((one) => one.textContent.trim().startsWith('Callbacks'))
    ?.click();
  await open.settle();
  return open;
}

/** The desk's own part is loaded once there is a callback; a button of the name is there from the beginning. */
export async function loaded(open: OpenConsole): Promise<void> {
  await loadCallbackDesk(english);
  await open.settle();
}

/** What can be read of the callback that is shown. */
export const detail = ({ element }: OpenConsole): string => visibleText(find(element, 'beside-callback'));
/** What was asked of the server about callbacks, in order. */
export const commands = (open: OpenConsole) =>
  open.client().calls.flatMap(([name, command]) => (name === 'callback' ? [command] : []));
/** Opens callback `number` from the list. */
export const select = async (open: OpenConsole, number: number): Promise<void> => {
  find(open.element, `[data-id="${callbackIdOf(number)}"]`).click();
  await open.settle();
};
