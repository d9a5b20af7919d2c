import type { SearchHit } from '@beside/protocol/knowledge';
import { createSystemClock, type CustomerClient } from '@beside/sdk';

import { findFlowTerms } from '../../shared/find-flow-terms.ts';
import { createFormats } from '../../shared/formats.ts';
import type { PanelElement } from '../../shared/panel-element.ts';
import { BesideNavigateEvent } from './home-events.ts';
import { followOutcome } from '../../client/follow-outcome.ts';
import { searchBoxCss } from './search-box.styles.ts';

/** Typing rests that long before it is asked what it is about. */
const REST_MS = 200;
/** Shorter texts find everything; a Korean syllable is a word already. */
const MIN_CHARACTERS = 1;
/** What an input method reports while it handles a key itself (UI Events, appendix on `keyCode`). */
const HANDLED_BY_INPUT_METHOD = 229;

/** Where a search is attached. */
export interface SearchParts {
  readonly home: PanelElement;
  readonly client: CustomerClient;
  /** Stands in home already, and may hold text: it was typed while this was loaded. */
  readonly input: HTMLInputElement;
}

/**
 * Makes home's field a combobox with suggestions (W3C ARIA practices, editable combobox with list autocomplete): what
 * is found stands in a list below, the focus stays in the field. While a syllable is composed its keys are left alone, and
 * what is composed so far is searched. Attaching twice changes nothing.
 */
export function attachSearch({ home, client, input }: SearchParts): void {
  if (input.hasAttribute('aria-autocomplete')) return;
  const clock = createSystemClock();
  const list = document.createElement('ul');
  list.className = 'found';
  list.id = 'found';
  list.role = 'listbox';
  list.ariaLabel = input.ariaLabel;
  const said = document.createElement('div');
  said.className = 'said';
  said.role = 'status';
  input.after(said, list);
  input.setAttribute('aria-autocomplete', 'list');
  input.autocomplete = 'off';
  adoptStyles(home.renderRoot);

  let hits: readonly SearchHit[] = [];
  let active = -1;
  let question = 0;
  let cancel: (() => void) | undefined;

  const draw = (text: string): void => {
    said.textContent = text;
    input.setAttribute('aria-expanded', String(hits.length > 0));
    input.parentElement?.classList.toggle('searching', input.value.trim() !== '');
  };
  const clear = (): void => {
    hits = [];
    list.replaceChildren();
    mark(-1);
    draw('');
  };
  function mark(index: number): void {
    active = index;
    for (const [at, option] of [...list.children].entries()) option.ariaSelected = String(at === index);
    const option = list.children[index];
    if (option) input.setAttribute('aria-activedescendant', option.id);
    else input.removeAttribute('aria-activedescendant');
    option?.scrollIntoView({ block: 'nearest' });
  }
  const look = async (): Promise<void> => {
    const own = (question += 1);
    const text = input.value.trim();
    if (text.length < MIN_CHARACTERS) return clear();
    const terms = await findFlowTerms(home.locale);
    try {
      const found = await (await client.openFlow()).search(text);
      if (own !== question) return;
      hits = found;
      list.replaceChildren(...found.map((hit, index) => optionOf(hit, index, terms.article)));
      mark(-1);
      draw(
        found.length > 0 ? terms.found(createFormats(home.locale).number(found.length)) : terms.foundNothing,
      );
    } catch {
      if (own !== question) return;
      clear();
      draw(terms.searchFailed);
    }
  };
  const pick = async (hit: SearchHit | undefined): Promise<void> => {
    if (!hit) return;
    try {
      const flow = await client.openFlow();
      if (hit.kind === 'choice') return await followOutcome(home, client, await flow.goTo(hit));
      await flow.read(hit.id);
      home.dispatchEvent(new BesideNavigateEvent('flow'));
    } catch {
      draw((await findFlowTerms(home.locale)).failed);
    }
  };

  input.addEventListener('input', () => {
    question += 1;
    cancel?.();
    cancel = clock.after(REST_MS, () => void look());
  });
  input.addEventListener('keydown', (event) => {
    if (event.isComposing || event.keyCode === HANDLED_BY_INPUT_METHOD) return;
    const { length } = hits;
    if (event.key === 'Escape' && input.value) {
      // The first one empties the field, and the next one closes the panel.
      event.preventDefault();
      input.value = '';
      question += 1;
      clear();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      void pick(hits[Math.max(0, active)]);
    } else if (length > 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      mark(active < 0 && step < 0 ? length - 1 : (active + step + length) % length);
    }
  });
  // The focus stays in the field.
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  list.addEventListener('click', ({ target }) => {
    const option = target instanceof Element ? target.closest('[role=option]') : null;
    if (option) void pick(hits[[...list.children].indexOf(option)]);
  });
  if (input.value) void look();
}

function optionOf(hit: SearchHit, index: number, article: string): HTMLElement {
  const option = document.createElement('li');
  option.role = 'option';
  option.id = `found-${index}`;
  option.ariaSelected = 'false';
  const title = document.createElement('span');
  title.dir = 'auto';
  title.textContent = hit.title;
  const kind = document.createElement('span');
  kind.className = 'kind';
  kind.dir = 'auto';
  kind.textContent =
    hit.kind === 'article' ? [article, hit.excerpt].filter(Boolean).join(' · ') : hit.excerpt;
  option.append(title, kind);
  return option;
}

function adoptStyles(root: Node): void {
  if (!(root instanceof ShadowRoot)) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(searchBoxCss);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
