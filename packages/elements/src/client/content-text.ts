import type { Content } from '@beside/protocol';

import { parseSafeText, plainText } from '../shared/safe-text.ts';

/** The words of a message, as written: for previews, and until structured messages are loaded. */
export function contentText(content: Content): string {
  switch (content.kind) {
    case 'text':
    case 'choices':
    case 'form':
      return content.text;
    case 'card':
      return `${content.title}\n${content.text}`;
    case 'form-reply':
      return Object.values(content.values).join('\n');
    default:
      return content satisfies never;
  }
}

/** The same without markers and line breaks, for a line of preview or a notification. */
export function contentPreview(content: Content): string {
  return plainText(parseSafeText(contentText(content)))
    .replace(/\s+/gu, ' ')
    .trim();
}
