import { expect } from '@open-wc/testing';

import { idOf } from '../testing/fake-client.ts';
import { closePane, neighbourOf, noPanes, openPane } from './panes.ts';

const [one, two, three] = [idOf(1), idOf(2), idOf(3)] as const;

describe('panes', () => {
  it('show a conversation in place of the one with attention, or beside it', () => {
    const first = openPane(noPanes, one);
    const both = openPane(first, two, true);

    expect(openPane(first, two)).to.deep.equal({ ids: [two], activeId: two });
    expect(both).to.deep.equal({ ids: [one, two], activeId: two });
    expect(openPane(both, three)).to.deep.equal({ ids: [one, three], activeId: three });
    expect(openPane(both, three, true)).to.deep.equal({ ids: [two, three], activeId: three });
  });

  it('give attention to one that is on the screen already without moving it', () => {
    expect(openPane({ ids: [one, two], activeId: two }, one)).to.deep.equal({
      ids: [one, two],
      activeId: one,
    });
  });

  it('pass the attention on when the active one is closed', () => {
    expect(closePane({ ids: [one, two], activeId: two }, two)).to.deep.equal({ ids: [one], activeId: one });
    expect(closePane({ ids: [one], activeId: one }, one)).to.deep.equal({ ids: [] });
  });

  it('go round and round to the next and the previous one', () => {
    const all = [one, two, three];

    expect(neighbourOf(all, three, 1)).to.equal(one);
    expect(neighbourOf(all, one, -1)).to.equal(three);
    expect(neighbourOf(all, undefined, 1)).to.equal(one);
    expect(neighbourOf([], one, 1)).to.equal(undefined);
  });
});
