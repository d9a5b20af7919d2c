import type { Content } from '@beside/protocol';

/** The words of a message, as written: for previews, and until structured messages are loaded. */
export function contentText(content: Content): string {
  switch (content.kind) {
    case 'text':
    case 'choices':
    case 'form':
      return content.text;
    case 'card':
    case 'article':
      return `${content.title}\n${content.text}`;
    case 'form-reply':
      return Object.values(content.values).join('\n');
    default:
      return content satisfies never;
  }
}

/** The same in one line, for a preview. Markers stay as they were typed. */
export function contentPreview(content: Content): string {
  return contentText(content).replace(/\s+/gu, ' ').trim();
}
