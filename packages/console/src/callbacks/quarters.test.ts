import { expect } from '@open-wc/testing';

import { noon } from '../testing/fake-client.ts';
import { listQuarters } from './quarters.ts';

describe('quarters', () => {
  it('[C3] lie on the grid, begin after now and end after two weeks', () => {
    const minute = 60_000;

    const quarters = listQuarters(noon + minute);

    expect(quarters.slice(0, 2)).to.deep.equal([noon + 15 * minute, noon + 30 * minute]);
    expect(quarters.length).to.equal(14 * 24 * 4);
    expect(listQuarters(noon)[0]).to.equal(noon + 15 * minute);
  });
});
