import type { ErrorCode, ErrorDetails } from '@beside/protocol';

/** Why something is not done; the world's mistake, so a result and no exception. */
export interface Refusal {
  readonly refusal: ErrorCode;
  readonly details?: ErrorDetails;
}
