export { contentPreview, contentText } from '../../client/content-text.ts';
export {
  BesideAnswerEvent,
  BesideDraftEvent,
  BesideMessageSentEvent,
  BesideProblemEvent,
  BesideSendEvent,
} from './chat-events.ts';
export { BesideChatLog } from './chat-log.ts';
export { BesideChat } from './chat.ts';
export { BesideComposer } from './composer.ts';
export type { ChatSide } from './message.ts';
