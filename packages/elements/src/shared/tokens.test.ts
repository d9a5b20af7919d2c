import { expect, fixture, html } from '@open-wc/testing';
import fc from 'fast-check';

import { controls } from './controls.ts';
import { contrast, findRgb, minTextContrast, toHex, type Rgb } from './contrast.ts';
import { defineElement } from './define-element.ts';
import { hostReset } from './host-reset.ts';
import { BesideElement } from './base-element.ts';
import { tokens } from './tokens.ts';
import { css, html as markup, type TemplateResult } from 'lit';

class Probe extends BesideElement {
  static override styles = [
    tokens,
    controls,
    css`
      .text {
        color: var(--_accent-text);
        background-color: var(--_accent-hover);
      }
    `,
  ];
  override render(): TemplateResult {
    return markup`<button class="button primary">x</button><span class="text">x</span><i class="unseen">x</i>`;
  }
}
defineElement('beside-test-tokens', Probe);

class RootProbe extends BesideElement {
  static override styles = [tokens, hostReset];
  override render(): TemplateResult {
    return markup`<p>x</p>`;
  }
}
defineElement('beside-test-root', RootProbe);

/** A computed colour as sRGB, whatever colour space the browser reports it in. */
function toRgb(computed: string): Rgb {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!canvas) throw new Error('no canvas');
  canvas.fillStyle = computed;
  canvas.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data;
  return { red, green, blue };
}

function colourOf(element: Element, selector: string, property: 'color' | 'backgroundColor'): Rgb {
  const inner = element.shadowRoot?.querySelector(selector);
  if (!inner) throw new Error(selector);
  return toRgb(getComputedStyle(inner)[property]);
}

describe('tokens', () => {
  it('[S2] keep 4.5:1 on and beside any accent, in both schemes, hovered too', async () => {
    const probe = await fixture<Probe>(html`<beside-test-tokens></beside-test-tokens>`);
    const surface = { light: findRgb('#fff'), dark: findRgb('#16181d') } as const;
    const channel = fc.integer({ min: 0, max: 255 });
    const worst = { onAccent: 21, accentText: 21, hovered: 21 };

    fc.assert(
      fc.property(channel, channel, channel, fc.constantFrom('light', 'dark'), (red, green, blue, scheme) => {
        probe.setAttribute('scheme', scheme);
        probe.style.setProperty('--beside-accent', toHex({ red, green, blue }));
        const ground = surface[scheme];
        if (!ground) throw new Error(scheme);
        const onAccent = contrast(colourOf(probe, '.primary', 'color'), { red, green, blue });
        const accentText = contrast(colourOf(probe, '.text', 'color'), ground);
        const hovered = contrast(
          colourOf(probe, '.primary', 'color'),
          colourOf(probe, '.text', 'backgroundColor'),
        );
        worst.hovered = Math.min(worst.hovered, hovered);
        worst.onAccent = Math.min(worst.onAccent, onAccent);
        worst.accentText = Math.min(worst.accentText, accentText);
      }),
      { numRuns: 300 },
    );

    expect(worst.onAccent).to.be.at.least(minTextContrast);
    expect(worst.hovered).to.be.at.least(minTextContrast);
    expect(worst.accentText).to.be.at.least(minTextContrast);
  });

  it('let the site set the text colour on its accent itself', async () => {
    const probe = await fixture<Probe>(html`<beside-test-tokens></beside-test-tokens>`);

    probe.style.setProperty('--beside-on-accent', 'rgb(1, 2, 3)');

    expect(colourOf(probe, '.primary', 'color')).to.deep.equal({ red: 1, green: 2, blue: 3 });
  });

  it('follow the scheme of the page unless told otherwise', async () => {
    const wrapper = await fixture<HTMLElement>(
      html`<div>
        <beside-test-tokens></beside-test-tokens><beside-test-tokens scheme="light"></beside-test-tokens>
      </div>`,
    );
    wrapper.style.colorScheme = 'dark';
    const [following, light] = [...wrapper.children].map((probe) => toRgb(getComputedStyle(probe).color));

    expect(following).to.deep.equal(findRgb('#eceef4'));
    expect(light).to.deep.equal(findRgb('#1b1e27'));
  });
});

describe('hostReset', () => {
  const hostile: readonly (readonly [id: string, rule: string])[] = [
    ['bad_H1', '*{all:unset!important}'],
    ['bad_H2', 'body *{display:none!important}'],
    [
      'bad_H3',
      'body,*{font-size:0!important;letter-spacing:9px!important;text-transform:uppercase!important;direction:rtl!important;line-height:9!important}',
    ],
  ];

  for (const [id, rule] of hostile) {
    // Apart from the direction: in which corner a root stands is the page's choice.
    it(`[${id}] keeps a root element as it is under ${rule.slice(0, 40)}`, async () => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(rule);
      const root = document.createElement('beside-test-root');
      document.body.append(root);
      await (root as RootProbe).updateComplete;
      const seen = (): string[] => {
        const style = getComputedStyle(root);
        const wanted = ['display', 'font-size', 'line-height', 'letter-spacing', 'text-transform', 'color'];
        return wanted.map((name) => style.getPropertyValue(name));
      };
      const before = seen();

      document.adoptedStyleSheets.push(sheet);
      const after = seen();
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
      root.remove();

      expect(after).to.deep.equal(before);
      expect(after[0]).to.equal('block');
    });
  }
});

describe('defineElement', () => {
  it('leaves the first definition in place when the page loads Beside twice', () => {
    defineElement('beside-test-root', class extends BesideElement {});

    expect(customElements.get('beside-test-root')).to.equal(RootProbe);
  });
});
