import type { LooseEntry } from './wire-client.ts';
import type { Operation } from './writer.ts';

/**
 * What is wrong with what a server kept, in words; empty when nothing is. Pure.
 *
 * Durability: what was acknowledged is there. Once: nothing is there twice. Phantoms: nothing is there that nobody
 * wrote. Order: the messages of one writer are in the order they were written, and numbers strictly rise.
 */
export function findViolations(operations: readonly Operation[], entries: readonly LooseEntry[]): string[] {
  const violations: string[] = [];
  const messages = entries.filter((entry) => entry.type === 'chat.message');
  const texts = messages.map((entry) => entry.body.content?.text ?? '');
  const written = new Map(operations.map((operation, index) => [operation.text, index]));
  const count = new Map<string, number>();
  for (const text of texts) count.set(text, (count.get(text) ?? 0) + 1);

  for (const operation of operations) {
    if (operation.outcome === 'ok' && !count.has(operation.text)) violations.push(`lost: ${operation.text}`);
  }
  for (const [text, times] of count) {
    if (times > 1) violations.push(`doubled: ${text}`);
    if (!written.has(text)) violations.push(`phantom: ${text}`);
  }
  for (let index = 1; index < messages.length; index += 1) {
    if ((messages[index]?.seq ?? 0) <= (messages[index - 1]?.seq ?? 0))
      violations.push(`numbers do not rise at ${messages[index]?.seq}`);
    if ((written.get(texts[index] ?? '') ?? 0) < (written.get(texts[index - 1] ?? '') ?? 0))
      violations.push(`out of order: ${texts[index]}`);
  }
  return violations;
}
