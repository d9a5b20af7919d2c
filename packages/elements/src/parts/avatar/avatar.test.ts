import { expect, fixture, html } from '@open-wc/testing';

import './avatar.ts';
import type { BesideAvatar } from './avatar.ts';
import { avatarTones, initialsOf, toneOf } from './initials.ts';

describe('initialsOf', () => {
  it('takes what people call each other by', () => {
    const names = [
      '홍길동',
      '이수',
      '王小明',
      'Anna Maria Schmidt',
      'bob',
      'Zoë',
      '  ',
      '😀',
      'مريم',
      '남궁 민수',
    ];

    expect(names.map(initialsOf)).to.deep.equal([
      '길동',
      '이수',
      '小明',
      'AS',
      'B',
      'Z',
      '',
      '',
      'م',
      '남궁',
    ]);
  });
});

describe('beside-avatar', () => {
  it('shows initials on a colour that stays with the name', async () => {
    const element = await fixture<BesideAvatar>(html`<beside-avatar name="홍길동"></beside-avatar>`);
    const disc = element.shadowRoot?.querySelector('.disc');

    expect(disc?.textContent.trim()).to.equal('길동');
    expect(disc?.getAttribute('data-tone')).to.equal(String(toneOf('홍길동')));
    expect(toneOf('김민지')).to.be.within(0, avatarTones - 1);
    await expect(element).to.be.accessible();
  });

  it('shows a silhouette without a name', async () => {
    const element = await fixture<BesideAvatar>(html`<beside-avatar></beside-avatar>`);

    expect(element.shadowRoot?.querySelector('svg')).to.not.equal(null);
  });
});
