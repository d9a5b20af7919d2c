import { BesideError, LIMITS, whyDiscontinuous, type ConversationId, type Epoch } from '@beside/protocol';
import type { BusMessage } from '../ports/bus.ts';
import type { Actor, Centre, EntryRange } from '../ports/centre.ts';
import type { Log } from '../ports/log.ts';
import type { Connection } from './connection.ts';
import { actorKey } from './session.ts';
import { WrittenBook, WrittenRanges, type WrittenRange } from './written-ranges.ts';

interface Follower {
  readonly connection: Connection;
  readonly actor: Actor;
  readonly epoch: Epoch;
  sentSeq: number;
  /** Waits until the reader has taken what was sent. */
  isPaused: boolean;
}

interface Feed {
  readonly conversationId: ConversationId;
  readonly siteId: string;
  readonly followers: Map<Connection, Follower>;
  isDirty: boolean;
  isPumping: boolean;
}

/** Which conversations this node's sockets follow, and the way of new entries to them. */
export class Feeds {
  readonly #feeds = new Map<string, Feed>();
  readonly #centre: Centre;
  readonly #log: Log;
  readonly #maxRangeBytes: number;
  readonly #written = new WrittenBook();
  #sweepOrder: Feed[] = [];

  /** @param maxRangeBytes of one frame of entries, so that other frames have room beside it in a socket's queue */
  constructor(centre: Centre, log: Log, maxRangeBytes: number) {
    this.#centre = centre;
    this.#log = log;
    this.#maxRangeBytes = maxRangeBytes;
  }

