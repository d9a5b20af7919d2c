import { errorText, type Terms } from '@beside/elements/shared';

/** English texts of the console, and with that the type every other language has to satisfy. */
export const consoleEn = {
  title: 'Beside console',
  titleNews: (count: number): string => `(${count}) Beside console`,
  loading: 'Loading…',
  cancel: 'Cancel',
  dismiss: 'Dismiss',

  // Signing in
  signInTitle: 'Agent console',
  signInDetail: 'Sign in to help your customers.',
  email: 'E-mail',
  password: 'Password',
  signIn: 'Sign in',
  emailMissing: 'Please fill in your e-mail address.',
  passwordMissing: 'Please fill in your password.',
  signInWrong: 'E-mail or password is not right.',
  signInTooOften: (wait: string): string => `Too many attempts. Please try again in ${wait}.`,
  signInOffline: 'The server cannot be reached. Please check your connection.',
  sessionOver: 'Your session is over. Please sign in again; what you were writing is kept.',
  signOut: 'Sign out',

  // Frame
  navigation: 'Views',
  viewQueue: 'Inbox',
  viewChat: 'Chat',
  viewCustomer: 'Customer',
  viewCallbacks: 'Callbacks',
  viewFlow: 'Help flow',
  flowFailed: 'The flow designer could not be loaded.',
  callbacksWanting: (count: number): string =>
    count === 1 ? '1 callback waits for you' : `${count} callbacks wait for you`,
  callbacksFailed: 'The callback desk could not be loaded.',
  tryAgain: 'Try again',
  menu: 'Settings',
  sounds: 'Sounds',
  mute: 'Mute sounds',
  notifications: 'Desktop notifications',
  notificationsAllow: 'Turn on',
  notificationsOn: 'On',
  notificationsBlocked: 'Blocked in the browser’s site settings',
  appearance: 'Appearance',
  schemeAuto: 'Auto',
  schemeLight: 'Light',
  schemeDark: 'Dark',
  language: 'Language',
  on: 'On',
  off: 'Off',

  // Presence
  presence: 'Your presence',
  available: 'Available',
  busy: 'Busy',
  away: 'Away',
  missedOffers:
    'You missed several conversations, so we set you to away. Choose Available when you are back.',

  // Queue
  ringing: 'Ringing for you',
  offerFrom: (name: string, queue: string): string => `New conversation from ${name}, ${queue}`,
  callbackFrom: (name: string, queue: string): string => `New callback for ${name}, ${queue}`,
  callback: 'Callback',
  callbackHolding: 'On the line already',
  attempt: (number: number): string => `Attempt ${number}`,
  accept: 'Accept',
  decline: 'Decline',
  secondsLeft: (count: number): string => (count === 1 ? '1 second left' : `${count} seconds left`),
  waitingFor: (duration: string): string => `Waiting ${duration}`,
  unanswered: (duration: string): string => `Waiting for your answer: ${duration}`,
  mine: 'Your conversations',
  capacity: (used: number, capacity: number): string => `${used} of ${capacity}`,
  noConversations: 'No conversations yet.',
  queues: 'Queues',
  noQueues: 'You are in no queue. Ask whoever set you up to add you to one.',
  waitingCount: (count: number): string => (count === 1 ? '1 waiting' : `${count} waiting`),
  nobodyWaiting: 'Nobody waiting',
  oldestWait: (duration: string): string => `longest ${duration}`,
  agentsAvailable: (count: number): string =>
    count === 1 ? '1 agent available' : `${count} agents available`,
  unread: (count: number): string => (count === 1 ? '1 new message' : `${count} new messages`),
  youSaid: (text: string): string => `You: ${text}`,
  typing: 'typing…',
  nothingWritten: 'Nothing written yet',
  openBeside: (name: string): string => `Show ${name} beside the other conversation`,
  underAMinute: '< 1 min',
  minutes: (count: number): string => `${count} min`,
  hours: (hours: number, minutes: number): string => (minutes ? `${hours} h ${minutes} min` : `${hours} h`),
  seconds: (count: number): string => `${count} s`,

  // Workspace
  openConversations: 'Open conversations',
  conversationWith: (name: string): string => `Conversation with ${name}`,
  messageTo: (name: string): string => `Your message to ${name}`,
  messageLabel: 'Your message',
  messagePlaceholder: 'Write an answer… type / for ready answers',
  emptyChat: 'Nothing written yet. Say hello.',
  customerNumber: (signs: string): string => `Customer ${signs}`,
  release: 'Return to queue',
  end: 'End conversation',
  endTitle: (name: string): string => `End the conversation with ${name}?`,
  endDetail: 'The customer is told that it has ended and can start a new one at any time.',
  endConfirm: 'End it',
  closePane: 'Take off the screen',
  details: 'Customer details',
  hasEnded: 'This conversation has ended.',
  isElsewhere: 'This conversation is no longer with you.',
  idleTitle: 'Waiting for the next conversation',
  idleDetail: 'It rings here, with a sound, as soon as a customer writes.',
  idleDetailMuted: 'It rings here, without a sound, as soon as a customer writes.',
  awayTitle: 'You are not taking conversations',
  awayDetail: 'Customers reach you as soon as you say that you are there.',
  startTaking: 'Start taking conversations',
  pickTitle: 'Pick a conversation',
  pickDetail: 'Your conversations stand in the list.',

  // Suggested articles
  suggestions: 'Suggested articles',
  suggestionsCount: (count: number): string =>
    count === 1 ? '1 suggested article' : `${count} suggested articles`,
  suggestionInsert: 'Insert',
  suggestionInsertNamed: (title: string): string => `Insert: ${title}`,
  suggestionSend: 'Send card',
  suggestionSendNamed: (title: string): string => `Send card: ${title}`,

  // Ready answers and choices
  cannedReplies: 'Ready answers',
  cannedHint: 'Arrow keys choose, Enter puts it into your message.',
  canned: [
    { title: 'Greeting', text: 'Hello, thank you for writing. How can I help?' },
    { title: 'One moment', text: 'One moment please, I am looking into it.' },
    { title: 'Order number', text: 'Could you tell me your order number, please?' },
    { title: 'Screenshot', text: 'Could you describe exactly what you see on the page?' },
    { title: 'Anything else', text: 'Is there anything else I can do for you?' },
    { title: 'Goodbye', text: 'Thank you for your time. Have a good day!' },
  ],
  choices: 'Ask with choices',
  choicesDetail: 'The customer answers with one press.',
  choicesQuestion: 'Question',
  choicesOption: (number: number): string => `Choice ${number}`,
  choicesAdd: 'Add a choice',
  choicesRemove: (number: number): string => `Remove choice ${number}`,
  choicesSend: 'Send question',
  choicesMissing: 'Please fill in the question and at least two choices.',

  // Customer
  customer: 'Customer',
  notVerified: 'Not verified',
  notVerifiedDetail:
    'The page said this; anybody could write it there. Do not rely on it to tell who this is.',
  verified: 'Verified',
  verifiedDetail: 'The site’s own server confirmed who this is.',
  customerId: 'Customer number',
  flowWay: 'Way through the help',
  page: 'Page',
  cart: 'Cart',
  cartTotal: 'Total',
  quantityTimes: (quantity: string): string => `${quantity} ×`,
  attributes: 'Details',
  matter: 'Conversation',
  queue: 'Queue',
  site: 'Site',
  locale: 'Language',
  arrived: 'Waiting since',
  answered: 'Answered',
  nothingKnown: 'The page says nothing about itself.',
  noCustomer: 'Pick a conversation to see its customer.',

  // Shortcuts
  help: 'Keyboard shortcuts',
  helpDetail: 'On a Mac, Alt is the Option key.',
  shortcuts: 'Keyboard shortcuts',
  shortcutAccept: 'Accept the first offer',
  shortcutDecline: 'Decline the first offer',
  shortcutNext: 'Next conversation',
  shortcutPrevious: 'Previous conversation',
  shortcutComposer: 'Go to the message field',
  shortcutEnd: 'End the conversation',
  shortcutRelease: 'Return the conversation to its queue',
  shortcutCallbacks: 'Go to the callbacks',
  shortcutDial: 'Dial the callback that you prepare',
  shortcutMute: 'Sounds on or off',
  shortcutHelp: 'Show this list',
  shortcutHelpAnywhere: 'Show this list, also while writing',
  shortcutReady: 'Ready answers, in an empty message',
  shortcutsOn: 'Shortcuts are on',
  understood: 'Got it',

  // States
  connecting: 'Connecting…',
  lost: (seconds: number): string => `Connection lost. Trying again in ${seconds} s.`,
  reconnecting: 'Connection lost. Trying again…',
  offline: 'You are offline. What you write is kept and sent when you are back.',
  tryNow: 'Try now',
  stopped: 'The connection has ended.',
  reload: 'Reload page',
  unsent: (count: number): string =>
    count === 1 ? '1 message is not sent yet.' : `${count} messages are not sent yet.`,
  offerMissed: (name: string): string => `${name} does not ring here any more.`,
  released: (name: string): string => `${name} waits in the queue again, at the same place as before.`,
  callbackMissed: (name: string): string => `The callback for ${name} does not ring here any more.`,
  callbackAgain: (name: string, moment: string): string =>
    `${name} was not reached. It rings again at ${moment}.`,
  callbackDone: (name: string): string => `The callback for ${name} is done.`,
  callbackForbidden: 'This callback is not with you, or you may not do that.',
  callbackNotFound: 'This callback is not there any more.',
  callbackUnavailable: 'The server cannot do that at the moment. Nothing was changed; please try again.',
  notifyOffer: 'New conversation',
  notifyCallback: 'New callback',
  notifyMessage: 'New message',

  // Errors, by code of the register
  error_offer_gone: 'Somebody else was faster, or it rang too long. The next one will ring here.',
  error_conversation_closed: 'This conversation has ended already.',
  error_not_found: 'This conversation is not there any more, or not with you.',
  error_forbidden: 'This conversation is not with you any more.',
  error_callback_closed: 'This callback is over already.',
  error_callback_stale: 'The callback was changed in the meantime. Look at it again, then decide.',
  error_callback_in_progress: 'The callback is being made; it is too late to change it.',
  error_callback_not_ready: 'That is not possible at this point of the callback.',
  error_dial_in_flight: 'It is being dialed already. It is not dialed a second time.',
  error_slot_not_offered: 'At that time nobody is called. Choose another one.',
  error_slot_taken: 'That time has no place left. Choose another one.',
  error_availability_stale: 'The times have changed in the meantime. Choose again.',
  error_capacity: 'You have as many conversations as you can take. End one first.',
  error_rate_limited: 'That was very fast. Please wait a moment, then try again.',
  error_read_only: 'The server cannot store anything at the moment. What you write is kept and sent later.',
  error_unavailable: 'The server does not answer at the moment. What you write is kept and sent later.',
  error_timeout: 'No answer came in time. Please try again.',
  error_disconnected: 'There is no connection at the moment. Please try again when it is back.',
  error_replaced: 'You have too many consoles open; this one was disconnected. Go on in another one.',
  error_version_unsupported: 'This page is out of date. Please reload it.',
  error_unsupported: 'What stands behind this site does not offer this.',
  error_backend_unknown:
    'It is not certain whether this worked. It is being checked; please do not repeat it.',
  error_unauthenticated: 'Your session is over. Please sign in again.',
  error_origin_refused: 'This address of the console is not allowed. Please open the address you were given.',
};

