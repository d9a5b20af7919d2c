import '../../parts/avatar/avatar.ts';
import '../../parts/badge/badge.ts';
import '../../parts/notice/notice.ts';
import './earlier-card.ts';

export { availabilityText } from '../../client/availability-text.ts';
export { createConnectionTrouble } from '../../client/connection-trouble.ts';
export { costText } from '../../client/cost-text.ts';
export { troubleWords } from '../../client/trouble-words.ts';
export { renderConversation } from './render-conversation.ts';
