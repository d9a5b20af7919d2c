/** A short sound for news. */
export interface Chime {
  /** Plays it; silent where the browser has no audio or the person has not touched the page yet. */
  play(): void;
  /** Gives the audio device back. */
  close(): void;
}

/** Two soft tones, synthesised: nothing is loaded. */
export function createChime(): Chime {
  let context: AudioContext | undefined;
  return {
    play() {
      if (!('AudioContext' in globalThis)) return;
      // Before a touch the browser would only log a warning.
      if (globalThis.navigator.userActivation && !navigator.userActivation.hasBeenActive) return;
      context ??= new AudioContext();
      if (context.state === 'suspended') void context.resume().catch(() => undefined); // then it stays silent
      const start = context.currentTime;
      tone(context, 659, start);
      tone(context, 880, start + 0.11);
    },
    close() {
      void context?.close().catch(() => undefined); // closed already
      context = undefined;
    },
  };
}

function tone(context: AudioContext, hertz: number, at: number): void {
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.frequency.value = hertz;
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(0.08, at + 0.015);
  gain.gain.exponentialRampToValueAtTime(0.0001, at + 0.28);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(at);
  oscillator.stop(at + 0.3);
}
