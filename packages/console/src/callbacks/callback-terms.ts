import type { AttemptOutcome, CallbackStatus } from '@beside/protocol';

import type { Disposition } from './dispositions.ts';

/** English texts of the callback desk, and with that the type every other language has to satisfy; loaded with it. */
export const callbacksEn = {
  heading: 'Callbacks',
  lists: 'Lists of callbacks',
  mine: 'Mine',
  due: 'Due',
  upcoming: 'Upcoming',
  review: 'Needs review',
  team: 'Team',
  inList: (count: number): string => (count === 1 ? '1 callback' : `${count} callbacks`),
  noMine: 'You have no callbacks. One that is due rings here while you are available.',
  noDue: 'No callback is due.',
  noUpcoming: 'No callback is planned.',
  noReview: 'Nothing to review: of every call it is known how it ended.',
  pickTitle: 'Pick a callback',
  pickDetail: 'What it is about and what was tried stands here.',
  back: 'Back to the list',
  isGone: 'This callback is no longer on your desk.',

  // When
  asap: 'As soon as possible',
  promised: (from: string, to: string): string => `promised for ${from}–${to}`,
  between: (from: string, to: string): string => `${from}–${to}`,
  dueFor: (duration: string): string => `Due for ${duration}`,
  ringsAgain: (moment: string): string => `Rings again at ${moment}`,
  forCustomer: (moment: string, zone: string): string => `${moment} for the customer (${zone})`,
  expires: (moment: string): string => `Not called after ${moment}`,

  // Who and what
  numberEnding: (digits: string): string => `Number ending in ${digits}`,
  inPage: 'Voice in the page',
  attemptCount: (count: number): string =>
    count === 0 ? 'no attempt yet' : count === 1 ? '1 attempt' : `${count} attempts`,
  ownedByMe: 'yours',
  owned: 'has an owner',
  with: (name: string): string => `with ${name}`,
  somebody: 'a colleague',

  status: {
    verifying: 'Number is not confirmed yet',
    waiting: 'Waiting',
    scheduled: 'Planned',
    due: 'Due',
    offered: 'Ringing at an agent',
    previewing: 'Being prepared',
    dialing: 'Ringing at the customer',
    holding: 'Customer is on the line',
    connected: 'Talking',
    wrapping: 'Call is over',
    'retry-wait': 'Waiting for the next attempt',
    'needs-review': 'Needs review',
    completed: 'Done',
    cancelled: 'Called off',
    superseded: 'Reached another way',
    exhausted: 'Not reached',
    expired: 'Expired',
    rejected: 'Not called',
  } satisfies Record<CallbackStatus, string> as Record<CallbackStatus, string>,

  // Before the call
  check: 'The customer sees',
  checkDetail: 'Say these digits, so that the customer knows it is you.',
  callsFrom: (number: string): string => `Calls from ${number}`,
  number: 'Number',
  call: 'Call',
  dial: 'Dial',
  dialByHand: 'Dial with your telephone',
  linkAgain: 'Open the telephone again',
  giveBack: 'Give back',
  dialedIn: (time: string): string => `Dialed by itself in ${time}`,
  givenBackIn: (time: string): string => `Goes back to the queue in ${time}`,
  dialedNow: 'Being dialed…',
  givenBackNow: 'Going back to the queue…',

  // The call
  ringing: 'Ringing',
  talking: 'Talking',
  onLine: 'The customer is on the line',
  exchangeSays: 'The exchange says how it ends.',
  record: 'How did it go?',
  connectedOutcome: 'They answered',
  outcome: {
    talked: 'Talked',
    'no-answer': 'No answer',
    busy: 'Busy',
    voicemail: 'Voicemail',
    'invalid-number': 'Number does not exist',
    'carrier-error': 'Trouble on the line',
    'customer-left': 'Customer hung up first',
    'agent-lost': 'Connection to the agent was lost',
  } satisfies Record<AttemptOutcome, string> as Record<AttemptOutcome, string>,

  // After the call
  wrapUp: 'Finish the call',
  disposition: 'Result',
  dispositions: {
    solved: 'Solved',
    'follow-up': 'Needs a follow-up',
    'wrong-person': 'Wrong person',
    'not-interested': 'No longer wanted',
    other: 'Something else',
  } satisfies Record<Disposition, string> as Record<Disposition, string>,
  note: 'Note for colleagues',
  noteDetail: 'The customer does not see it.',
  complete: 'Finish',
  dispositionMissing: 'Please choose the result.',
  wasVoicemail: 'It was a voicemail',
  wasVoicemailDetail: 'A voicemail is no success: it rings again, as far as there are attempts left.',

  // Doing something with it
  actions: 'Actions',
  own: 'Make it mine',
  unown: 'Give up ownership',
  move: 'Reschedule',
  transfer: 'Move to another queue',
  cancel: 'Call off',
  keep: 'Leave as it is',
  moveTitle: 'Call at another time',
  moveDetail: 'The customer is told. Times are yours; the customer’s stand beside them where they differ.',
  day: 'Day',
  time: 'Time',
  moveConfirm: 'Reschedule',
  nearest: 'That time has no place left. The nearest ones:',
  transferTitle: 'Move to another queue',
  transferDetail: 'Its place by time stays.',
  transferConfirm: 'Move',
  noOtherQueue: 'You serve no other queue of this site.',
  cancelTitle: 'Call it off?',
  cancelDetail: 'The customer is told, with the reason.',
  cancelConfirm: 'Call off',
  reason: 'Reason',
  reasons: {
    asked: 'The customer asked for it',
    solved: 'Solved another way',
    mistake: 'A mistake',
    'no-agents': 'Nobody can call',
    other: 'Something else',
  },

  // Needs review
  reviewTitle: 'Nobody knows how this call ended',
  reviewReason: {
    'outcome-unknown': 'The exchange did not answer whether it dialed.',
    'provider-silent': 'The exchange dialed and said nothing more.',
    'fence-lost': 'The server was interrupted just when it dialed.',
  },
  reviewDetail: 'It is not dialed again before a person has decided.',
  reviewTalked: 'The customer was reached',
  reviewMissed: 'The customer was not reached',
  reviewOthers: 'A supervisor decides whether the customer was reached.',
  attemptAt: (number: number, moment: string): string => `Attempt ${number}, ${moment}`,
  unknownOutcome: 'nobody knows',
  inFlight: 'under way',

  // What it is about
  about: 'What it is about',
  path: 'Reason',
  customerNote: 'Note of the customer',
  formStep: 'Step of the form',
  consents: 'Consents given',
  noConsents: 'None besides those that are needed',
  attempts: 'Attempts so far',
  noAttempts: 'None yet',
  requested: 'Asked for',
  nothingSaid: 'The customer said nothing more.',
  conversation: 'Conversation',
  cannotRead: 'What was said is shown to whoever has the callback.',

  // Supervisors
  teamDetail: 'Times that customers may choose follow the planned agents, at once.',
  planned: 'Planned agents',
  plannedIn: (queue: string): string => `Planned agents for ${queue}`,
  fewer: 'One less',
  more: 'One more',
  load: (due: number, soon: number): string => `${due} due, ${soon} within the hour`,
  waitingChats: (count: number): string => (count === 1 ? '1 chat waiting' : `${count} chats waiting`),
  pause: 'Pause callbacks',
  resume: 'Offer callbacks again',
  isPaused: 'Paused: no callback is offered to customers.',
  noTeam: 'You supervise no queue that calls back.',

  // Timeline
  you: 'You',
  theCustomer: 'Customer',
  theSystem: 'System',
  byLink: 'customer, by the link',
  lineRequested: (by: string, when: string): string => `Callback asked for by ${by}: ${when}`,
  lineRescheduled: (by: string, when: string): string => `Callback moved by ${by}: ${when}`,
  lineZoneRules: (when: string): string =>
    `Callback moved, because the rules of the time zone changed: ${when}`,
  lineHours: (when: string): string => `Callback moved, because the opening hours changed: ${when}`,
  lineVerified: 'The number was confirmed',
  lineOwned: 'The callback has an owner now',
  lineUnowned: 'The callback has no owner any more',
  lineTransferred: (queue: string): string => `Callback moved to the queue ${queue}`,
  lineDue: 'Callback is due',
  lineOffered: 'Callback rings at an agent',
  lineOfferEnded: {
    declined: 'Callback was declined',
    timeout: 'Callback was not accepted in time',
    disconnected: 'Callback stopped ringing: the agent’s connection was lost',
    withdrawn: 'Callback stopped ringing: it was changed',
  },
  linePreviewing: (name: string): string => `${name} prepares the callback`,
  linePreviewEnded: {
    released: 'Callback was given back before it was dialed',
    timeout: 'Callback went back: it was not dialed in time',
    disconnected: 'Callback went back: the agent’s connection was lost',
    withdrawn: 'Callback was taken away before it was dialed',
  },
  lineDialing: (number: number, time: string): string => `Called at ${time}, attempt ${number}`,
  lineHolding: 'Customer answered and waits for an agent',
  lineConnected: (name: string): string => `${name} talks with the customer`,
  lineEnded: (outcome: string): string => `Call ended: ${outcome}`,
  lineEndedAgain: (outcome: string, retry: string): string =>
    `Call ended: ${outcome}. Rings again at ${retry}`,
  lineReview: 'Nobody knows how the call ended; it needs a review',
  lineNoted: (disposition: string): string => `Result: ${disposition}`,
  lineNotedText: (disposition: string, note: string): string => `Result: ${disposition}. ${note}`,
  lineCompleted: 'Callback is done',
  lineCancelled: (by: string, reason: string): string => `Callback called off by ${by}: ${reason}`,
  reasonNotMe: 'the number belongs to somebody else',
  lineSuperseded: {
    chat: 'Callback is not needed any more: they reached each other by chat',
    call: 'Callback is not needed any more: they reached each other by telephone',
    callback: 'Callback is not needed any more: another callback reached the customer',
    other: 'Callback is not needed any more: they reached each other another way',
  },
  lineExhausted: (outcome: string): string => `All attempts were made. Last: ${outcome}`,
  lineExpired: {
    'too-late': 'Callback expired: its time was over',
    closed: 'Callback expired: outside the opening hours',
    'not-verified': 'Callback expired: the number was not confirmed',
  },
  lineRejected: 'Callback must not be made',
};

type Term<Value> = Value extends (...inserts: infer Inserts) => string
  ? (...inserts: Inserts) => string
  : Value extends string
    ? string
    : { readonly [Key in keyof Value]: Term<Value[Key]> };

/** The callback desk's texts in one language. */
export type CallbackTerms = { readonly [Key in keyof typeof callbacksEn]: Term<(typeof callbacksEn)[Key]> };
