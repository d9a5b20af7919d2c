import * as z from 'zod/mini';
import type { AttemptRecord } from '../../ports/store-callbacks.ts';
import { END_STATUSES, LIVE_STATUSES } from '../../ports/telephony.ts';
import { newCall, type CallState } from '../../telephony/call-state.ts';

const statusSchema = z.nullable(z.enum([...LIVE_STATUSES, ...END_STATUSES]));
const callSchema = z.object({
  provider: z.string(),
  callRef: z.nullable(z.string()),
  customer: statusSchema,
  agent: statusSchema,
  endedAt: z.nullable(z.number()),
});

/** The state of an attempt's call as it was kept. */
export function parseCall({ call, callRef }: AttemptRecord): CallState {
  return call === null ? newCall('manual', callRef) : callSchema.parse(JSON.parse(call));
}
