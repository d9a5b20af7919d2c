/** Why no call is offered now, or none at all; loaded when that is so. */
export const enCallbackClosed = {
  closedTitle: 'We do not call at the moment',
  closedUntil: (moment: string): string => `We are closed until ${moment}.`,
  closedNow: 'We are closed at the moment.',
  waitOnly: 'So many people wait for a call that we cannot promise you one at the moment.',
  reason_no_agents: 'Nobody who could call is there right now.',
  reason_too_many_pending: 'Many people wait for a call right now.',
  reason_too_close_to_closing: 'We close soon and would not reach you in time today.',
  reason_outside_hours: 'We are closed at the moment.',
  reason_no_slots: 'All times are taken.',
  reason_paused: 'We have stopped taking callbacks for the moment.',
  offerUnsupported: 'We do not call back at the moment. Please write to us.',
  offerFailed: 'We cannot see at the moment what we can offer.',
  checkAgain: 'Look again',
};
