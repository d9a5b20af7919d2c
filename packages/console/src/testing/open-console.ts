import { BesideError, type Clock } from '@beside/protocol';
import { fixture, html } from '@open-wc/testing';

import '../app.ts';
import type { BesideConsole } from '../app.ts';
import type { SignedInAgent } from '../shared/agent-api.ts';
import type { ConsoleParts } from '../shared/console-controller.ts';
import type { Alert } from '../shared/notifier.ts';
import type { Settings } from '../shared/settings.ts';
import { createFakeAgentClient, noon, type FakeAgentClient } from './fake-client.ts';

/** A clock that only goes on when it is told. */
export interface FakeClock extends Clock {
  advance(durationMs: number): void;
}

/** A console over scripted parts. */
export interface OpenConsole {
  readonly element: BesideConsole;
  /** The client made last. */
  readonly client: () => FakeAgentClient;
  readonly clock: FakeClock;
  readonly asked: readonly string[];
  readonly alerts: readonly (Alert & { readonly kind: 'ring' | 'tell' })[];
  readonly saved: () => Settings;
  /** What signing in answers next. */
  answerLogin(answer: SignedInAgent | BesideError): void;
  /** Everything is drawn. */
  settle(): Promise<void>;
}

export const mina: SignedInAgent = { agentId: 'a1', name: 'Mina Kim', email: 'mina@demo.beside' };

const DEFAULTS: Settings = { isMuted: false, scheme: 'light', hasShortcuts: true, wasSignedIn: true };

/** Puts a console into the page: signed in unless `wasSignedIn` says otherwise, with these clients one after the other. */
export async function openConsole(
  settings: Partial<Settings> = {},
  clients: FakeAgentClient[] = [createFakeAgentClient()],
): Promise<OpenConsole> {
  const clock = createFakeClock();
  const asked: string[] = [];
  const alerts: (Alert & { kind: 'ring' | 'tell' })[] = [];
  let saved: Settings = { ...DEFAULTS, ...settings };
  let made: FakeAgentClient | undefined;
  let login: SignedInAgent | BesideError = mina;
  const parts: ConsoleParts = {
    api: {
      async login(email, password) {
        asked.push(`login ${email} ${password}`);
        if (login instanceof BesideError) throw login;
        return login;
      },
      logout: async () => void asked.push('logout'),
      me: async () => mina,
      ticket: async () => 'ticket',
    },
    createClient() {
      made = clients.shift() ?? createFakeAgentClient();
      return { client: made, wake: () => void asked.push('wake') };
    },
    settings: { load: () => saved, save: (next) => (saved = next) },
    notifier: {
      notifications: 'ask',
      allow: async () => 'allowed',
      ring: (alert) => alerts.push({ ...alert, kind: 'ring' }),
      tell: (alert) => alerts.push({ ...alert, kind: 'tell' }),
      close: () => undefined,
    },
    clock,
    dial: (href) => void asked.push(`dial ${href}`),
    preferred: ['en'],
  };
  const element = await fixture<BesideConsole>(
    html`<beside-console .parts=${parts} style="position: fixed; inset: 0"></beside-console>`,
  );
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 8; turn += 1) {
      await element.updateComplete;
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  };
  await settle();
  return {
    element,
    client: () => {
      if (!made) throw new Error('nobody is signed in');
      return made;
    },
    clock,
    asked,
    alerts,
    saved: () => saved,
    answerLogin: (answer) => (login = answer),
    settle,
  };
}

/** Every element that matches, through all open shadow roots. */
export function findAll(root: Element, selector: string): HTMLElement[] {
  const found: HTMLElement[] = [];
  const walk = (scope: ParentNode): void => {
    found.push(...scope.querySelectorAll<HTMLElement>(selector));
    for (const element of scope.querySelectorAll('*')) if (element.shadowRoot) walk(element.shadowRoot);
  };
  walk(root);
  if (root.shadowRoot) walk(root.shadowRoot);
  return found;
}

/** The one element that matches. */
export function find(root: Element, selector: string): HTMLElement {
  const [first] = findAll(root, selector);
  if (!first) throw new Error(`nothing matches ${selector}`);
  return first;
}

/** The button of this name that can be seen. */
export function button(root: Element, name: string): HTMLElement {
  const found = findAll(root, 'button').find(
    (one) => (one.getAttribute('aria-label') ?? one.textContent).trim() === name && one.checkVisibility(),
  );
  if (!found) throw new Error(`no button ${name}`);
  return found;
}

/** Everything a person can read, shadow roots included. */
export function visibleText(root: Element): string {
  const parts: string[] = [];
  const walk = (node: Node): void => {
    if (node instanceof Text) parts.push(node.data);
    if (node instanceof Element && (node.tagName === 'STYLE' || !isVisible(node))) return;
    const inside = node instanceof Element && node.shadowRoot ? node.shadowRoot : node;
    const children =
      node instanceof HTMLSlotElement && node.assignedNodes().length
        ? node.assignedNodes()
        : inside.childNodes;
    children.forEach(walk);
  };
  walk(root);
  return parts.join(' ').replace(/\s+/g, ' ').trim();
}

/** Elements without a box of their own (`display: contents`) count by what is in them. */
function isVisible(element: Element): boolean {
  return element.checkVisibility() || getComputedStyle(element).display === 'contents';
}

function createFakeClock(): FakeClock {
  let now = noon;
  const timers = new Set<{ at: number; call: () => void }>();
  return {
    now: () => now,
    steadyNow: () => now,
    after(delayMs, call) {
      const timer = { at: now + delayMs, call };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    randomBytes: (count) => new Uint8Array(count),
    random: () => 0.5,
    advance(durationMs) {
      const end = now + durationMs;
      for (;;) {
        const next = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        timers.delete(next);
        now = next.at;
        next.call();
      }
      now = end;
    },
  };
}
