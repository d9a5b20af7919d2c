import { expect } from '@open-wc/testing';
import fc from 'fast-check';

import * as smallLit from './small-lit.ts';
import * as whole from './whole-lit.test-support.ts';

type Engine = typeof whole;
// What the tests below show to behave the same; its types are its own and narrower.
const small = smallLit as unknown as Engine;
const engines: readonly Engine[] = [whole, small];

/** What a step puts into the holes: described, because each engine has values of its own. */
type Value =
  | string
  | number
  | boolean
  | null
  | undefined
  | { readonly is: 'nothing' | 'node' }
  | { readonly is: 'markup'; readonly text: Value }
  | { readonly is: 'ending'; readonly text: Value }
  | { readonly is: 'icon'; readonly text: string }
  | { readonly is: 'list'; readonly items: readonly Value[] }
  | { readonly is: 'keyed'; readonly keys: readonly string[]; readonly text: string };

function build(engine: Engine, value: Value): unknown {
  const { html, nothing, repeat } = engine;
  if (typeof value !== 'object' || value === null) return value;
  switch (value.is) {
    case 'nothing':
      return nothing;
    case 'node':
      return Object.assign(document.createElement('u'), { textContent: 'node' });
    case 'markup':
      return html`<b title="a ${'b'} c">x</b>${build(engine, value.text)}<!-- kept --><i>y</i>`;
    case 'ending':
      return html`<b>z</b>${build(engine, value.text)}`;
    case 'icon':
      return html`<svg viewBox="0 0 24 24" stroke-width=${2}>
        <path d=${value.text} />
        <circle r="2"></circle>
      </svg>`;
    case 'list':
      return value.items.map((item) => build(engine, item));
    case 'keyed':
      return repeat(
        value.keys,
        (key) => key,
        (key) => html`<li data-key=${key}>${value.text}</li>`,
      );
    default:
      return value satisfies never;
  }
}

let count = 0;

/** An element of an engine that shows what it is given, in holes of every kind. */
function createShown(engine: Engine) {
  class Shown extends engine.LitElement {
    values: readonly Value[] = [];
    heard: string[] = [];

    override render(): unknown {
      const [child, whole, part, property, flag, listener] = this.values;
      const { html } = engine;
      const listen =
        typeof listener === 'string' && listener ? () => this.heard.push(listener) : engine.nothing;
      return html`<p
          id="first"
          title=${build(engine, whole)}
          class="a ${build(engine, part)} b${build(engine, whole)}"
        >
          one ${build(engine, child)} two
        </p>
        <button .value=${build(engine, property)} ?hidden=${build(engine, flag)} @click=${listen}>
          ${build(engine, child)}</button
        >${build(engine, child)}`;
    }
  }
  const tag = `beside-test-shown-${++count}`;
  customElements.define(tag, Shown);
  const element = new Shown();
  document.body.append(element);
  return element;
}

/** The content without the comments that each engine leaves in its own way. */
function contentOf(root: Node): string {
  const copy = document.createElement('div');
  copy.append(...[...root.childNodes].map((node) => node.cloneNode(true)));
  const walker = document.createTreeWalker(copy, NodeFilter.SHOW_COMMENT);
  const comments: Comment[] = [];
  while (walker.nextNode()) comments.push(walker.currentNode as Comment); // only those are shown
  for (const comment of comments) if (comment.data !== ' kept ') comment.remove();
  // eslint-disable-next-line no-restricted-syntax -- read, not written
  return copy.innerHTML;
}

const text = fc.constantFrom<Value[]>('', 'x', '<b>&', 0, 1.5, true, false, null, undefined, {
  is: 'nothing',
});
const keys = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'));
const child = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text,
    fc.constant<Value>({ is: 'node' }),
    fc.constantFrom<Value[]>({ is: 'icon', text: 'M0 0' }, { is: 'icon', text: 'M1 1' }),
    fc.record({ is: fc.constant('keyed' as const), keys, text: fc.constantFrom('1', '2') }),
    fc.record({ is: fc.constant('markup' as const), text: tie('value') }),
    fc.record({ is: fc.constant('ending' as const), text: tie('value') }),
    fc.record({ is: fc.constant('list' as const), items: fc.array(tie('value'), { maxLength: 3 }) }),
  ),
})).value;
const step = fc.tuple(child, text, text, text, text, fc.constantFrom<Value[]>('', 'one', 'two'));

