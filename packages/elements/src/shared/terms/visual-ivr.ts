/** What the levels of a site's flow, its search and its articles say. */
export const enFlow = {
  // Where one is
  wayLabel: 'Where you are',
  start: 'Start',
  goBack: 'Back',
  next: 'Continue',

  // Search
  found: (count: string): string => `${count} found`,
  foundNothing: 'Nothing found. Other words may help, or ask a person.',
  searchFailed: 'The search does not answer right now.',
  article: 'Article',

  // A person, at every level
  peopleTitle: 'Talk to a person',
  peopleChat: 'Chat',
  peopleCallback: 'Call me back',
  peoplePhone: 'Call us',
  peopleNow: 'Now',
  leaveMessage: 'Leave a message',

  // Forms
  optional: 'optional',
  send: 'Continue',
  choose: 'Please choose',
  fieldsWrong: (count: number): string =>
    count === 1 ? 'One entry needs a look' : `${count} entries need a look`,
  required: 'Please fill this in.',
  requiredChoice: 'Please choose one.',
  tooShort: (least: string): string => `At least ${least} characters.`,
  tooLong: (most: string): string => `At most ${most} characters.`,
  wrongDigits: 'Digits only, please.',
  wrongLetters: 'Letters and digits only, please.',
  wrongOrder: 'Letters, digits and hyphens only, as on your order.',
  wrongEmail: 'This does not look like an e-mail address. Example: name@example.com',
  wrongTel: 'This does not look like a telephone number. Example: 010-1234-5678',
  wrongNumber: 'A number, please.',
  wrongDate: 'A day as it is in the calendar, please.',

  // Articles and ends
  helpedQuestion: 'Did this help?',
  yes: 'Yes',
  no: 'No',
  thanks: 'Good to hear. Thank you!',
  sorry: 'Sorry about that. A person can help:',
  back: 'Back to the topics',

  // Actions
  openChat: 'Start the chat',
  openCallback: 'Ask for a call',
  opensElsewhere: 'Opens another site',
  callNumber: (number: string): string => `Call ${number}`,
  notUp: 'This is not possible right now.',
  otherWay: 'Show another way',

  // What is not there
  lost: 'This topic leads nowhere at the moment. A person can help:',
  failed: 'This could not be loaded.',
  offline: 'You are offline. This is shown as soon as you are back.',
  nobody: 'Nobody is there at the moment. Leave a message in the chat; we answer there.',
};
