import * as z from 'zod/mini';

/** The ways a customer and the centre may talk. */
export const channelSchema = z.enum(['chat', 'callback']);
