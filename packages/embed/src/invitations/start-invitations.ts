import { decideInvitation, type Clock, type Invitation, type Invitations } from '@beside/protocol';
import { invitationsSchema } from '@beside/protocol/schema';
import type { BesideGlobal } from '../global.ts';
import { createInvitationMemory } from './memory.ts';
import { paintInvitation } from './paint-invitation.ts';
import { watchPage } from './watch-page.ts';

const DAY_MS = 86_400_000;
/** Asks for the capacity again this often; whoever is on a page for longer is not invited any more. */
const MOST_ASKED = 10;
const DISMISS: Readonly<Record<string, string>> = { en: 'No, thank you', ko: '괜찮아요' };

/** What invitations are made of. */
export interface InvitationsOptions {
  readonly siteId: string;
  /** Where rules and capacity are asked for; the same question from every page, whatever happens on it. */
  readonly address: string;
  readonly clock: Clock;
  readonly storage: () => Storage;
  readonly fetch?: typeof fetch;
}

type Page = Window & { beside?: BesideGlobal };

/**
 * Watches the page and shows at most one invitation (N2). What is found stays here; only an acceptance is told, by the
 * client that it starts. Does nothing while a conversation is open or after an invitation was answered in the last day.
 * Returns the way to stop, which is safe twice.
 */
export function startInvitations(options: InvitationsOptions): () => void {
  const { siteId, address, clock, storage } = options;
  const ask = options.fetch ?? fetch.bind(window);
  const page: Page = window;
  const memory = createInvitationMemory(siteId, storage);
  const lot = clock.random();
  const abort = new AbortController();
  const isResting = Object.values(memory.answered).some((at) => clock.now() - at < DAY_MS);
  if (isResting || memory.isTalking) return () => undefined;
  let told: Invitations | undefined;
  let toldAt = -Infinity;
  let asked = 0;
  let isAsking = false;
  let takeAway: (() => void) | undefined;
  let launcherChanges: MutationObserver | undefined;

  function stop(): void {
    abort.abort();
    watched.stop();
    launcherChanges?.disconnect();
    takeAway?.();
  }

  async function learn(): Promise<void> {
    isAsking = true;
    asked += 1;
    try {
      const answer = await ask(address, { credentials: 'omit', cache: 'no-store', signal: abort.signal });
      if (!answer.ok) throw new Error(`invitations: ${answer.status}`);
      told = invitationsSchema.parse(await answer.json());
      toldAt = clock.steadyNow();
      if (told.invitations.length === 0) stop();
    } catch {
      stop(); // Help is there all the same; an invitation is not worth a second try.
    } finally {
      isAsking = false;
    }
  }

  function look(): void {
    if (takeAway || !told || isAsking) return;
    if (page.beside?.client || memory.isTalking) return stop();
    const capacityAgeMs = clock.steadyNow() - toldAt;
    if (capacityAgeMs >= told.capacity.validForMs) {
      if (asked >= MOST_ASKED) return stop();
      void learn();
      return;
    }
    const invitation = decideInvitation(told.invitations, watched.facts, {
      now: clock.now(),
      answered: memory.answered,
      capacity: told.capacity,
      capacityAgeMs,
      lot,
    });
    if (invitation) show(invitation);
  }

  function show(invitation: Invitation): void {
    const host = document.querySelector<HTMLElement>('beside-launcher');
    const button = host?.shadowRoot?.querySelector('.launcher');
    if (!host || !button) return; // not painted yet: the next second looks again
    const locale = wantedLocale(page);
    const texts = findTexts(invitation, locale);
    if (!texts) return stop();
    const answer = () => {
      memory.remember(invitation.invitationId, clock.now());
      stop();
    };
    takeAway = paintInvitation(
      host,
      { ...texts, dismiss: DISMISS[texts.locale.slice(0, 2)] ?? DISMISS['en']! },
      { onAccept: () => (answer(), accept(page, invitation)), onDismiss: answer },
    );
    watched.stop();
    // Whoever opens the panel by themselves needs no invitation beside it.
    launcherChanges = new MutationObserver(stop);
    launcherChanges.observe(button, { attributeFilter: ['aria-busy', 'aria-expanded'] });
  }

  const watched = watchPage(clock, look);
  void learn();
  return stop;
}

/** Opens what was offered and reports that it was taken, which is the first thing anybody hears of it (N7). */
function accept({ beside }: Page, { invitationId, opens }: Invitation): void {
  void beside?.('open', opens).then(() => {
    beside.client?.report('invitation.shown', { invitation: invitationId });
    beside.client?.report('invitation.accepted', { invitation: invitationId });
  });
}

function wantedLocale({ beside }: Page): string {
  const told = beside?.waiting?.findLast(({ name }) => name === 'locale')?.values[0];
  return typeof told === 'string' ? told : document.documentElement.lang || navigator.language;
}

function findTexts({ texts }: Invitation, locale: string) {
  const language = locale.split('-')[0]!;
  const found = [locale, language, 'en', ...Object.keys(texts)].find((tag) => texts[tag]);
  return found === undefined ? undefined : { locale: found, ...texts[found]! };
}
