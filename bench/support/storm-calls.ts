import type { ServerLine } from '../../e2e/support/server-process.ts';
import type { CrowdReturn } from './storm-crowd.ts';
import type { ChurnResult } from './storm-churn.ts';
import type { TalkResult } from './storm-talk.ts';

/** What a process of clients can be asked for: name → question and answer. Everything survives JSON. */
export interface StormCalls {
  /** Opens so many customers, of whom every tenth has a conversation, and resolves when all are greeted. */
  'crowd.open': {
    readonly ask: { readonly server: ServerLine; readonly count: number };
    readonly answer: null;
  };
  /** From now on losses are noted. Call it before the server is killed. */
  'crowd.watch': { readonly ask: null; readonly answer: null };
  /** Resolves when everybody was lost and is back. */
  'crowd.back': { readonly ask: null; readonly answer: CrowdReturn };
  /** Brings so many customers and agents together. */
  'talk.open': {
    readonly ask: { readonly server: ServerLine; readonly pairs: number };
    readonly answer: null;
  };
  /** Sends at a steady rate, whether answers come or not, and waits for the last ones. */
  'talk.run': {
    readonly ask: { readonly perSecond: number; readonly forMs: number };
    readonly answer: TalkResult;
  };
  /** Opens conversations that many sockets read. */
  'rooms.open': {
    readonly ask: { readonly server: ServerLine; readonly rooms: number; readonly readers: number };
    readonly answer: null;
  };
  /** Writes long messages into all of them, this many a second in sum from now on. */
  'rooms.write': { readonly ask: { readonly perSecond: number }; readonly answer: null };
  /** All readers stop taking what they are sent. */
  'rooms.stall': { readonly ask: null; readonly answer: null };
  /** Stops writing, lets the readers read, and resolves when each has read everything. */
  'rooms.settle': {
    readonly ask: null;
    readonly answer: { readonly written: number; readonly cutOff: number };
  };
  /** Customers come, talk with an agent and go. */
  'churn.run': {
    readonly ask: {
      readonly server: ServerLine;
      readonly agents: number;
      readonly perMinute: number;
      readonly forMs: number;
    };
    readonly answer: ChurnResult;
  };
}

/** The name of a call. */
export type StormName = keyof StormCalls;

/** A question on its way. */
export interface StormAsk {
  readonly id: number;
  readonly name: StormName;
  readonly ask: unknown;
}

/** Its answer; `error` when it went wrong. */
export interface StormAnswer {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}
