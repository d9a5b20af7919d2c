import { eventsOf } from '../history.ts';
import type { Checker } from './checker.ts';

/** The same key with the same body is answered the same, byte for byte, for ever; with another body it is a conflict. */
export const idempotency: Checker = {
  name: 'idempotency',
  find(events) {
    const problems: string[] = [];
    const answers = new Map<string, string>();
    for (const { process, phase, value } of eventsOf(events, 'command')) {
      const { commandId, answer = '', code = '', isOtherBody = false } = value;
      const what = `${process}: ${value.text ?? value.kind} (${commandId})`;
      if (isOtherBody) {
        if (phase === 'ok' || (phase === 'fail' && code !== 'conflict'))
          problems.push(`${what} has another body and was ${phase === 'ok' ? 'done' : code}`);
        continue;
      }
      const known = answers.get(commandId);
      if (phase === 'fail' && known !== undefined)
        problems.push(`${what} was done and later refused: ${code}`);
      if (phase !== 'ok') continue;
      if (known !== undefined && known !== answer)
        problems.push(`${what} was answered ${known} and later ${answer}`);
      answers.set(commandId, answer);
    }
    return problems;
  },
};
