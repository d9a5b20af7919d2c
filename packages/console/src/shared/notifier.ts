import type { ConsoleTerms } from '../console-terms.ts';

/** Whether the browser may show notifications. */
export type NotificationState = 'unsupported' | 'ask' | 'allowed' | 'blocked';

/** What reaches an agent who looks elsewhere. */
export interface Notifier {
  readonly notifications: NotificationState;
  /** Asks the browser's question; only on a press of the agent. */
  allow(): Promise<NotificationState>;
  /** An offer rings: tones, and a notification where the page is not looked at. */
  ring(options: Alert): void;
  /** A message came: a short tone, and a notification where the page is not looked at. */
  tell(options: Alert): void;
  close(): void;
}

/** One piece of news; its notification carries no text of a customer, because others may see the screen. */
export interface Alert {
  readonly words: ConsoleTerms;
  readonly isMuted: boolean;
  /** Title of the notification, where it is not the usual one. */
  readonly title?: string;
  /** Called when the notification is pressed. */
  readonly onPress: () => void;
}

/** Notes in hertz and when they begin, in seconds. */
const RING: readonly (readonly [hertz: number, startS: number])[] = [
  [784, 0],
  [988, 0.13],
  [1_175, 0.26],
  [784, 0.6],
  [988, 0.73],
  [1_175, 0.86],
];
const TELL: readonly (readonly [hertz: number, startS: number])[] = [
  [659, 0],
  [880, 0.11],
];

/** Notifies through the browser's own means; no file is loaded. */
export function createNotifier(): Notifier {
  let audio: AudioContext | undefined;
  const shown = new Set<Notification>();
  // Asking waits for another process. It can be changed in the browser's settings, from which one comes back by a focus.
  let known: NotificationState | undefined;
  const forget = (): void => void (known = undefined);
  addEventListener('focus', forget);

  const play = (notes: typeof RING): void => {
    if (!('AudioContext' in globalThis)) return;
    audio ??= new AudioContext();
    if (audio.state === 'suspended') void audio.resume().catch(() => undefined); // then it stays silent
    const { currentTime } = audio;
    for (const [hertz, startS] of notes) playNote(audio, hertz, currentTime + startS);
  };
  const show = (title: string, { onPress }: Alert): void => {
    if (stateOf() !== 'allowed' || (document.visibilityState === 'visible' && document.hasFocus())) return;
    const notification = new Notification(title, { tag: 'beside-console' });
    shown.add(notification);
    notification.addEventListener('close', () => shown.delete(notification));
    notification.addEventListener('click', () => {
      globalThis.focus();
      notification.close();
      onPress();
    });
  };
  return {
    get notifications() {
      return (known ??= stateOf());
    },
    async allow() {
      if ('Notification' in globalThis) await Notification.requestPermission();
      return (known = stateOf());
    },
    ring(alert) {
      if (!alert.isMuted) play(RING);
      show(alert.title ?? alert.words.notifyOffer, alert);
    },
    tell(alert) {
      if (!alert.isMuted) play(TELL);
      show(alert.words.notifyMessage, alert);
    },
    close() {
      removeEventListener('focus', forget);
      for (const notification of shown) notification.close();
      void audio?.close().catch(() => undefined); // closed already
      audio = undefined;
    },
  };
}

function stateOf(): NotificationState {
  if (!('Notification' in globalThis)) return 'unsupported';
  const { permission } = Notification;
  return permission === 'granted' ? 'allowed' : permission === 'denied' ? 'blocked' : 'ask';
}

function playNote(audio: AudioContext, hertz: number, at: number): void {
  const oscillator = audio.createOscillator();
  const gain = audio.createGain();
  oscillator.frequency.value = hertz;
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(0.1, at + 0.015);
  gain.gain.exponentialRampToValueAtTime(0.0001, at + 0.26);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(at);
  oscillator.stop(at + 0.28);
}
