import {
  newId,
  type CallbackCommandOfCustomer,
  type CallbackId,
  type CommandResult,
  type Consent,
  type ConversationId,
} from '@beside/protocol';
import { CALLBACK_RULES, type CallbackRules } from '../../../ports/callback-rules.ts';
import { DEFAULT_DISPOSITIONS, type SiteCallback } from '../../../ports/site-callback.ts';
import type { Site } from '../../../ports/site.ts';
import {
  createSite,
  openTestCentre,
  type AfterTest,
  type TestCentre,
  type TestCentreOptions,
  type TestCustomer,
} from '../../testing/test-centre.ts';
import { consentTextsFor } from '../consent-texts.ts';

export const NUMBER = '010-1234-5678';

/** A site's settings with everything allowed that a test does not look at. */
export function createCallback(
  more: Partial<Omit<SiteCallback, 'rules'>> & { readonly rules?: Partial<CallbackRules> } = {},
): SiteCallback {
  return {
    mode: 'agent-first',
    previewMs: 60_000,
    isDialedAtEnd: false,
    countries: ['KR'],
    assumesCountry: true,
    consents: [
      { consentId: 'call', kind: 'required', version: '1', texts: { ko: '동의합니다', en: 'I agree' } },
    ],
    dispositions: DEFAULT_DISPOSITIONS,
    plannedAgents: {},
    verification: 'none',
    maxSpentPerDay: 1_000,
    ...more,
    rules: { ...CALLBACK_RULES, ...more.rules },
  };
}

/** A centre whose site `shop` calls back, and `outlet` does not. */
export function openCallingCentre(
  t: AfterTest,
  callback: SiteCallback = createCallback(),
  { site = {}, ...options }: Partial<TestCentreOptions> & { readonly site?: Partial<Site> } = {},
): Promise<TestCentre> {
  const sites = [createSite('shop', { callback, ...site }), createSite('outlet')];
  return openTestCentre(t, { sites, ...options });
}

type Request = Extract<CallbackCommandOfCustomer, { type: 'callback.request' }>;

/** The consents as somebody gives them who agrees to everything. */
export function agree({ clock, parts }: TestCentre, siteId = 'shop', locale = 'ko'): Consent[] {
  return consentTextsFor(parts.sites.get(siteId)?.callback?.consents ?? [], locale).map(
    ({ text: _text, ...consent }) => ({ ...consent, isGiven: true, locale, at: clock.now() }),
  );
}

/** A complete request with fresh ids, from what is offered now. */
export async function createRequest(
  test: TestCentre,
  customer: TestCustomer,
  more: Partial<Request> = {},
): Promise<Request> {
  const { availability } = await test.centre.callbacks.offer(customer.actor, { locale: 'ko' });
  return {
    type: 'callback.request',
    conversationId: newId<ConversationId>(test.clock),
    callbackId: newId<CallbackId>(test.clock),
    when: { kind: 'asap' },
    availabilityRevision: availability.revision,
    zone: 'Asia/Seoul',
    target: { kind: 'phone', number: NUMBER },
    matter: { path: [] },
    consents: agree(test),
    locale: 'ko',
    ...more,
  };
}

/** Asks for a callback and lets what follows happen. */
export async function request(
  test: TestCentre,
  customer: TestCustomer,
  more: Partial<Request> = {},
): Promise<Request & { readonly result: CommandResult }> {
  const command = await createRequest(test, customer, more);
  const result = await customer.do(command);
  await test.settle();
  return { ...command, result };
}

/** The slots that are offered now. */
export async function slotsOf(test: TestCentre, customer: TestCustomer) {
  const { availability } = await test.centre.callbacks.offer(customer.actor, { locale: 'ko' });
  return { slots: availability.slots, availabilityRevision: availability.revision };
}
