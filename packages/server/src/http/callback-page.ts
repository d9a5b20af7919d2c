import type { CallbackAvailability, CallbackView, Slot } from '@beside/protocol';
import { describeMoment, describeWhen } from '../engine/callback/describe-when.ts';
import type { LinkedCallback } from '../ports/centre.ts';
import { html, type Html, type HtmlPart } from './callback-html.ts';
import { LINK_TERMS, type LinkLocale, type LinkProblem } from './callback-terms.ts';

/** What one page is written from. */
export interface LinkPage {
  readonly locale: LinkLocale;
  readonly linked: LinkedCallback;
  /** Absent: nothing can be offered. */
  readonly availability?: Pick<CallbackAvailability, 'slots' | 'revision'>;
  /** Of the forms, so that one that is sent twice happens once. */
  readonly commandId: string;
  readonly notice?: LinkNotice;
  /** Starts of the slots that are offered instead of a taken one. */
  readonly alternatives?: readonly number[];
}

/** What is said above everything else. */
export type LinkNotice = 'moved' | 'cancelled' | 'taken' | 'stale' | 'failed';

type Status = CallbackView['status'];
const MOVABLE: readonly Status[] = [
  ...(['verifying', 'waiting', 'scheduled', 'due', 'offered'] as const),
  ...(['previewing', 'retry-wait'] as const),
];

/** Whether it can still be moved; so long it can be called off, too. */
export const isMovable = ({ status }: Pick<CallbackView, 'status'>): boolean => MOVABLE.includes(status);

/** The page that shows a callback and what is possible (C7). Pure. */
export function renderManagePage(page: LinkPage): string {
  const { locale, linked } = page;
  const { view } = linked;
  const terms = LINK_TERMS[locale];
  const mayCancel = isMovable(view) || view.status === 'needs-review';
  return renderDocument(
    locale,
    linked.siteName,
    terms.title,
    html`<h1>${terms.status[view.status]}</h1>
      ${renderNotice(page)} ${renderFacts(page)} ${isMovable(view) ? renderMove(page) : undefined}
      ${
        mayCancel
          ? html`<section aria-labelledby="cancel">
              <h2 id="cancel">${terms.cancel}</h2>
              <p>${terms.cancelHint}</p>
              ${renderForm(page, 'cancel', html`<button class="quiet">${terms.cancelDo}</button>`)}
            </section>`
          : html`<section>
              <p>${terms.closed}</p>
              ${
                linked.siteUrl === undefined
                  ? undefined
                  : html`<a href="${linked.siteUrl}" rel="noreferrer">${terms.again}</a>`
              }
            </section>`
      }`,
  );
}

/** The page of whoever did not ask for it (C8), before and after they said so. Pure. */
export function renderNotMePage(page: LinkPage): string {
  const { blocked } = page.linked;
  if (blocked) return renderBlockedPage(page, blocked);
  const terms = LINK_TERMS[page.locale];
  return renderDocument(
    page.locale,
    page.linked.siteName,
    terms.notMe,
    html`<h1>${terms.notMe}</h1>
      ${renderNotice(page)}
      <section>
        <p>${terms.notMeHint}</p>
        ${renderForm(page, 'not-me', html`<button>${terms.notMeDo}</button>`)}
      </section>`,
  );
}

function renderBlockedPage(
  { locale, linked }: LinkPage,
  { mayStillRing }: { mayStillRing: boolean },
): string {
  const terms = LINK_TERMS[locale];
  const body = html`<h1>${terms.blocked}</h1>
    <p role="status">${mayStillRing ? terms.mayStillRing : terms.blockedHint}</p>`;
  return renderDocument(locale, linked.siteName, terms.blocked, body);
}

/** Why a page is not shown, or nothing was done, without a word about the callback. Pure. */
export function renderProblemPage(locale: LinkLocale, problem: LinkProblem): string {
  const [title, hint] = LINK_TERMS[locale].problem[problem];
  return renderDocument(
    locale,
    '',
    title,
    html`<h1>${title}</h1>
      <p role="alert">${hint}</p>`,
  );
}

/** One page for everything that leads nowhere, so that it tells nothing about why. Pure. */
export function renderGonePage(locale: LinkLocale): string {
  const terms = LINK_TERMS[locale];
  const body = html`<h1>${terms.gone}</h1>
    <p>${terms.goneHint}</p>`;
  return renderDocument(locale, '', terms.gone, body);
}

