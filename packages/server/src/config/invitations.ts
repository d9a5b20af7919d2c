import { invitationSchema } from '@beside/protocol/schema';
import * as z from 'zod';
import * as mini from 'zod/mini';

/** Invitations of a site, as the operator writes them; the first that fits is shown. */
export const siteInvitationsSchema = z
  .array(
    mini.extend(invitationSchema, {
      needs: mini._default(invitationSchema.shape.needs, 'free-agent'),
      restDays: mini._default(invitationSchema.shape.restDays, 7),
      opens: mini._default(invitationSchema.shape.opens, 'home'),
    }),
  )
  .max(20)
  .refine(
    (invitations) => new Set(invitations.map(({ invitationId }) => invitationId)).size === invitations.length,
    'give every invitation an id of its own',
  )
  .refine(
    (invitations) => invitations.every(({ when }) => Object.keys(when).length > 0),
    'say when each is shown; one that names nothing would be on every page at once',
  )
  .refine(
    (invitations) => invitations.every(({ texts }) => Object.keys(texts).length > 0),
    'write the texts of each in at least one language',
  );
