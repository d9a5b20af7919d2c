import type { FlowTexts } from './node-schema.ts';

/** A text of a flow in the locale that is nearest to the wanted one; the flow's first where there is none (F12). */
export function textIn(texts: FlowTexts, locale: string, locales: readonly string[]): string {
  const language = locale.split('-')[0] ?? '';
  const wanted = [
    locale,
    language,
    ...locales.filter((known) => known.startsWith(`${language}-`)),
    ...locales,
    ...Object.keys(texts),
  ];
  const found = wanted.find((known) => Object.hasOwn(texts, known));
  return (found && texts[found]) ?? '';
}
