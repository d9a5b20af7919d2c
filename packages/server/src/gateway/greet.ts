import {
  BesideError,
  CLOSE_CODES,
  PROTOCOL_VERSIONS,
  negotiateVersion,
  schemaError,
  type AgentHello,
  type CustomerHello,
  type SiteInfo,
} from '@beside/protocol';
import { agentHelloSchema, customerHelloSchema } from '@beside/protocol/schema';
import type { ConfiguredSite } from '../config/load-config.ts';
import type { Connection } from './connection.ts';
import type { GatewayContext } from './context.ts';
import type { RawFrame } from './parse-frame.ts';
import type { AgentSession, CustomerSession } from './session.ts';

/** A refusal that ends the connection. */
export class GreetingRefused extends Error {
  readonly error: BesideError;
  readonly closeCode: number;

  constructor(error: BesideError, closeCode: number) {
    super(error.message, { cause: error });
    this.error = error;
    this.closeCode = closeCode;
  }
}

/**
 * Answers a hello: who is it, may this page speak for that site, which version. The connection's session is set and the
 * welcome sent afterwards.
 *
 * @throws GreetingRefused
 */
export async function greet(context: GatewayContext, connection: Connection, frame: RawFrame): Promise<void> {
  const versions = frame.value['versions'];
  const offered = Array.isArray(versions) ? versions.filter((version) => typeof version === 'number') : [];
  const version = negotiateVersion(offered);
  // Before the schema: a hello of the future may look different.
  if (offered.length > 0 && version === undefined) {
    throw refuse(
      new BesideError('version_unsupported', { details: { versions: PROTOCOL_VERSIONS.join(',') } }),
      CLOSE_CODES.versionUnsupported,
    );
  }
  const schema = frame.value['role'] === 'agent' ? agentHelloSchema : customerHelloSchema;
  const result = schema.safeParse(frame.value);
  if (!result.success || version === undefined)
    throw refuse(schemaError(result.error?.issues ?? []), CLOSE_CODES.badFrame);
  try {
    if (result.data.role === 'agent') await greetAgent(context, connection, result.data, version);
    else await greetCustomer(context, connection, result.data, version);
  } catch (cause) {
    if (cause instanceof GreetingRefused) throw cause;
    const error = cause instanceof BesideError ? cause : new BesideError('internal', { cause });
    const isUnknown = error.code === 'unauthenticated' || error.code === 'not_found';
    if (error.code === 'internal') context.log.error({ err: cause }, 'greeting failed');
    throw refuse(error, isUnknown ? CLOSE_CODES.unauthenticated : CLOSE_CODES.goingAway);
  }
}

async function greetCustomer(
  context: GatewayContext,
  connection: Connection,
  hello: CustomerHello,
  version: number,
): Promise<void> {
  const site = context.sites.get(hello.siteId);
  // An unknown site and a wrong page answer alike.
  if (!site || !isAllowed(site, connection.origin))
    throw refuse(new BesideError('origin_refused'), CLOSE_CODES.originRefused);
  const known =
    hello.token === undefined
      ? await context.customers.create(site.siteId)
      : await context.customers.authenticate(site.siteId, hello.token);
  const person = await context.identities.personOf(known.record);
  const session: CustomerSession = {
    role: 'customer',
    actor: { role: 'customer', siteId: site.siteId, customerId: person.customerId },
    site,
    tokenOwner: known.record.customerId,
    tokenHash: known.tokenHash,
    tokenIssuedAt: known.record.tokenIssuedAt,
  };
  const [conversation, hasEarlier, availability] = await Promise.all([
    context.centre.findCurrentConversation(session.actor),
    // Who is new has none.
    hello.token === undefined ? false : context.centre.hasEarlier(session.actor),
    context.centre.availability(site.siteId),
  ]);
  if (!connection.isOpen) return;
  connection.session = session;
  if (known.newToken !== undefined) connection.send({ type: 'token', token: known.newToken });
  connection.send({
    type: 'welcome',
    version,
    role: 'customer',
    serverTime: context.clock.now(),
    heartbeatMs: context.limits.heartbeatMs,
    customer: {
      customerId: person.customerId,
      site: siteInfoOf(site),
      availability,
      identified: person.isIdentified,
      hasEarlier,
      conversation: conversation
        ? {
            conversationId: conversation.conversationId,
            epoch: conversation.epoch,
            status: conversation.status,
            lastSeq: conversation.lastSeq,
          }
        : null,
    },
  });
}

async function greetAgent(
  context: GatewayContext,
  connection: Connection,
  hello: AgentHello,
  version: number,
): Promise<void> {
  if (connection.origin !== undefined && connection.origin !== context.mainOrigin()) {
    throw refuse(new BesideError('origin_refused'), CLOSE_CODES.originRefused);
  }
  const { agent, sessionId } = await context.agents.redeemTicket(hello.ticket);
  await context.centre.agentConnected(agent.agentId);
  const session: AgentSession = {
    role: 'agent',
    actor: { role: 'agent', agentId: agent.agentId },
    sessionId,
    siteIds: Object.keys(agent.queues),
  };
  // From here on the socket's end tells the centre; an end before this line is told here.
  if (!connection.isOpen) return context.centre.agentDisconnected(agent.agentId);
  connection.session = session;
  const desk = await context.centre.desk(agent.agentId);
  connection.send({
    type: 'welcome',
    version,
    role: 'agent',
    serverTime: context.clock.now(),
    heartbeatMs: context.limits.heartbeatMs,
    desk,
  });
}

/** A page's exact origin, or none where the site allows clients outside of browsers. `null` is no origin. */
export function isAllowed(site: ConfiguredSite, origin: string | undefined): boolean {
  return origin === undefined ? site.allowNoOrigin : origin !== 'null' && site.origins.includes(origin);
}

function siteInfoOf(site: ConfiguredSite): SiteInfo {
  return {
    // The configuration's schema is the proof of the brand; texts and queries are copied because the port's are read-only.
    siteId: site.siteId as SiteInfo['siteId'],
    name: site.name,
    texts: Object.fromEntries(Object.entries(site.texts).map(([locale, texts]) => [locale, { ...texts }])),
    allowedQueries: [...site.allowedQueries],
    ...(site.callback && site.backend === undefined ? { callsBack: true } : {}),
    ...(site.knowledge ? { hasArticles: true } : {}),
  };
}

function refuse(error: BesideError, closeCode: number): GreetingRefused {
  return new GreetingRefused(error, closeCode);
}
