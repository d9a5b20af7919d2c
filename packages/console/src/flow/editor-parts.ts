import type { Flow, FlowTexts } from '@beside/protocol/visual-ivr';
import { html, nothing, type TemplateResult } from 'lit';

import type { FlowDesignerTerms } from './flow-terms.ts';

/** What every part of the editor is drawn with. */
export interface EditorParts {
  readonly flow: Flow;
  readonly texts: FlowDesignerTerms;
  /** Locale → how it is called in the language of the console. */
  readonly localeName: (locale: string) => string;
  readonly isReadOnly: boolean;
}

/** The value of the control that an event comes from. */
export function valueOf({ currentTarget }: Event): string {
  // Listeners here are on fields only.
  return (currentTarget as HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement).value;
}

/** A text in every language of the flow. An empty optional one is taken out as a whole. */
export function renderTexts(
  { flow, localeName, isReadOnly }: EditorParts,
  name: string,
  texts: FlowTexts | undefined,
  { isLong = false, onChange }: { readonly isLong?: boolean; readonly onChange: (texts: FlowTexts) => void },
): TemplateResult {
  return html`<fieldset class="texts">
    <legend>${name}</legend>
    ${flow.locales.map((locale) => {
      const value = texts?.[locale] ?? '';
      const write = (event: Event) => onChange({ ...texts, [locale]: valueOf(event) });
      return html`<label class="field">
        <span>${localeName(locale)}</span>
        ${
          isLong
            ? html`<textarea
                rows="3"
                dir="auto"
                lang=${locale}
                ?readonly=${isReadOnly}
                .value=${value}
                @input=${write}
              ></textarea>`
            : html`<input
                type="text"
                dir="auto"
                lang=${locale}
                ?readonly=${isReadOnly}
                .value=${value}
                @input=${write}
              />`
        }
      </label>`;
    })}
  </fieldset>`;
}

/** One line of text, told with every letter; `whole`: once the field is left, for names that mean something only then. */
export function renderLine(
  { isReadOnly }: EditorParts,
  name: string,
  value: string,
  onChange: (value: string) => void,
  { isWhole = false }: { readonly isWhole?: boolean } = {},
): TemplateResult {
  const write = (event: Event) => onChange(valueOf(event));
  return html`<label class="field">
    <span>${name}</span>
    <input
      type="text"
      dir="auto"
      ?readonly=${isReadOnly}
      .value=${value}
      @input=${isWhole ? nothing : write}
      @change=${isWhole ? write : nothing}
    />
  </label>`;
}

/** One of several. */
export function renderPick(
  { isReadOnly }: EditorParts,
  name: string,
  value: string,
  options: readonly (readonly [value: string, label: string])[],
  onChange: (value: string) => void,
): TemplateResult {
  return html`<label class="field">
    <span>${name}</span>
    <select ?disabled=${isReadOnly} @change=${(event: Event) => onChange(valueOf(event))}>
      ${options.map(([option, label]) => html`<option value=${option} .selected=${option === value}>${label}</option>`)}
    </select>
  </label>`;
}

/** A node to lead to; `none`: leading nowhere is possible, too. */
export function renderTarget(
  parts: EditorParts,
  name: string,
  to: string | undefined,
  onChange: (to: string) => void,
  none?: string,
): TemplateResult {
  const nodes = Object.keys(parts.flow.nodes);
  const known = to === undefined || to === '' || nodes.includes(to) ? nodes : [to, ...nodes];
  return renderPick(
    parts,
    name,
    to ?? '',
    [
      ...(none === undefined ? [] : [['', none] as const]),
      ...known.map((nodeId) => [nodeId, nodeId] as const),
    ],
    onChange,
  );
}

/** Yes or no. */
export function renderYesNo(
  { isReadOnly }: EditorParts,
  name: string,
  value: boolean,
  onChange: (value: boolean) => void,
): TemplateResult {
  return html`<label class="check">
    <input
      type="checkbox"
      ?disabled=${isReadOnly}
      .checked=${value}
      @change=${({ currentTarget }: Event) => onChange((currentTarget as HTMLInputElement).checked)}
    />
    ${name}
  </label>`;
}

/** The list that a button of one of its items is in. */
function listOf({ currentTarget }: Event): Element {
  return (currentTarget as Element).closest('.items')!; // the listeners are on buttons inside of one
}

/** Keeps the focus on an item that goes to another place, on a button that moves it further where there is one. */
function follow(event: Event, to: number): void {
  const item = listOf(event).querySelectorAll(':scope > .item')[to];
  const buttons = [...(item?.querySelectorAll<HTMLButtonElement>(':scope > .item-buttons > .move') ?? [])];
  const isDown = event.currentTarget !== (event.currentTarget as Element).parentElement?.firstElementChild; // a button
  const [first, other] = isDown ? buttons.reverse() : buttons;
  (first?.disabled ? other : first)?.focus();
}

/** A list whose items can be moved, taken out and added. */
export function renderItems<Item>(
  { texts, isReadOnly }: EditorParts,
  {
    name,
    items,
    render,
    onChange,
    add,
  }: {
    readonly name: string;
    readonly items: readonly Item[];
    readonly render: (item: Item, index: number, put: (item: Item) => void) => TemplateResult;
    readonly onChange: (items: Item[], what?: string) => void;
    readonly add: { readonly label: string; readonly make: () => Item };
  },
): TemplateResult {
  const put = (index: number) => (next: Item) =>
    onChange(
      items.map((one, at) => (at === index ? next : one)),
      String(index),
    );
  const swap = (event: Event, index: number, other: number) => {
    const next = [...items];
    [next[index], next[other]] = [items[other]!, items[index]!]; // both are in the list, or the button is off
    follow(event, other);
    onChange(next);
  };
  const takeOut = (event: Event, index: number) => {
    listOf(event).querySelector<HTMLElement>(':scope > .button')?.focus();
    onChange(items.filter((_one, at) => at !== index));
  };
  return html`<fieldset class="items">
    <legend>${name}</legend>
    ${items.map(
      (item, index) =>
        html`<div class="item" role="group" aria-label="${name} ${index + 1}">
          ${render(item, index, put(index))}
          ${
            isReadOnly
              ? nothing
              : html`<div class="item-buttons">
                  <button
                    type="button"
                    class="button quiet move"
                    ?disabled=${index === 0}
                    @click=${(event: Event) => swap(event, index, index - 1)}
                  >
                    ${texts.moveUp}
                  </button>
                  <button
                    type="button"
                    class="button quiet move"
                    ?disabled=${index === items.length - 1}
                    @click=${(event: Event) => swap(event, index, index + 1)}
                  >
                    ${texts.moveDown}
                  </button>
                  <button
                    type="button"
                    class="button quiet"
                    ?disabled=${items.length === 1}
                    @click=${(event: Event) => takeOut(event, index)}
                  >
                    ${texts.remove}
                  </button>
                </div>`
          }
        </div>`,
    )}
    ${isReadOnly ? nothing : html`<button type="button" class="button" @click=${() => onChange([...items, add.make()])}>${add.label}</button>`}
  </fieldset>`;
}