describe('small Lit', () => {
  it('shows what Lit shows, whatever goes into the holes in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        const shown = engines.map(createShown);
        for (const values of steps) {
          const seen: unknown[] = [];
          for (const element of shown) {
            element.values = values;
            element.requestUpdate();
          }
          for (const element of shown) {
            await element.updateComplete;
            const button = element.renderRoot.querySelector('button');
            button?.click();
            seen.push([contentOf(element.renderRoot), button?.value, button?.hidden, element.heard]);
          }
          expect(seen[1]).to.deep.equal(seen[0]);
        }
        for (const element of shown) element.remove();
      }),
      { numRuns: 150 },
    );
  });

  it('keeps the nodes of what is told apart by keys, and moves none that can stay', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(keys, { minLength: 2, maxLength: 5 }), async (lists) => {
        const element = createShown(small);
        const nodes = new Map<string, Element>();
        for (const list of lists) {
          const moved: Node[] = [];
          const [paragraph] = element.renderRoot.querySelectorAll('p');
          const observer = new MutationObserver((records) =>
            moved.push(...records.flatMap((record) => [...record.addedNodes])),
          );
          if (paragraph) observer.observe(paragraph, { childList: true });
          const before = [...(paragraph?.querySelectorAll('li') ?? [])].map((item) => item.dataset['key']);
          element.values = [{ is: 'keyed', keys: list, text: 'x' }];
          element.requestUpdate();
          await element.updateComplete;
          for (const record of observer.takeRecords()) moved.push(...record.addedNodes);
          observer.disconnect();
          const items = [...(element.renderRoot.querySelector('p')?.querySelectorAll('li') ?? [])];

          expect(items.map((item) => item.dataset['key'])).to.deep.equal(list);
          for (const item of items) {
            const key = item.dataset['key']!;
            const known = before.includes(key) ? nodes.get(key) : undefined;
            expect(known ?? item).to.equal(item);
            nodes.set(key, item);
          }
          const stayed: readonly string[] = list.filter((key) => before.includes(key));
          const isSameOrder = before.filter((key) => key && stayed.includes(key)).join() === stayed.join();
          const movedKept = moved.filter((node) =>
            stayed.includes((node as HTMLElement).dataset?.['key'] ?? ''),
          );
          if (isSameOrder) expect(movedKept).to.deep.equal([]);
        }
        element.remove();
      }),
      { numRuns: 100 },
    );
  });

  it('lives as Lit does: same calls in the same order with the same changes', async () => {
    const logs: string[][] = [];
    for (const engine of engines) logs.push(await live(engine));

    expect(logs[1]).to.deep.equal(logs[0]);
    expect(logs[0]?.length).to.be.greaterThan(40);
  });

  it('tells of a failed update, and goes on with the next', async () => {
    const outcomes: unknown[] = [];
    for (const engine of engines) {
      class Failing extends engine.LitElement {
        fails = true;
        override render(): unknown {
          if (this.fails) throw new Error('planted');
          return engine.html`<p>well</p>`;
        }
      }
      customElements.define(`beside-test-failing-${++count}`, Failing);
      const element = new Failing();
      document.body.append(element);
      const failed = await element.updateComplete.then(String, String);
      const told = new Promise((resolve) =>
        addEventListener(
          'unhandledrejection',
          (event) => {
            event.preventDefault();
            resolve(String(event.reason));
          },
          { once: true },
        ),
      );
      element.fails = false;
      element.requestUpdate();
      const second = await element.updateComplete.then(String, String);
      outcomes.push([failed, second, await told, contentOf(element.renderRoot)]);
      element.remove();
    }

    expect(outcomes[1]).to.deep.equal(outcomes[0]);
    expect(outcomes[0]).to.deep.equal(['Error: planted', 'true', 'Error: planted', '<p>well</p>']);
  });

  it('shares one sheet among elements, and the later of two that are the same wins', () => {
    for (const { css, LitElement } of engines) {
      const [first, second] = [
        css`
          p {
            color: red;
          }
        `,
        css`
          p {
            color: blue;
          }
        `,
      ];
      class Styled extends LitElement {
        static override styles = [first, [second], first];
      }
      customElements.define(`beside-test-styled-${++count}`, Styled);
      const roots = [new Styled(), new Styled()].map((element) => {
        document.body.append(element);
        const { adoptedStyleSheets } = element.renderRoot as ShadowRoot; // made by the element itself
        element.remove();
        return [...adoptedStyleSheets];
      });

      expect(roots[0]?.map((sheet) => sheet.cssRules[0]?.cssText)).to.deep.equal([
        'p { color: blue; }',
        'p { color: red; }',
      ]);
      expect(roots[0]?.every((sheet, index) => sheet === roots[1]?.[index])).to.equal(true);
    }
  });
});

