import type { AgentId, Clock } from '@beside/protocol';
import type { Log } from '../ports/log.ts';
import type { Centre } from '../ports/centre.ts';
import type { Connection } from './connection.ts';

/** Changes within this time after a desk was sent are sent together. */
const GAP_MS = 100;
/** A desk that takes long to make, because there is much on it or much else to do, is made less often: calls come first. */
const GAP_PER_MAKING = 10;
const LONGEST_GAP_MS = 2_000;

interface AgentDesk {
  readonly connections: Set<Connection>;
  siteIds: readonly string[];
  /** On the steady clock. */
  sentAt: number;
  /** Until the next one may be sent. */
  gapMs: number;
  cancelTimer: (() => void) | undefined;
  isBusy: boolean;
  isDirty: boolean;
}

/** Consoles of this node, and the way of their desks to them. */
export class Desks {
  readonly #desks = new Map<AgentId, AgentDesk>();
  readonly #centre: Centre;
  readonly #clock: Clock;
  readonly #log: Log;

  constructor(centre: Centre, clock: Clock, log: Log) {
    this.#centre = centre;
    this.#clock = clock;
    this.#log = log;
  }

  join(connection: Connection, agentId: AgentId, siteIds: readonly string[]): void {
    const desk = this.#desks.get(agentId) ?? {
      connections: new Set(),
      siteIds,
      sentAt: 0,
      gapMs: GAP_MS,
      cancelTimer: undefined,
      isBusy: false,
      isDirty: false,
    };
    desk.siteIds = siteIds;
    desk.connections.add(connection);
    this.#desks.set(agentId, desk);
    // Whatever changed between the welcome and this line.
    this.refresh(agentId);
  }

  leave(connection: Connection, agentId: AgentId): void {
    const desk = this.#desks.get(agentId);
    if (!desk?.connections.delete(connection) || desk.connections.size > 0) return;
    desk.cancelTimer?.();
    this.#desks.delete(agentId);
  }

  /** Something in an agent's desk changed. */
  refresh(agentId: AgentId): void {
    const desk = this.#desks.get(agentId);
    if (!desk) return;
    desk.isDirty = true;
    if (desk.isBusy || desk.cancelTimer) return;
    const waitMs = desk.sentAt + desk.gapMs - this.#clock.steadyNow();
    if (waitMs <= 0) void this.#send(agentId, desk);
    else
      desk.cancelTimer = this.#clock.after(waitMs, () => {
        desk.cancelTimer = undefined;
        void this.#send(agentId, desk);
      });
  }

  /** Queues or presence of a site changed, which all its agents see. */
  refreshSite(siteId: string): void {
    for (const [agentId, desk] of this.#desks) if (desk.siteIds.includes(siteId)) this.refresh(agentId);
  }

  stop(): void {
    for (const desk of this.#desks.values()) desk.cancelTimer?.();
    this.#desks.clear();
  }

  async #send(agentId: AgentId, desk: AgentDesk): Promise<void> {
    desk.isBusy = true;
    desk.isDirty = false;
    const begunAt = this.#clock.steadyNow();
    try {
      const text = JSON.stringify({ type: 'desk', desk: await this.#centre.desk(agentId) });
      for (const connection of desk.connections) connection.sendText(text);
    } catch (error) {
      this.#log.error({ err: error, agentId }, 'desk could not be read');
    }
    desk.isBusy = false;
    desk.sentAt = this.#clock.steadyNow();
    const wantedGapMs = (desk.sentAt - begunAt) * GAP_PER_MAKING;
    desk.gapMs = Math.min(LONGEST_GAP_MS, Math.max(GAP_MS, wantedGapMs));
    if (desk.isDirty && desk.connections.size > 0) this.refresh(agentId);
  }
}
