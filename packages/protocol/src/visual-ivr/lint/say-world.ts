import { valuesOf, type Domains, type FactValue } from './domains.ts';
import type { World } from './explore.ts';

const MAX_FACTS = 4;
const MAX_VALUES = 3;
const WORDS: Readonly<Record<string, readonly [english: string, korean: string]>> = {
  'hours open': ['it is open', '운영 시간'],
  'hours unattended': ['nobody is signed in', '상담사 없음'],
  'hours open unattended': ['it is not closed', '운영 시간 중'],
  'hours closed': ['it is closed', '운영 시간 외'],
  'channel.chat true': ['chat is there', '채팅 가능'],
  'channel.chat false': ['chat is down', '채팅 불가'],
  'channel.callback true': ['callback is there', '콜백 가능'],
  'channel.callback false': ['callback is down', '콜백 불가'],
  'identified true': ['the customer is known', '로그인한 고객'],
  'identified false': ['the customer is not known', '로그인하지 않은 고객'],
};

/** What all of some worlds have in common, in words of both languages: values `world` and `world.ko`. */
export function sayWorlds(worlds: readonly World[], domains: Domains): Record<string, string> {
  const facts = [...new Set(worlds.flatMap((world) => [...world.keys()]))];
  const common = facts.flatMap((fact): (readonly [string, string])[] => {
    const all = valuesOf(domains, fact);
    const possible = new Set(worlds.flatMap((world) => world.get(fact) ?? all));
    const isAny = all.every((value) => value === undefined || possible.has(value));
    return isAny ? [] : [sayFact(fact, [...possible])];
  });
  if (common.length === 0) return { world: 'it is any time', 'world.ko': '모든 경우' };
  const say = (index: 0 | 1, joiner: string): string =>
    common
      .slice(0, MAX_FACTS)
      .map((words) => words[index])
      .join(joiner);
  return { world: say(0, ' and '), 'world.ko': say(1, ', ') };
}

function sayFact(fact: string, values: readonly FactValue[]): readonly [english: string, korean: string] {
  const known = values.filter((value) => value !== undefined);
  const words = WORDS[`${fact} ${known.map(String).join(' ')}`];
  if (words) return words;
  if (known.length === 0) return [`${fact} is not known`, `${fact} 알 수 없음`];
  const list = known.slice(0, MAX_VALUES).map((value) => `“${String(value)}”`);
  return [`${fact} is ${list.join(' or ')}`, `${fact}: ${list.join(', ')}`];
}
