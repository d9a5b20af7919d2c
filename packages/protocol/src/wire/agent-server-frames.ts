import * as z from 'zod/mini';
import { deskSchema } from './desk.ts';
import {
  customerOnlyFrames,
  customerWelcomeShape,
  sharedServerFrames,
  welcomeShape,
} from './server-frames.ts';

const agentWelcomeShape = { desk: z.optional(deskSchema) } as const;
const agentOnlyFrames = [z.object({ type: z.literal('desk'), desk: deskSchema })] as const;

/** What a console hears. Unknown types are passed over and counted. */
export const agentServerFrameSchema = z.discriminatedUnion('type', [
  z.object({ ...welcomeShape, ...agentWelcomeShape }),
  ...agentOnlyFrames,
  ...sharedServerFrames,
]);

/** Everything the server says to anybody. */
export const serverFrameSchema = z.discriminatedUnion('type', [
  z.object({ ...welcomeShape, ...customerWelcomeShape, ...agentWelcomeShape }),
  ...customerOnlyFrames,
  ...agentOnlyFrames,
  ...sharedServerFrames,
]);
