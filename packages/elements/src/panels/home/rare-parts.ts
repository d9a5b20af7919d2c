import '../../parts/avatar/avatar.ts';
import '../../parts/badge/badge.ts';
import '../../parts/notice/notice.ts';
import './earlier-card.ts';

export { renderConversation } from './render-conversation.ts';