type Term<Value> = Value extends (...inserts: infer Inserts) => string
  ? (...inserts: Inserts) => string
  : Value extends string
    ? string
    : readonly { readonly title: string; readonly text: string }[];

/** The console's texts in one language. */
export type ConsoleTerms = { readonly [Key in keyof typeof consoleEn]: Term<(typeof consoleEn)[Key]> };

/** Text for a code of the register, as an agent needs it; codes without one of the console's own get the panels'. */
export function consoleErrorText(words: ConsoleTerms, terms: Terms, code: string): string {
  const key = `error_${code}`;
  // Checked on the line itself: the key exists in the console's English, and every error text is a plain string.
  return Object.hasOwn(consoleEn, key)
    ? (words[key as keyof ConsoleTerms] as string)
    : errorText(terms, code);
}

/** The chat's texts as an agent reads them: errors and empty states speak to the one who helps, not to a customer. */
export function agentChatTerms(words: ConsoleTerms, terms: Terms): Terms {
  const errors = Object.keys(consoleEn).filter((key) => key.startsWith('error_') && key in terms);
  return {
    ...terms,
    emptyChat: words.emptyChat,
    messageLabel: words.messageLabel,
    messagePlaceholder: words.messagePlaceholder,
    // Only keys both have, and errors are plain strings in both.
    ...Object.fromEntries(errors.map((key) => [key, words[key as keyof ConsoleTerms] as string])),
  };
}
