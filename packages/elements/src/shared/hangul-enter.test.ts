import { expect } from '@open-wc/testing';

import { startHangulEnter } from './hangul-enter.ts';

/** One recorded event: name, milliseconds since the start of the trace, and what it carries. */
type Step =
  | { readonly on: 'start' | 'update' | 'end'; readonly ms: number; readonly data: string }
  | { readonly on: 'down' | 'up'; readonly ms: number; readonly init: KeyboardEventInit }
  | { readonly on: 'blur'; readonly ms: number };

/** What came of a trace: texts sent, and for each Enter keydown whether the field kept it (a new line). */
interface Outcome {
  readonly sent: readonly string[];
  readonly prevented: readonly boolean[];
}

const composition = {
  start: 'compositionstart',
  update: 'compositionupdate',
  end: 'compositionend',
} as const;
const enter = { key: 'Enter', code: 'Enter', keyCode: 13 };
const busyEnter = { key: 'Enter', code: 'Enter', keyCode: 229, isComposing: true };
/** Windows names every key an input method takes `Process`. */
const windowsEnter = { ...busyEnter, key: 'Process' };

const compose = (ms: number, ...texts: readonly string[]): readonly Step[] => [
  { on: 'start', ms, data: '' },
  ...texts.map((data): Step => ({ on: 'update', ms, data })),
];
const end = (ms: number, data: string): Step => ({ on: 'end', ms, data });
const down = (ms: number, init: KeyboardEventInit): Step => ({ on: 'down', ms, init });
const up = (ms: number, init: KeyboardEventInit = enter): Step => ({ on: 'up', ms, init });

function play(text: string, steps: readonly Step[]): Outcome {
  const field = document.createElement('textarea');
  // What is composed is written by the browser later, what is typed stands there already.
  if (!steps.some(({ on }) => on === 'start')) field.value = text;
  const sent: string[] = [];
  const prevented: boolean[] = [];
  const tasks: (() => void)[] = [];
  const stop = startHangulEnter(field, {
    onSend: (value) => sent.push(value),
    later: (run) => tasks.push(run),
  });
  for (const step of steps) {
    const event = toEvent(step);
    Object.defineProperty(event, 'timeStamp', { value: 10_000 + step.ms });
    field.dispatchEvent(event);
    if (step.on === 'down' && (step.init.code === 'Enter' || step.init.key === 'Enter')) {
      prevented.push(event.defaultPrevented);
    }
    // The browser writes the composed text before the next task runs, not before compositionend.
    field.value = text;
    for (const task of tasks.splice(0)) task();
  }
  stop();
  return { sent, prevented };
}

function toEvent(step: Step): Event {
  switch (step.on) {
    case 'down':
    case 'up':
      return new KeyboardEvent(step.on === 'down' ? 'keydown' : 'keyup', {
        cancelable: true,
        bubbles: true,
        ...step.init,
      });
    case 'blur':
      return new FocusEvent('blur');
    case 'start':
    case 'update':
    case 'end':
      return new CompositionEvent(composition[step.on], { data: step.data, bubbles: true });
    default:
      return step satisfies never;
  }
}