function renderNotice({ locale, notice, alternatives = [], ...page }: LinkPage): Html | undefined {
  if (!notice) return undefined;
  const terms = LINK_TERMS[locale];
  const isGood = notice === 'moved' || notice === 'cancelled';
  const { zone } = page.linked.view;
  const forms = alternatives.map((startAt) =>
    renderForm(
      { locale, ...page },
      'move',
      html`<input type="hidden" name="startAt" value="${String(startAt)}" />
        <button>${terms.takeDo(describeMoment(startAt, zone, locale))}</button>`,
    ),
  );
  return html`<div class="note ${isGood ? '' : 'problem'}" role="${isGood ? 'status' : 'alert'}">
    <p>${terms[notice]}</p>
    ${forms}
  </div>`;
}

function renderFacts({ locale, linked }: LinkPage): Html {
  const { view, centreZone } = linked;
  const terms = LINK_TERMS[locale];
  const when = describeWhen(view.when, { customer: view.zone, centre: centreZone }, locale);
  const fact = (name: string, value: HtmlPart): Html | undefined =>
    value === undefined
      ? undefined
      : html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`;
  const digits = html`<span class="digits">${view.checkCode}</span> <br /><span class="soft"
      >${terms.digitsHint}</span
    >`;
  // Who is not called any more needs no means to tell the caller by.
  const isOver = view.endedAt !== undefined;
  const retry = view.retryAt === undefined ? undefined : describeMoment(view.retryAt, view.zone, locale);
  return html`<section>
    <dl>
      ${fact(terms.when, when?.own ?? terms.soon)} ${fact(terms.centre, when?.centre)}
      ${fact(terms.retry, retry)}
      ${fact(terms.number, view.numberEnding === undefined ? undefined : terms.ending(view.numberEnding))}
      ${isOver ? undefined : fact(terms.caller, view.callerNumber)}
      ${isOver ? undefined : fact(terms.digits, digits)}
    </dl>
  </section>`;
}

function renderMove(page: LinkPage): Html {
  const { locale, linked, availability } = page;
  const terms = LINK_TERMS[locale];
  const { when, zone } = linked.view;
  const current = when.kind === 'scheduled' ? when.startAt : undefined;
  const slots = (availability?.slots ?? []).filter(({ startAt }) => startAt !== current);
  const choice = html`<label for="slot">${terms.slot}</label>
    <select id="slot" name="startAt" required>
      ${renderDays(slots, zone, locale)}
    </select>
    <button>${terms.moveDo}</button>`;
  return html`<section aria-labelledby="move">
    <h2 id="move">${terms.move}</h2>
    ${slots.length > 0 ? renderForm(page, 'move', choice) : html`<p>${terms.noSlots}</p>`}
  </section>`;
}

/** By the days of the customer's clock. */
function renderDays(slots: readonly Slot[], timeZone: string, locale: LinkLocale): Html[] {
  const dayOf = new Intl.DateTimeFormat(locale, {
    ...{ weekday: 'long', month: 'long', day: 'numeric', timeZone },
  });
  const timeOf = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone });
  const days = new Map<string, Slot[]>();
  for (const slot of slots) {
    const day = dayOf.format(slot.startAt);
    days.set(day, [...(days.get(day) ?? []), slot]);
  }
  return [...days].map(([day, ofDay]) => {
    const options = ofDay.map(
      ({ startAt, endAt }) =>
        html`<option value="${String(startAt)}">${day}, ${timeOf.formatRange(startAt, endAt)}</option>`,
    );
    return html`<optgroup label="${day}">${options}</optgroup>`;
  });
}

function renderForm(
  { locale, linked, availability, commandId }: LinkPage,
  action: 'move' | 'cancel' | 'not-me',
  content: Html,
): Html {
  const hidden = {
    action,
    commandId,
    revision: String(linked.view.revision),
    availability: availability?.revision,
  };
  const fields = Object.entries(hidden).map(([name, value]) =>
    value === undefined ? html`` : html`<input type="hidden" name="${name}" value="${value}" />`,
  );
  return html`<form method="post" action="?lang=${locale}">${fields} ${content}</form>`;
}

function renderDocument(locale: LinkLocale, siteName: string, title: string, body: Html): string {
  const terms = LINK_TERMS[locale];
  const other: LinkLocale = locale === 'ko' ? 'en' : 'ko';
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <title>${siteName === '' ? title : `${title} · ${siteName}`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/callback.css" />
      </head>
      <body>
        <main>
          <header>
            <span>${siteName}</span>
            <a href="?lang=${other}" lang="${other}" hreflang="${other}">${terms.otherLanguage}</a>
          </header>
          ${body}
        </main>
      </body>
    </html> `.text;
}
