import { createHash } from 'node:crypto';

/** What a dialled number can do, with the two digits that choose it and its share in the scenario `storm`. */
export const BEHAVIOURS = {
  answers: { digits: '00', share: 40 },
  busy: { digits: '01', share: 8 },
  no_answer: { digits: '02', share: 8 },
  voicemail: { digits: '03', share: 5 },
  /** Accepted, and then told that the number does not exist. */
  invalid_number: { digits: '04', share: 2 },
  carrier_error: { digits: '05', share: 5 },
  /** Accepts at once and answers the request late. */
  slow: { digits: '06', share: 5 },
  /** Accepts and breaks the connection instead of answering. */
  drops_reply: { digits: '07', share: 9 },
  /** Says no. */
  refuses: { digits: '08', share: 1 },
  /** Answers 503 without accepting, as something in between would. */
  unavailable: { digits: '09', share: 5 },
  /** Answers; every event is delivered twice. */
  twice: { digits: '10', share: 3 },
  /** Answers; events are delivered in the opposite order after the call. */
  scrambled: { digits: '11', share: 3 },
  /** Answers; events are delivered long after they happened. */
  late: { digits: '12', share: 2 },
  /** Accepts, breaks all connections, forgets everything and reads its log again. */
  restarts: { digits: '13', share: 0 },
  /** Accepts and never answers the request. */
  hangs: { digits: '14', share: 2 },
  /** Accepts only after a while, as a request does that was stuck on its way. */
  stuck: { digits: '15', share: 2 },
} as const;

/** One of {@link BEHAVIOURS}. */
export type Behaviour = keyof typeof BEHAVIOURS;

/** `numbers`: the number chooses, others answer. `storm`: numbers that choose nothing get anything, by the seed. */
export type Scenario = 'numbers' | 'storm';

const NAMES = Object.keys(BEHAVIOURS) as Behaviour[]; // the keys of BEHAVIOURS
/** Six zeros and two digits at the end, in any country: `010-0000-0007` drops the reply. */
const CHOOSING = /0{6}(\d\d)$/;

/** What a call does: by its number, else by seed, key and how often the key was tried, so that runs repeat exactly. */
export function chooseBehaviour(
  to: string,
  { scenario, seed, callKey, tries }: { scenario: Scenario; seed: number; callKey: string; tries: number },
): Behaviour {
  const digits = CHOOSING.exec(to)?.[1];
  const chosen = NAMES.find((name) => BEHAVIOURS[name].digits === digits);
  if (chosen !== undefined) return chosen;
  if (scenario === 'numbers') return 'answers';
  const hash = createHash('sha256').update(`${seed}|${callKey}|${tries}`).digest().readUInt32BE();
  const shares = NAMES.reduce((sum, name) => sum + BEHAVIOURS[name].share, 0);
  let rest = (hash / 2 ** 32) * shares;
  for (const name of NAMES) {
    rest -= BEHAVIOURS[name].share;
    if (rest < 0) return name;
  }
  return 'answers';
}