describe('startHangulEnter', () => {
  it('[M2] sends once for one Enter on a composing syllable (Chromium on macOS, which reports the press twice)', () => {
    const outcome = play('안녕', [
      ...compose(0, 'ㄴ', '녀', '녕'),
      down(100, busyEnter),
      end(101, '녕'),
      down(102, enter),
      up(180),
    ]);

    expect(outcome).to.deep.equal({ sent: ['안녕'], prevented: [true, true] });
  });

  it('[M2] sends once for one Enter on a composing syllable (Chromium on Linux)', () => {
    const outcome = play('안녕', [...compose(0, '녕'), down(100, busyEnter), end(103, '녕'), up(170)]);

    expect(outcome).to.deep.equal({ sent: ['안녕'], prevented: [true] });
  });

  it('[M2] sends once for one Enter on a composing syllable (Chromium on Windows)', () => {
    const steps = [...compose(0, '녕'), down(100, windowsEnter), end(101, '녕'), up(190)];
    const again = [...compose(0, '녕'), down(100, windowsEnter), end(101, '녕'), down(104, enter), up(190)];

    expect(play('안녕', steps).sent).to.deep.equal(['안녕']);
    expect(play('안녕', again)).to.deep.equal({ sent: ['안녕'], prevented: [true, true] });
  });

  it('[M2] sends once for one Enter on a composing syllable (Firefox, which updates once more before the end)', () => {
    const outcome = play('안녕', [
      ...compose(0, '녕'),
      down(100, windowsEnter),
      { on: 'update', ms: 100, data: '녕' },
      end(101, '녕'),
      up(160),
    ]);

    expect(outcome).to.deep.equal({ sent: ['안녕'], prevented: [true] });
  });

  it('[M2] sends once for one Enter on a composing syllable (Safari, which ends the composition before the press)', () => {
    const busy = { ...enter, keyCode: 229 };
    const once = [...compose(0, '녕'), end(100, '녕'), down(101, busy), up(170)];
    const twice = [...compose(0, '녕'), end(100, '녕'), down(101, busy), down(103, enter), up(170)];
    const plain = [...compose(0, '녕'), end(100, '녕'), down(101, enter), up(170)];

    expect(play('안녕', once)).to.deep.equal({ sent: ['안녕'], prevented: [true] });
    expect(play('안녕', twice)).to.deep.equal({ sent: ['안녕'], prevented: [true, true] });
    expect(play('안녕', plain)).to.deep.equal({ sent: ['안녕'], prevented: [true] });
  });

  it('[M2] swallows a follow-up that comes after the release', () => {
    const outcome = play('녕', [
      ...compose(0, '녕'),
      down(100, busyEnter),
      up(101, busyEnter),
      end(102, '녕'),
      down(120, enter),
      up(150),
    ]);

    expect(outcome).to.deep.equal({ sent: ['녕'], prevented: [true, true] });
  });

  it('[M2] sends what a person sends with a second press', () => {
    const outcome = play('네', [
      ...compose(0, '네'),
      down(100, busyEnter),
      end(101, '네'),
      down(102, enter),
      up(160),
      ...compose(200, '네'),
      down(300, busyEnter),
      end(301, '네'),
      up(360),
      down(500, enter),
      up(560),
    ]);

    expect(outcome.sent).to.deep.equal(['네', '네', '네']);
  });

  it('[M2] sends a single jamo (ㅋ, ㅇ) like a syllable', () => {
    expect(
      play('ㅋㅋ', [...compose(0, 'ㅋ'), down(50, busyEnter), end(51, 'ㅋ'), up(90)]).sent,
    ).to.deep.equal(['ㅋㅋ']);
  });

  it('[M2] never sends with the Enter that picks a Japanese candidate, wherever the browser reports it', () => {
    const busy = { ...enter, keyCode: 229 };
    const chromium = [...compose(0, 'に', '日本'), down(100, busyEnter), end(101, '日本'), up(160)];
    const withFollowUp = [
      ...compose(0, '日本'),
      down(100, busyEnter),
      end(101, '日本'),
      down(102, enter),
      up(160),
    ];
    const safari = [...compose(0, '日本'), end(100, '日本'), down(101, busy), up(160)];

    expect([chromium, withFollowUp, safari].map((trace) => play('日本', trace).sent)).to.deep.equal([
      [],
      [],
      [],
    ]);
  });

  it('[M2] sends with the next Enter after a candidate was picked', () => {
    const outcome = play('日本', [
      ...compose(0, '日本'),
      down(100, busyEnter),
      end(101, '日本'),
      up(160),
      down(400, enter),
      up(450),
    ]);

    expect(outcome).to.deep.equal({ sent: ['日本'], prevented: [false, true] });
  });

  it('[M2] never sends with the Enter that ends Chinese pinyin as letters or picks a Hanja', () => {
    const pinyin = [...compose(0, "ni'hao"), down(100, busyEnter), end(101, 'nihao'), up(150)];
    const hanja = [...compose(0, '한', '韓'), down(100, busyEnter), end(101, '韓'), up(150)];

    expect([pinyin, hanja].map((trace) => play('x', trace).sent)).to.deep.equal([[], []]);
  });

  it('[M2] leaves Shift+Enter to the field, composing or not', () => {
    const shift = { shiftKey: true };
    const outcome = play('a', [
      down(0, { ...enter, ...shift }),
      up(50),
      ...compose(100, '가'),
      down(150, { ...busyEnter, ...shift }),
      end(151, '가'),
      up(200),
    ]);

    expect(outcome).to.deep.equal({ sent: [], prevented: [false, false] });
  });

  it('[M2] sends plain text once, also while Enter is held down', () => {
    const outcome = play('hello', [
      down(0, enter),
      down(500, { ...enter, repeat: true }),
      down(533, { ...enter, repeat: true }),
      up(560),
    ]);

    expect(outcome).to.deep.equal({ sent: ['hello'], prevented: [true, true, true] });
  });

  it('[M2] sends what stood there when Enter was pressed, not what is typed behind it before the page has time', () => {
    const field = document.createElement('textarea');
    const sent: string[] = [];
    const stop = startHangulEnter(field, { onSend: (text) => sent.push(text), later: () => undefined });
    field.value = 'see you';

    field.dispatchEvent(new KeyboardEvent('keydown', enter));
    field.value += 'bye';
    stop();

    expect(sent).to.deep.equal(['see you']);
  });

  it('[M2] takes two presses with a release between for two, however fast they are', () => {
    const field = document.createElement('textarea');
    const sent: string[] = [];
    const stop = startHangulEnter(field, { onSend: (text) => sent.push(text), later: () => undefined });

    for (const text of ['one', 'two']) {
      field.value = text;
      field.dispatchEvent(new KeyboardEvent('keydown', enter));
      field.dispatchEvent(new KeyboardEvent('keyup', enter));
    }
    stop();

    expect(sent).to.deep.equal(['one', 'two']);
  });

  it('[M2] forgets a waiting send when the composition goes on', () => {
    const outcome = play('가나', [
      ...compose(0, '가'),
      down(100, busyEnter),
      up(150),
      down(300, { key: 'ㄴ', code: 'KeyS', keyCode: 229, isComposing: true }),
      { on: 'update', ms: 301, data: '간' },
      end(400, '간'),
    ]);

    expect(outcome.sent).to.deep.equal([]);
  });

  it('[M2] takes the first Enter after the window came back, although the release was never reported', () => {
    const outcome = play('a', [down(0, enter), { on: 'blur', ms: 100 }, down(600, enter), up(650)]);

    expect(outcome.sent).to.deep.equal(['a', 'a']);
  });

  it('[M2] never writes to the field', () => {
    const field = document.createElement('textarea');
    let writes = 0;
    Object.defineProperty(field, 'value', { get: () => '녕', set: () => (writes += 1) });
    const stop = startHangulEnter(field, { onSend: () => undefined, later: (run) => run() });

    for (const step of [...compose(0, '녕'), down(10, busyEnter), end(11, '녕')])
      field.dispatchEvent(toEvent(step));
    stop();

    expect(writes).to.equal(0);
  });

  it('hears nothing after it was stopped, twice', () => {
    const field = document.createElement('textarea');
    const sent: string[] = [];
    const stop = startHangulEnter(field, { onSend: (text) => sent.push(text), later: (run) => run() });

    stop();
    stop();
    field.dispatchEvent(new KeyboardEvent('keydown', enter));

    expect(sent).to.deep.equal([]);
  });
});
