import type { BesideError, Desk } from '@beside/protocol';
import type { FlowDraft, FlowFinding, FlowRevision } from '@beside/protocol/flow-desk';
import type { FlowDeskClient } from '@beside/sdk/agent';
import { aTimeout, waitUntil } from '@open-wc/testing';

import { createEmptyFlow } from '../flow/empty-flow.ts';
import type { BesideFlowDesk } from '../flow/flow-desk.ts';
import '../flow/flow-desk.ts';
import { flowEn } from '../flow/flow-terms.ts';
import { emptyDesk, noon } from './fake-client.ts';

const FLOW = createEmptyFlow('shop', 'en');
const LIVE: FlowRevision = {
  revision: 3,
  flow: FLOW,
  author: null,
  note: 'First',
  restores: null,
  createdAt: noon,
  publishedAt: noon,
};

/** A server's side of the designer, and what it was asked. */
export interface FakeFlowDesk extends FlowDeskClient {
  readonly asked: (readonly [name: string, value: unknown])[];
  /** What saving is refused with. */
  fail?: BesideError | undefined;
  /** What publishing, rolling back and discarding are refused with. */
  refuse?: BesideError | undefined;
  /** Answers to saving wait for this. */
  slow?: Promise<void> | undefined;
  findings: FlowFinding[];
  live: FlowRevision | null;
}

/** A server that keeps one draft. */
export function createFakeFlowDesk(): FakeFlowDesk {
  let version = 0;
  let draft: FlowDraft | null = null;
  const fake: FakeFlowDesk = {
    asked: [],
    findings: [],
    live: LIVE,
    open: () => {
      fake.asked.push(['open', version]);
      return Promise.resolve({ live: fake.live, draft, draftVersion: version });
    },
    listRevisions: () =>
      Promise.resolve({
        revisions: fake.live ? [fake.live, { ...LIVE, revision: 2, note: 'Old' }] : [],
        more: false,
      }),
    getRevision: () => Promise.resolve(LIVE),
    check: () => {
      fake.asked.push(['check', null]);
      return Promise.resolve(fake.findings);
    },
    saveDraft: async (wanted) => {
      await fake.slow;
      fake.asked.push(['save', wanted]);
      if (fake.fail) return Promise.reject(fake.fail);
      version += 1;
      draft = {
        version,
        flow: wanted.flow as FlowDraft['flow'],
        baseRevision: 3,
        author: null,
        savedAt: noon,
      };
      return Promise.resolve({ draft, findings: fake.findings });
    },
    discardDraft: (wanted) => {
      fake.asked.push(['discard', wanted]);
      draft = null;
      return Promise.resolve();
    },
    publish: (wanted) => {
      fake.asked.push(['publish', wanted]);
      if (fake.refuse) return Promise.reject(fake.refuse);
      fake.live = { ...LIVE, revision: 4, flow: draft!.flow };
      draft = null;
      return Promise.resolve(fake.live);
    },
    rollBack: (wanted) => {
      fake.asked.push(['roll-back', wanted]);
      return Promise.resolve({ ...LIVE, revision: 4 });
    },
    getNumbers: () =>
      Promise.resolve({
        revision: null,
        fromDay: '2026-10-26',
        toDay: '2026-11-25',
        unknown: 0,
        nodes: {
          home: {
            ...{ entered: 1_240, left: 1_000, totalMs: 4_000_000, solved: 0, notSolved: 0, solvedAlone: 0 },
            ledTo: { chat: 10, callback: 2, page: 0, phone: 0 },
          },
        },
      }),
  };
  return fake;
}

const clock = {
  now: () => noon,
  steadyNow: () => performance.now(),
  after: (delayMs: number, call: () => void) => {
    const timer = setTimeout(call, Math.min(delayMs, 20)); // patience is not what is tested
    return () => clearTimeout(timer);
  },
  randomBytes: (count: number) => new Uint8Array(count),
  random: () => 0.5,
};

/** Opens the designer on a server and waits until it is drawn. */
export async function openFlowDesk(
  server = createFakeFlowDesk(),
  role: 'agent' | 'supervisor' = 'supervisor',
  texts = flowEn,
): Promise<{ readonly element: BesideFlowDesk; readonly server: FakeFlowDesk }> {
  const queues = [
    { siteId: 'shop', queueId: 'general', name: 'General', waiting: 0, longestSinceAt: null, available: 1 },
  ];
  const desk = { ...emptyDesk, agent: { ...emptyDesk.agent, role }, queues } as unknown as Desk; // all that the designer reads
  const element = Object.assign(document.createElement('beside-flow-desk'), {
    ...{ desk, clock, texts, locale: texts === flowEn ? 'en' : 'ko', openDesk: () => server },
  });
  element.style.blockSize = '800px';
  document.body.append(element);
  await waitUntil(() => deep(element, '.node').length > 0 || text(element).includes(texts.noFlow));
  return { element, server };
}

/** In all shadow roots below. */
export function deep(root: Element | ShadowRoot, selector: string): HTMLElement[] {
  const here = [...root.querySelectorAll<HTMLElement>(selector)];
  const inside = [...root.querySelectorAll('*'), ...(root instanceof Element ? [root] : [])];
  return [...here, ...inside.flatMap(({ shadowRoot }) => (shadowRoot ? deep(shadowRoot, selector) : []))];
}
/** Everything that the designer itself says. */
export const text = (element: Element): string => deep(element, '.desk')[0]?.textContent ?? '';
/** A node's box in the drawing. */
export const node = (element: Element, nodeId: string): HTMLElement =>
  deep(element, `[data-node="${nodeId}"]`)[0]!;
/** Of the node that is edited. */
export const field = (element: Element, selector: string): HTMLElement =>
  deep(deep(element, 'beside-node-editor')[0]!, selector)[0]!;
/** Presses a button by what it says. */
export const press = (element: Element, label: string): void =>
  deep(element, 'button')
    .find((button) => button.textContent.trim() === label)!
    .click();
/** Opens a tab at the side. */
export const tab = (element: Element, name: string): void =>
  deep(element, `[data-tab="${name}"]`)[0]!.click();

/** Types into a field, and leaves it. */
export async function type(input: HTMLElement, value: string): Promise<void> {
  (input as HTMLInputElement).value = value;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  input.dispatchEvent(new Event('change', { bubbles: true }));
  await aTimeout(0);
}

/** Adds a node of a kind. */
export function add(element: Element, kind: string): void {
  const list = deep(element, '.add select')[0] as HTMLSelectElement; // named by its selector
  list.value = kind;
  list.dispatchEvent(new Event('change'));
}
