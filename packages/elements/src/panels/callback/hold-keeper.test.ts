import { expect } from '@open-wc/testing';
import { BesideError } from '@beside/protocol';

import { createFakeCallback, halfPastTwo, holdId } from '../../client/fake-callback.test-support.ts';
import { createHoldKeeper } from './hold-keeper.ts';

function keep() {
  const channel = createFakeCallback();
  let now = halfPastTwo - 600_000;
  let due: (() => void) | undefined;
  const keeper = createHoldKeeper({
    clock: {
      after(_delayMs, call) {
        due = call;
        return () => (due = undefined);
      },
    },
    serverNow: () => now,
    findChannel: () => ({
      ...channel,
      hold: async (startAt) => ({ ...(await channel.hold(startAt)), expiresAt: halfPastTwo - 300_000 }),
    }),
    onChange: () => undefined,
  });
  const pass = (seconds: number): void => {
    for (let second = 0; second < seconds; second += 1) {
      now += 1_000;
      due?.();
    }
  };
  return { keeper, channel, pass };
}

describe('createHoldKeeper', () => {
  it('[C3] keeps what is picked for five minutes, by the server’s clock, and says when that is over', async () => {
    const { keeper, pass } = keep();

    await keeper.pick(halfPastTwo);
    const first = keeper.state;
    pass(61);
    const later = keeper.state;
    pass(239);

    expect([first?.status, first?.secondsLeft, later?.secondsLeft]).to.deep.equal(['held', 300, 239]);
    expect([keeper.state?.status, keeper.state?.startAt]).to.deep.equal(['over', halfPastTwo]);
  });

  it('[C3] says that somebody else was faster, with the alternatives', async () => {
    const { keeper, channel } = keep();
    const details = { alternative1At: halfPastTwo + 900_000 };
    channel.refuseNext('hold', new BesideError('slot_taken', { details }));

    const refusal = await keeper.pick(halfPastTwo);

    expect([refusal?.code, refusal?.details, keeper.state]).to.deep.equal(['slot_taken', details, undefined]);
  });

  it('lets a slot be chosen that could not be kept, for the request has the last word', async () => {
    const { keeper, channel } = keep();
    channel.refuseNext('hold', new BesideError('disconnected'));

    const refusal = await keeper.pick(halfPastTwo);

    expect([refusal, keeper.state?.status]).to.deep.equal([undefined, 'free']);
  });

  it('lets go of what is not wanted any more, once', async () => {
    const { keeper, channel } = keep();

    await keeper.pick(halfPastTwo);
    keeper.drop();
    keeper.drop();

    expect(channel.calls.filter(([name]) => name === 'release')).to.deep.equal([['release', holdId]]);
  });

  it('of two picks, the later counts', async () => {
    const { keeper } = keep();

    await Promise.all([keeper.pick(halfPastTwo), keeper.pick(halfPastTwo + 900_000)]);

    expect(keeper.state?.startAt).to.equal(halfPastTwo + 900_000);
  });
});
