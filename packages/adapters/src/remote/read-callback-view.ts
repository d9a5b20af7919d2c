import type { CallbackView } from '@beside/protocol';
import { callbackViewSchema } from '@beside/protocol/schema';

/** A callback as the server shows it; `undefined`: of a version this one cannot read. Loaded when there is one. */
export function readView(value: unknown): CallbackView | undefined {
  return callbackViewSchema.safeParse(value).data;
}
