import { BesideError } from '@beside/protocol';

const GONE = [
  'not_found',
  'forbidden',
  'offer_gone',
  'callback_closed',
  'callback_stale',
  'callback_in_progress',
  'callback_not_ready',
  'dial_in_flight',
  // Its owner said “not me”: it was ended instead.
  'number_not_allowed',
];

/** What has changed in the meantime leaves nothing to do. */
export async function ignoreGone(change: Promise<unknown>): Promise<void> {
  try {
    await change;
  } catch (error) {
    if (!(error instanceof BesideError) || !GONE.includes(error.code)) throw error;
  }
}
