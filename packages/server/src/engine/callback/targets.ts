import { BesideError, type CallbackTarget, type WantedTarget } from '@beside/protocol';
import type { Engine } from '../parts.ts';
import type { CallingSite } from './read-facts.ts';

/** The number that calls a site's customers, E.164; `undefined` when nobody knows it beforehand. */
export function callerNumberOf(
  { telephone }: Pick<Engine, 'telephone'>,
  site: CallingSite,
): string | undefined {
  return site.telephony?.callerNumber ?? telephone?.callerNumber;
}

/** Where a customer is rung, checked (C8). Rejects with `number_not_allowed`, and with `unsupported` for what we cannot ring. */
export async function resolveTarget(
  engine: Pick<Engine, 'telephone'>,
  site: CallingSite,
  wanted: WantedTarget,
): Promise<CallbackTarget> {
  if (wanted.kind === 'page') throw new BesideError('unsupported', { details: { target: 'page' } });
  // Numbering plans are large: a server that calls nobody does not load them.
  const { checkNumber } = await import('./numbers.ts');
  const { countries, assumesCountry } = site.callback;
  const callerNumber = callerNumberOf(engine, site);
  const checked = checkNumber(
    wanted.number,
    {
      // Unknown ones match no number.
      countries: countries as Parameters<typeof checkNumber>[1]['countries'],
      assumesCountry,
      ownNumbers: callerNumber === undefined ? [] : [callerNumber],
    },
    wanted.country,
  );
  if ('refusal' in checked)
    throw new BesideError(checked.refusal, checked.details ? { details: checked.details } : {});
  return { kind: 'phone', number: checked.number };
}
