import type { AnyFrame, Side } from './wire-fixtures.ts';

/** Hears of one side: the first frame that fits, of those it heard or will hear, from a place on. */
export interface Ears {
  readonly heard: readonly AnyFrame[];
  hear(fits: (frame: AnyFrame) => boolean, from?: number): Promise<AnyFrame>;
}

interface Ringing {
  readonly offer?: { readonly offerId: string };
}
interface DeskCallback extends Ringing {
  readonly status: string;
  readonly revision: number;
  readonly attemptId?: string;
}
interface Desk {
  readonly offers: readonly { readonly offerId: string }[];
  readonly callbacks?: readonly DeskCallback[];
  readonly hours?: readonly { readonly today: string }[];
}
interface Offer {
  readonly availability: {
    readonly revision: string;
    readonly slots: readonly { readonly startAt: number }[];
  };
  readonly consents: readonly { readonly consentId: string; readonly textHash: string }[];
}

/**
 * Puts into a recorded frame what only the server of this run can have said: ids of offers, attempts and holds, revisions,
 * free times. Waits until it was said.
 */
export function createBlankFiller(
  ears: Readonly<Record<Side, Ears>>,
): (who: Side, frame: AnyFrame) => Promise<AnyFrame> {
  /** The desk as it is, or as it becomes. */
  const desk = async (fits: (desk: Desk) => boolean): Promise<Desk> => {
    const from = ears.agent.heard.findLastIndex(({ type }) => type === 'desk');
    const frame = await ears.agent.hear(
      (heard) => heard.type === 'desk' && fits(heard['desk'] as Desk),
      Math.max(0, from),
    );
    return frame['desk'] as Desk; // of our own server, as all below
  };
  const callback = async (fits: (callback: DeskCallback) => boolean): Promise<DeskCallback> => {
    const { callbacks = [] } = await desk((shown) => shown.callbacks?.some(fits) ?? false);
    return callbacks.find(fits)!; // it was waited for
  };
  const answer = async <Value>(key: string): Promise<Value> => {
    const frame = await ears.customer.hear(({ type, value }) => type === 'answer' && hasKey(value, key));
    return frame['value'] as Value;
  };

  const fillCommand = async (who: Side, command: AnyFrame): Promise<AnyFrame> => {
    switch (command.type) {
      case 'offer.accept':
      case 'offer.decline':
        return { ...command, offerId: (await desk(({ offers }) => offers.length > 0)).offers[0]!.offerId };
      case 'callback.request': {
        const { availability, consents } = await answer<Offer>('availability');
        const { holdId, startAt } = await answer<{ holdId: string; startAt: number }>('holdId');
        const said = command['consents'] as Offer['consents'];
        return {
          ...command,
          when: { kind: 'scheduled', startAt, holdId },
          availabilityRevision: availability.revision,
          consents: said.map((one) => ({
            ...one,
            textHash: consents.find(({ consentId }) => consentId === one.consentId)?.textHash,
          })),
        };
      }
      case 'callback.reschedule': {
        if (who === 'agent') return command;
        const { availability } = await answer<Offer>('availability');
        const { revision } = await callback(({ status }) => status === 'scheduled');
        return { ...command, availabilityRevision: availability.revision, revision };
      }
      case 'callback.accept':
        return { ...command, offerId: (await callback(({ offer }) => offer !== undefined)).offer?.offerId };
      case 'callback.dial':
        return { ...command, revision: (await callback(({ status }) => status === 'previewing')).revision };
      case 'callback.record':
        return {
          ...command,
          attemptId: (await callback(({ attemptId }) => attemptId !== undefined)).attemptId,
        };
      case 'hours.set': {
        const { hours = [] } = await desk((shown) => shown.hours !== undefined);
        const days = command['days'] as readonly object[];
        return { ...command, days: days.map((day) => ({ ...day, date: hours[0]?.today })) };
      }
      default:
        return command;
    }
  };

  return async (who, frame) => {
    const command = frame['command'] as AnyFrame | undefined;
    if (command) return { ...frame, command: await fillCommand(who, command) };
    if (frame.type === 'callback-hold') {
      const { availability } = await answer<Offer>('availability');
      return { ...frame, startAt: availability.slots[0]?.startAt };
    }
    if (frame.type === 'callback-release')
      return { ...frame, holdId: (await answer<{ holdId: string }>('holdId')).holdId };
    return frame;
  };
}

function hasKey(value: unknown, key: string): boolean {
  return typeof value === 'object' && value !== null && key in value;
}
