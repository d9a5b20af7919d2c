import { createRandom, type Random } from './random.ts';

/** What a fault may need that not every machine has. */
export type Capability = 'network-namespace' | 'small-disk' | 'strace' | 'faketime' | 'postgres';

/** A kind of fault as the schedule knows it. */
export interface FaultKind {
  readonly kind: string;
  readonly needs: readonly Capability[];
  /** Decides how it will be done; pure apart from the numbers it draws. */
  draw(random: Random): { readonly forMs: number; readonly parameters: Readonly<Record<string, unknown>> };
}

/** One fault of a run. */
export interface PlannedFault {
  /** After the end of the one before. */
  readonly afterMs: number;
  readonly kind: string;
  readonly forMs: number;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** What a run does, and what it would have done. */
export interface Schedule {
  readonly faults: readonly PlannedFault[];
  /** Kinds that were drawn and cannot be had here. */
  readonly leftOut: readonly { readonly kind: string; readonly missing: readonly Capability[] }[];
}

/** Faults of one run. */
const FAULTS_PER_SEED = 3;

/**
 * What a seed stands for. The kinds are dealt out like cards: neighbouring seeds see all of them before one comes again,
 * so that a few seeds meet every kind. What is missing on this machine changes nothing about the rest.
 */
export function planFaults(
  seed: number,
  kinds: readonly FaultKind[],
  capabilities: ReadonlySet<Capability>,
): Schedule {
  const random = createRandom(seed);
  const drawn = dealtTo(seed, kinds).map((kind) => ({
    kind,
    afterMs: random.between(200, 900),
    ...kind.draw(random),
  }));
  const missing = (kind: FaultKind): Capability[] => kind.needs.filter((need) => !capabilities.has(need));
  return {
    faults: drawn
      .filter(({ kind }) => missing(kind).length === 0)
      .map(({ kind, ...planned }) => ({ ...planned, kind: kind.kind })),
    leftOut: drawn
      .map(({ kind }) => ({ kind: kind.kind, missing: missing(kind) }))
      .filter((left) => left.missing.length > 0),
  };
}

function dealtTo(seed: number, kinds: readonly FaultKind[]): FaultKind[] {
  const hands = Math.ceil(kinds.length / FAULTS_PER_SEED);
  const round = Math.floor(seed / hands);
  const deck = createRandom(round + 0x5eed).shuffle(kinds);
  const first = (seed % hands) * FAULTS_PER_SEED;
  return Array.from(
    { length: Math.min(FAULTS_PER_SEED, kinds.length) },
    (_, index) => deck[(first + index) % deck.length]!,
  );
}
