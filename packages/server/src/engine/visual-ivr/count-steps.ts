import type { Interaction } from '@beside/protocol';
import type { FlowCount, FlowMeasure } from '../../ports/store-flows.ts';
import { wallOf } from '../callback/zones.ts';

/** What must be known of a revision to count at its nodes. */
export interface CountableRevision {
  readonly flowId: string;
  readonly nodeIds: ReadonlySet<string>;
}

/** What is counted where and when. */
export interface CountingFacts {
  readonly siteId: string;
  /** The centre's, whose days are counted by. */
  readonly zone: string;
  readonly now: number;
  /** How far back the page's own clock is believed. */
  readonly maxAgeMs: number;
  /** By revision; those that do not exist are absent. */
  readonly revisions: ReadonlyMap<number, CountableRevision>;
}

/** Somebody said that this node has solved it. */
export interface SolvedStep {
  readonly interactionId: string;
  readonly revision: number;
  readonly nodeId: string;
  readonly day: string;
  readonly at: number;
}

/** What a report comes to. */
export interface CountedSteps {
  /** One per revision, node, day and measure. */
  readonly counts: readonly FlowCount[];
  readonly solved: readonly SolvedStep[];
}

/** Longer at one node is a page that was left open, and would hide what everybody else needed. */
const MAX_STEP_MS = 1_800_000;

const QUARTER_MS = 900_000;

const LED_TO: ReadonlyMap<unknown, FlowMeasure> = new Map([
  ['chat', 'led-to.chat'],
  ['callback', 'led-to.callback'],
  ['page', 'led-to.page'],
  ['phone', 'led-to.phone'],
]);

/** The revisions that a report names; each once. Pure. */
export function namedRevisions(interactions: readonly Interaction[]): readonly number[] {
  const named = interactions
    .filter((interaction) => measureOf(interaction) !== undefined)
    .map(({ properties }) => properties['revision']);
  return [...new Set(named.filter(isRevision))];
}

/**
 * What is added to a flow's numbers for a report (I6). What names a revision or a node that does not exist counts as
 * unknown, once. Moments are the page's own, never in the future and not too far back. Pure.
 */
export function countSteps(interactions: readonly Interaction[], facts: CountingFacts): CountedSteps {
  const { siteId, now, maxAgeMs, zone } = facts;
  const dayOf = createDayOf(zone);
  const counts = new Map<string, FlowCount>();
  const solved: SolvedStep[] = [];
  for (const interaction of interactions) {
    const measure = measureOf(interaction);
    if (!measure) continue;
    const at = Math.min(now, Math.max(interaction.at, now - maxAgeMs));
    const day = dayOf(at);
    const place = placeOf(interaction, facts);
    const isKnown = place.nodeId !== '' && measure !== 'unknown';
    const step = isKnown
      ? { siteId, day, ...place, measure }
      : { siteId, day, revision: place.revision, nodeId: '', measure: 'unknown' as const };
    add(counts, { ...step, count: 1, totalMs: step.measure === 'left' ? durationOf(interaction) : 0 });
    if (step.measure === 'solved') solved.push({ interactionId: interaction.id, day, at, ...place });
  }
  return { counts: [...counts.values()], solved };
}

/** Days of a zone; looked up once per quarter of an hour, because no zone changes its day within one. */
function createDayOf(zone: string): (at: number) => string {
  const known = new Map<number, string>();
  return (at) => {
    const quarter = Math.floor(at / QUARTER_MS);
    const day = known.get(quarter) ?? wallOf(at, zone).time.slice(0, 10);
    known.set(quarter, day);
    return day;
  };
}

function measureOf({ name, properties }: Interaction): FlowMeasure | undefined {
  switch (name) {
    case 'flow.entered':
      return 'entered';
    case 'flow.left':
      return 'left';
    case 'flow.led-to':
      return LED_TO.get(properties['action']) ?? 'unknown';
    case 'flow.solved':
      return properties['helped'] === true ? 'solved' : 'not-solved';
    default:
      return undefined;
  }
}

/** Where it counts; node '' where the revision or the node is none of the site's. */
function placeOf(
  { properties }: Interaction,
  { revisions }: CountingFacts,
): { readonly revision: number; readonly nodeId: string } {
  const { revision, nodeId, flowId } = properties;
  const known = isRevision(revision) ? revisions.get(revision) : undefined;
  if (!known || !isRevision(revision)) return { revision: 0, nodeId: '' };
  const isKnown = typeof nodeId === 'string' && known.flowId === flowId && known.nodeIds.has(nodeId);
  return { revision, nodeId: isKnown ? nodeId : '' };
}

function durationOf({ properties }: Interaction): number {
  const { durationMs } = properties;
  return typeof durationMs === 'number' ? Math.round(Math.min(MAX_STEP_MS, Math.max(0, durationMs))) : 0;
}

function add(counts: Map<string, FlowCount>, one: FlowCount): void {
  const key = `${one.revision} ${one.day} ${one.nodeId} ${one.measure}`;
  const before = counts.get(key);
  counts.set(
    key,
    before ? { ...before, count: before.count + one.count, totalMs: before.totalMs + one.totalMs } : one,
  );
}

const isRevision = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
