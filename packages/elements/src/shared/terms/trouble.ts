/**
 * What is said where not all is well, or what something costs: nobody is there, there is no connection, nothing can be
 * stored. Loaded with the first of them; most first openings have none.
 */
export const enTrouble = {
  noAgents: 'Nobody is free right now. Leave your message; we answer here as soon as we can.',
  closedNow: 'We are closed at the moment. Leave your message; we answer here when we are back.',
  closedUntil: (moment: string): string =>
    `We are closed until ${moment}. Leave your message; we answer here when we are back.`,
  reconnecting: 'Connection lost. Trying again…',
  offline: 'You are offline. Messages are sent when you are back.',
  storageBlocked:
    'Your browser does not store anything here. Messages not sent yet are lost when you leave this page.',
  levelFailed: 'Topics could not be loaded. Try again',
  costWait: (from: string, to: string): string => `About ${from} to ${to} min wait`,
  costOpens: (moment: string): string => `Not now, again from ${moment}`,
  costDown: 'Not available now',
  error_replaced: 'This conversation goes on in another window.',
  error_forbidden: 'This is not possible here.',
};