  /** Sends everything after the cursor, then everything new, until `leave`. Rejects like `getConversation`. */
  async follow(
    connection: Connection,
    actor: Actor,
    conversationId: ConversationId,
    cursor: { epoch: Epoch; seq: number } | undefined,
  ): Promise<void> {
    const { epoch, lastSeq, siteId, customer, agent } = await this.#centre.getConversation(
      actor,
      conversationId,
    );
    if (!connection.isOpen) return;
    const newestPageAfter = Math.max(0, lastSeq - LIMITS.maxEntriesPerFrame);
    const reason = cursor && whyDiscontinuous(cursor, epoch, lastSeq);
    if (reason)
      connection.send({ type: 'discontinuity', conversationId, epoch, reason, afterSeq: newestPageAfter });
    const sentSeq = cursor && !reason ? cursor.seq : newestPageAfter;
    const feed = this.#feeds.get(conversationId) ?? {
      conversationId,
      siteId,
      followers: new Map<Connection, Follower>(),
      isDirty: false,
      isPumping: false,
    };
    this.#feeds.set(conversationId, feed);
    connection.followed.add(conversationId);
    feed.followers.set(connection, { connection, actor, epoch, sentSeq, isPaused: false });
    connection.send({ type: 'receipts', conversationId, customer, agent });
    // An empty range tells the reader that it is up to date.
    if (sentSeq === lastSeq)
      connection.send({
        type: 'entries',
        conversationId,
        epoch,
        afterSeq: sentSeq,
        uptoSeq: sentSeq,
        entries: [],
      });
    await this.#pump(feed);
  }

  /** What a conversation held was replaced: whoever follows it begins anew, unless it is no longer theirs to see. */
  restart(conversationId: ConversationId): void {
    this.#written.forget(conversationId);
    const elsewhere = { epoch: '' as Epoch, seq: 0 }; // no epoch is empty: everything there is follows
    for (const { connection, actor } of this.#feeds.get(conversationId)?.followers.values() ?? [])
      this.follow(connection, actor, conversationId, elsewhere).catch((error: unknown) => {
        this.leave(connection, conversationId);
        if (!(error instanceof BesideError))
          this.#log.error({ err: error, conversationId }, 'restart failed');
      });
  }

  leave(connection: Connection, conversationId: string): void {
    connection.followed.delete(conversationId);
    const feed = this.#feeds.get(conversationId);
    if (!feed?.followers.delete(connection) || feed.followers.size > 0) return;
    this.#feeds.delete(conversationId);
  }

  leaveAll(connection: Connection): void {
    for (const conversationId of connection.followed) this.leave(connection, conversationId);
  }

  /** A hint of the bus about one conversation. */
  hear(message: Extract<BusMessage, { kind: 'entries' | 'signal' | 'receipts' }>): void {
    const feed = this.#feeds.get(message.conversationId);
    if (!feed) return;
    switch (message.kind) {
      case 'entries':
        if (hasLagging(feed, message.lastSeq)) void this.#pump(feed);
        return;
      case 'receipts':
        return send(
          feed,
          JSON.stringify({
            type: 'receipts',
            conversationId: message.conversationId,
            customer: message.customer,
            agent: message.agent,
          }),
        );
      case 'signal': {
        // One's own side does not hear itself; places in the queue are the customer's.
        const hears = {
          customer: ['agent'],
          agent: ['customer'],
          server: ['customer'],
          bot: ['customer', 'agent'],
        }[message.from];
        const text = JSON.stringify({
          type: 'signal',
          conversationId: message.conversationId,
          from: message.from,
          signal: message.signal,
        });
        return send(feed, text, (follower) => hears.includes(follower.actor.role));
      }
      default:
        return message satisfies never;
    }
  }

  /** Conversations of a site that customers' pages follow now. */
  listFollowedByCustomers(siteId: string): ConversationId[] {
    const feeds = [...this.#feeds.values()].filter((feed) => feed.siteId === siteId);
    return feeds
      .filter((feed) => [...feed.followers.values()].some(({ actor }) => actor.role === 'customer'))
      .map((feed) => feed.conversationId);
  }

  /** Looks at a few conversations for entries whose hint was lost; called every second. */
  sweep(count: number): void {
    this.#written.sweep();
    if (this.#sweepOrder.length === 0) this.#sweepOrder = [...this.#feeds.values()];
    for (const feed of this.#sweepOrder.splice(-count)) if (feed.followers.size > 0) void this.#pump(feed);
  }

  /** Never two at once for one conversation: a hint during the work makes it look once more. */
  async #pump(feed: Feed): Promise<void> {
    feed.isDirty = true;
    if (feed.isPumping) return;
    feed.isPumping = true;
    try {
      while (feed.isDirty) {
        feed.isDirty = false;
        await Promise.all(groupByActor(feed).map((group) => this.#feedGroup(feed, group)));
      }
    } catch (error) {
      this.#log.error({ err: error }, 'entries could not be read; the sweep tries again');
    } finally {
      feed.isPumping = false;
    }
  }

  /** All sockets of one person read the same, so it is read and written out once. */
  async #feedGroup(feed: Feed, group: readonly Follower[]): Promise<void> {
    const first = group[0];
    if (!first) return;
    const written = this.#writtenFor(feed, first, group.length);
    // What is written may have been read long ago: only reading says that there is no more.
    for (let isMore = true; isMore;) {
      const ready = group.filter((follower) => this.#isReady(feed, follower));
      const last = ready.reduce<Follower | undefined>(
        (least, follower) => (least && least.sentSeq <= follower.sentSeq ? least : follower),
        undefined,
      );
      if (!last) return;
      const { epoch, sentSeq } = last;
      let part = written.find(epoch, sentSeq);
      if (!part) {
        const range = await this.#read(feed, first.actor, sentSeq);
        if (!range) return ready.forEach((follower) => this.leave(follower.connection, feed.conversationId));
        written.add(range);
        part = written.find(range.epoch, sentSeq);
        isMore = range.more || (part !== undefined && part.uptoSeq < range.uptoSeq);
      }
      if (part) this.#deliver(feed, ready, part, (afterSeq) => written.find(epoch, afterSeq));
    }
  }

  /** One socket alone has nobody to share with: what is written for it goes with the frame. */
  #writtenFor(feed: Feed, { actor }: Follower, readers: number): WrittenRanges {
    const { conversationId } = feed;
    const create = (): WrittenRanges => new WrittenRanges(conversationId, this.#maxRangeBytes);
    return readers === 1 ? create() : this.#written.get(conversationId, actorKey(actor), create);
  }

  /** A reader with much to take gets no more entries until it has taken it. */
  #isReady(feed: Feed, follower: Follower): boolean {
    const { connection } = follower;
    // A socket that was cut off stays a follower until it has closed, which takes its time; nothing is read for it.
    if (!connection.isOpen || follower.isPaused || feed.followers.get(connection) !== follower) return false;
    if (!connection.isFilling) return true;
    follower.isPaused = true;
    connection.whenRoom(() => {
      follower.isPaused = false;
      if (feed.followers.get(connection) === follower) void this.#pump(feed);
    });
    return false;
  }

  /** `undefined`: this reader may not see it any more. */
  async #read(feed: Feed, actor: Actor, afterSeq: number): Promise<EntryRange | undefined> {
    try {
      return await this.#centre.readAfter(actor, feed.conversationId, afterSeq, LIMITS.maxEntriesPerFrame);
    } catch (error) {
      if (error instanceof BesideError && (error.code === 'not_found' || error.code === 'forbidden'))
        return undefined;
      throw error;
    }
  }

  #deliver(
    feed: Feed,
    followers: readonly Follower[],
    part: WrittenRange,
    find: (afterSeq: number) => WrittenRange | undefined,
  ): void {
    for (const follower of followers) {
      const { sentSeq } = follower;
      if (sentSeq < part.afterSeq || sentSeq >= part.uptoSeq) continue;
      // While the range was read another conversation may have filled the queue.
      if (!this.#isReady(feed, follower)) continue;
      const own = sentSeq === part.afterSeq ? part : find(sentSeq);
      if (!own) continue;
      follower.sentSeq = own.uptoSeq;
      follower.connection.sendText(own.frame);
    }
  }
}

function groupByActor(feed: Feed): Follower[][] {
  const groups = new Map<string, Follower[]>();
  for (const follower of feed.followers.values()) {
    const key = actorKey(follower.actor);
    const group = groups.get(key);
    if (group) group.push(follower);
    else groups.set(key, [follower]);
  }
  return [...groups.values()];
}

function hasLagging(feed: Feed, lastSeq: number): boolean {
  for (const follower of feed.followers.values()) if (follower.sentSeq < lastSeq) return true;
  return false;
}

function send(feed: Feed, text: string, isFor: (follower: Follower) => boolean = () => true): void {
  for (const follower of feed.followers.values()) if (isFor(follower)) follower.connection.sendText(text);
}
