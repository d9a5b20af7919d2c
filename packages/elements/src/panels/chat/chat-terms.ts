import { enChat } from '../../shared/terms/chat.ts';
import { enCommon } from '../../shared/terms/common.ts';
import { enTalk } from '../../shared/terms/talk.ts';
import type { ChatTerms } from '../../shared/terms/texts.ts';

/** The English texts that the parts of a chat start with. */
export const chatEn: ChatTerms = { ...enCommon, ...enTalk, ...enChat };
