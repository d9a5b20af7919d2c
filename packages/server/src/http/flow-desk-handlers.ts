import { BesideError, type AgentId } from '@beside/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type * as z from 'zod/mini';
import { BucketMap } from '../auth/token-bucket.ts';
import type { FlowAuthor, KeptDraft } from '../ports/flows.ts';
import type { FlowRevisionHead, FlowRevisionRecord } from '../ports/store-flows.ts';
import { signedInFor } from './console-request.ts';
import { FLOW_API } from './flow-api.ts';
import { toNumbers } from './flow-numbers.ts';
import type { FlowHandlers, FlowRoutesParts } from './flow-parts.ts';
import { readPart } from './read-part.ts';

/** Flows that one console has checked at once, and a second: as one types. */
const BURST = 30;
const PER_SECOND = 3;

/** A request of whoever is signed in and may ask this. */
interface Asked<Body> extends FlowAuthor {
  readonly sessionId: string;
  readonly body: Body;
}

type DeskRoute = Exclude<keyof typeof FLOW_API, 'flow' | 'flowFirst' | 'facts'>;

/** What consoles read and change. */
export function createFlowDeskHandlers(parts: FlowRoutesParts): Pick<FlowHandlers, DeskRoute> {
  const { flows } = parts.centre;
  const perSession = new BucketMap(BURST, PER_SECOND);

  /** Whoever may read the site's flow. */
  async function reader(request: FastifyRequest, reply: FastifyReply): Promise<string> {
    void reply.header('cache-control', 'no-store');
    const { siteId } = readPart(FLOW_API.flowDesk.params, request.params);
    await signedInFor(parts, request, { siteId, changes: false });
    return siteId;
  }

  /** A supervisor of the site, and what they ask for. Whoever may not is told before what they sent is looked at. */
  async function author<Body extends z.ZodMiniType>(
    request: FastifyRequest,
    schema: Body,
  ): Promise<Asked<z.output<Body>>> {
    const { siteId } = readPart(FLOW_API.flowDesk.params, request.params);
    const { agent, sessionId } = await signedInFor(parts, request, { siteId, changes: true });
    return { siteId, agentId: agent.agentId, sessionId, body: readPart(schema, request.body) };
  }

  function slowDown(sessionId: string): void {
    const now = parts.clock.steadyNow();
    perSession.prune(now);
    const retryAfterMs = perSession.take(sessionId, now);
    if (retryAfterMs > 0) throw new BesideError('rate_limited', { details: { retryAfterMs } });
  }

  /** Names of agents, as far as they are still there. */
  async function namesOf(
    ids: readonly (AgentId | null)[],
  ): Promise<(agentId: AgentId | null) => { agentId: AgentId; name: string } | null> {
    const known = new Map<AgentId, string>();
    await parts.store.read(async (transaction) => {
      for (const agentId of new Set(ids)) {
        const agent = agentId === null ? undefined : await transaction.findAgent(agentId);
        if (agent) known.set(agent.agentId, agent.name);
      }
    });
    return (agentId) => (agentId === null ? null : { agentId, name: known.get(agentId) ?? '' });
  }

  async function describeHeads(heads: readonly FlowRevisionHead[]): Promise<object[]> {
    const nameOf = await namesOf(heads.map(({ authorId }) => authorId));
    return heads.map(({ revision, authorId, note, restores, createdAt, publishedAt }) => ({
      ...{ revision, author: nameOf(authorId), note, restores, createdAt, publishedAt },
    }));
  }

  async function describeRevision(record: FlowRevisionRecord): Promise<object> {
    const [head] = await describeHeads([record]);
    return { ...head, flow: JSON.parse(record.body) as unknown };
  }

  async function describeDraft({
    version,
    body,
    baseRevision,
    authorId,
    savedAt,
  }: KeptDraft): Promise<object> {
    const nameOf = await namesOf([authorId]);
    return { version, flow: JSON.parse(body) as unknown, baseRevision, author: nameOf(authorId), savedAt };
  }

  return {
    async flowDesk(request, reply) {
      const siteId = await reader(request, reply);
      const [live, { draft, version }] = await Promise.all([flows.findLive(siteId), flows.findDraft(siteId)]);
      return {
        live: live ? await describeRevision(live) : null,
        draft: draft ? await describeDraft(draft) : null,
        draftVersion: version,
      };
    },
    async flowRevisions(request, reply) {
      const siteId = await reader(request, reply);
      const { before } = readPart(FLOW_API.flowRevisions.query, request.query);
      const { revisions, more } = await flows.listRevisions(siteId, before);
      return { revisions: await describeHeads(revisions), more };
    },
    async flowRevision(request, reply) {
      const siteId = await reader(request, reply);
      const { revision } = readPart(FLOW_API.flowRevision.params, request.params);
      return describeRevision(await flows.getRevision(siteId, revision));
    },
    async flowNumbers(request, reply) {
      const siteId = await reader(request, reply);
      const filter = readPart(FLOW_API.flowNumbers.query, request.query);
      return toNumbers(await flows.sumNumbers(siteId, filter), filter.revision);
    },
    async flowCheck(request) {
      const { siteId, sessionId, body } = await author(request, FLOW_API.flowCheck.body);
      slowDown(sessionId);
      return { findings: await flows.check(siteId, body.flow) };
    },
    async flowDraft(request) {
      const { siteId, agentId, sessionId, body } = await author(request, FLOW_API.flowDraft.body);
      slowDown(sessionId);
      const { draft, findings } = await flows.saveDraft({ siteId, agentId }, body);
      return { draft: await describeDraft(draft), findings };
    },
    async flowDiscard(request, reply) {
      const { siteId, agentId, body } = await author(request, FLOW_API.flowDiscard.body);
      await flows.discardDraft({ siteId, agentId }, body.version);
      return reply.code(204).send();
    },
    async flowPublish(request) {
      const { siteId, agentId, body } = await author(request, FLOW_API.flowPublish.body);
      const [head] = await describeHeads([await flows.publish({ siteId, agentId }, body)]);
      return head;
    },
    async flowRollBack(request) {
      const { siteId, agentId, body } = await author(request, FLOW_API.flowRollBack.body);
      const [head] = await describeHeads([await flows.rollBack({ siteId, agentId }, body)]);
      return head;
    },
  };
}
