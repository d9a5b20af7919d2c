import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { BesideError } from '@beside/protocol';
import type { Flow } from '@beside/protocol/visual-ivr';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createLruMap } from '../base/lru-map.ts';
import type { FlowRevisionRecord } from '../ports/store-flows.ts';
import { FLOW_API } from './flow-api.ts';
import { firstLevelOf } from './flow-first.ts';
import type { FlowHandlers, FlowRoutesParts } from './flow-parts.ts';
import { createPageDoor } from './page-request.ts';
import { readPart } from './read-part.ts';
import { sendFile, type StaticFile } from './static-files.ts';

const pack = promisify(brotliCompress);
/** Of the packing: nearly the smallest, without being felt by whoever asks first. */
const QUALITY = 9;
/** Answers that are kept ready, packed and not. */
const MAX_READY = 20;
/** From one network address, which many customers may be behind: at once, and a second. */
const BURST = 200;
const PER_SECOND = 20;
const IMMUTABLE = 'public, max-age=31536000, immutable';
const REVALIDATE = 'no-cache';

/** A flow as it is sent. */
interface Ready {
  readonly plain: Buffer;
  readonly packed: Buffer;
  readonly etag: string;
  readonly flow: Flow;
}

/** What pages of a site load. */
export function createFlowPageHandlers(
  parts: FlowRoutesParts,
): Pick<FlowHandlers, 'flow' | 'flowFirst' | 'facts'> {
  const { flows } = parts.centre;
  const ready = createLruMap<string, Promise<Ready>>(MAX_READY);
  const admit = createPageDoor(parts, { burst: BURST, perSecond: PER_SECOND });

  const prepare = (record: FlowRevisionRecord): Promise<Ready> => {
    const key = `${record.siteId} ${record.revision}`;
    const known = ready.get(key) ?? make(record);
    ready.set(key, known);
    return known;
  };

  return {
    async flow(request, reply) {
      const { siteId } = readPart(FLOW_API.flow.params, request.params);
      admit(request, reply, siteId);
      const { revision } = readPart(FLOW_API.flow.query, request.query);
      const record =
        revision === undefined ? await flows.findLive(siteId) : await flows.getRevision(siteId, revision);
      if (!record) throw new BesideError('not_found');
      // What somebody is inside of never changes; what newcomers get may.
      return sendReady(
        request,
        reply,
        await prepare(record),
        revision === undefined ? REVALIDATE : IMMUTABLE,
      );
    },
    async flowFirst(request, reply) {
      const { siteId } = readPart(FLOW_API.flowFirst.params, request.params);
      admit(request, reply, siteId);
      const { locale } = readPart(FLOW_API.flowFirst.query, request.query);
      void reply.header('cache-control', 'no-store');
      const record = await flows.findLive(siteId);
      if (!record) return {};
      const [{ flow }, live] = await Promise.all([
        prepare(record),
        parts.centre.liveFacts(siteId, undefined),
      ]);
      return firstLevelOf(flow, { revision: record.revision, live, locale });
    },
    async facts(request, reply) {
      const { siteId } = readPart(FLOW_API.facts.params, request.params);
      admit(request, reply, siteId);
      const { queueId } = readPart(FLOW_API.facts.query, request.query);
      void reply.header('cache-control', 'no-store');
      return parts.centre.liveFacts(siteId, queueId);
    },
  };
}

async function make({ revision, body }: FlowRevisionRecord): Promise<Ready> {
  // The flow is JSON already, checked when it was read.
  const plain = Buffer.from(`{"revision":${revision},"flow":${body}}`);
  const packed = await pack(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } });
  const flow = JSON.parse(body) as Flow; // as above
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
  return { plain, packed, etag, flow };
}

function sendReady(
  request: FastifyRequest,
  reply: FastifyReply,
  { plain, packed, etag }: Ready,
  cacheControl: string,
): FastifyReply {
  const accepted = String(request.headers['accept-encoding'] ?? '').split(',');
  const takesPacked = accepted.some((one) => one.split(';', 1)[0]?.trim() === 'br');
  const shared = { contentType: 'application/json; charset=utf-8', etag };
  const file: StaticFile = takesPacked
    ? { ...shared, content: packed, encoding: 'br' }
    : { ...shared, content: plain, encoding: undefined };
  return sendFile(request, reply, file, cacheControl);
}
