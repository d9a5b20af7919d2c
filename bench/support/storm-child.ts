// A process of clients: does what its parent asks over IPC.
import type { StormAnswer, StormAsk, StormCalls, StormName } from './storm-calls.ts';
import { runChurn } from './storm-churn.ts';
import { openCrowd, type Crowd } from './storm-crowd.ts';
import { openRooms, type Rooms } from './storm-rooms.ts';
import { openTalk, type Talk } from './storm-talk.ts';

let crowd: Crowd | undefined;
let talk: Talk | undefined;
let rooms: Rooms | undefined;

const handlers: {
  readonly [Name in StormName]: (ask: StormCalls[Name]['ask']) => Promise<StormCalls[Name]['answer']>;
} = {
  'crowd.open': async ({ server, count }) => {
    crowd = await openCrowd(server, count);
    return null;
  },
  'crowd.watch': async () => {
    opened(crowd).watch();
    return null;
  },
  'crowd.back': () => opened(crowd).back(),
  'talk.open': async ({ server, pairs }) => {
    talk = await openTalk(server, pairs);
    return null;
  },
  'talk.run': (ask) => opened(talk).run(ask),
  'rooms.open': async ({ server, rooms: count, readers }) => {
    rooms = await openRooms(server, count, readers);
    return null;
  },
  'rooms.write': async ({ perSecond }) => {
    opened(rooms).write(perSecond);
    return null;
  },
  'rooms.stall': async () => {
    opened(rooms).stall();
    return null;
  },
  'rooms.settle': () => opened(rooms).settle(),
  'churn.run': runChurn,
};

process.on('message', (message) => {
  const { id, name, ask } = message as StormAsk; // sent by our own parent
  const handle = handlers[name] as (ask: unknown) => Promise<unknown>; // the parent's types are the same table
  handle(ask).then(
    (value) => answer({ id, value }),
    (error: unknown) =>
      answer({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});

function answer(message: StormAnswer): void {
  process.send?.(message);
}

function opened<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('it was not opened before');
  return value;
}