/** Takes an element of an engine through its life and writes down what happens. */
async function live(engine: Engine): Promise<string[]> {
  const { LitElement, html, property, query, queryAll, state } = engine;
  const log: string[] = [];
  class Base extends LitElement {
    @property() word = 'a';
    override willUpdate(changed: Map<PropertyKey, unknown>): void {
      log.push(`willUpdate ${describeMap(changed)}`);
    }
  }
  class Living extends Base {
    @property({ type: Boolean, reflect: true }) flag = false;
    @property({ type: Number, attribute: 'the-number' }) number = 1;
    @property({ reflect: true }) tone = 'plain';
    @property({ attribute: false }) thing: unknown = undefined;
    @state() private inner = 'i';
    @query('p') first!: HTMLElement | null;
    @queryAll('p') all!: NodeListOf<HTMLElement>;

    constructor() {
      super();
      log.push('constructed');
      this.addController({
        hostConnected: () => log.push('hostConnected'),
        hostDisconnected: () => log.push('hostDisconnected'),
      });
    }
    override update(changed: Map<PropertyKey, unknown>): void {
      log.push(`update, pending ${String(this.isUpdatePending)}`);
      super.update(changed);
      log.push(`drawn, pending ${String(this.isUpdatePending)}`);
    }
    override firstUpdated(changed: Map<PropertyKey, unknown>): void {
      log.push(`firstUpdated ${describeMap(changed)} ${String(this.hasUpdated)}`);
    }
    override updated(changed: Map<PropertyKey, unknown>): void {
      log.push(`updated ${describeMap(changed)}`);
      if (this.word === 'again') this.inner = 'j';
    }
    override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
      log.push(`attribute ${name} ${String(old)} ${String(value)}`);
      super.attributeChangedCallback(name, old, value);
    }
    override render(): unknown {
      log.push('render');
      return html`<p>${this.word} ${this.flag} ${this.number} ${this.inner}</p>`;
    }
  }
  const tag = `beside-test-living-${++count}`;
  const holder = document.createElement('div');
  // eslint-disable-next-line no-restricted-syntax -- the parser makes elements before they are known, as on a page
  holder.innerHTML = `<${tag} word="b" flag the-number="7"></${tag}>`;
  document.body.append(holder);
  // The page was faster: what it set has to arrive all the same.
  const element = holder.firstElementChild as Living;
  Object.assign(element, { thing: 'early', tone: 'loud' });
  const note = async (what: string): Promise<void> => {
    log.push(`— ${what}`, `done ${String(await element.updateComplete)}`, outside(element));
  };

  customElements.define(tag, Living);
  log.push(
    String(element.hasUpdated),
    String(element.first === null),
    (Living.observedAttributes ?? []).join(),
  );
  await note('upgraded');
  log.push(`${String(element.first?.textContent)} ${element.all.length} ${String(element.thing)}`);
  element.word = 'c';
  element.word = 'd';
  element.flag = false;
  await note('set twice');
  element.word = 'd';
  await note('set to what it was');
  element.setAttribute('the-number', '9');
  element.removeAttribute('word');
  element.setAttribute('tone', 'soft');
  element.toggleAttribute('flag', true);
  await note('attributes');
  // @ts-expect-error -- what a page without types can do
  element.tone = undefined;
  element.thing = NaN;
  await note('taken away');
  element.thing = NaN;
  await note('not a number again');
  element.word = 'again';
  await note('changed by its own update');
  await note('settled');
  element.remove();
  element.word = 'away';
  await note('changed while away');
  holder.append(element);
  element.requestUpdate();
  await note('back');
  const loose = document.createElement(tag) as Living;
  loose.word = 'loose';
  await Promise.resolve();
  log.push(`never connected: ${String(loose.hasUpdated)}`);
  holder.remove();
  return log.map((line) => line.replaceAll(tag, 'tag'));
}

function outside(element: Element & { renderRoot: HTMLElement | DocumentFragment }): string {
  const attributes = [...element.attributes].map(({ name, value }) => `${name}=${value}`).sort();
  return `${attributes.join(' ')} | ${contentOf(element.renderRoot)}`;
}

function describeMap(changed: ReadonlyMap<PropertyKey, unknown>): string {
  return [...changed].map(([name, old]) => `${String(name)}:${String(old)}`).join(' ');
}
