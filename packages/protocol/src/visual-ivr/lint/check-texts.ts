import type { Flow } from '../flow-schema.ts';
import type { Fault } from './describe-finding.ts';
import { listTexts, type PlacedTexts } from './list-texts.ts';

/** Longest label that fits on a button on a telephone. */
const MAX_LABEL = 80;
/** Of templates and markup, which a text is not (F5, F7). */
const TEMPLATE = /\{\{[^{}]{0,60}\}\}|\$\{[^{}]{0,60}\}/;
const MARKUP = /<\/?[a-z][a-z0-9]{0,12}(?:\s[^<>]{0,100})?\/?>/i;

/** Texts that are missing, empty, of other locales, or do not show what was meant. */
export function checkTexts(flow: Flow): Fault[] {
  const { locales } = flow;
  const doubles = locales.flatMap((locale, index): Fault[] =>
    locales.indexOf(locale) === index
      ? []
      : [{ ruleId: 'duplicate-locale', path: ['locales', index], values: { locale } }],
  );
  return [...doubles, ...listTexts(flow).flatMap((placed) => checkOne(placed, locales)), ...sameLabels(flow)];
}

function checkOne({ texts, path, isLabel, isMarkdown }: PlacedTexts, locales: readonly string[]): Fault[] {
  const missing = [...new Set(locales)].filter((locale) => !Object.hasOwn(texts, locale));
  const shown = locales.find((locale) => Object.hasOwn(texts, locale)) ?? Object.keys(texts)[0] ?? '–';
  const faults: Fault[] =
    missing.length > 0
      ? [{ ruleId: 'missing-text', path, values: { locales: missing.join(', '), shown } }]
      : [];
  for (const [locale, text] of Object.entries(texts)) {
    const here = [...path, locale];
    const part = (TEMPLATE.exec(text) ?? (isMarkdown ? null : MARKUP.exec(text)))?.[0];
    if (!locales.includes(locale)) faults.push({ ruleId: 'other-locale', path: here, values: { locale } });
    // Spaces of all kinds, and characters that nobody sees.
    if (/^[\s\p{Cf}\u3164\u2800]*$/u.test(text))
      faults.push({ ruleId: 'empty-text', path: here, values: { locale } });
    if (part !== undefined) faults.push({ ruleId: 'shown-as-written', path: here, values: { part } });
    const length = [...text].length;
    if (isLabel && length > MAX_LABEL)
      faults.push({
        ...{ ruleId: 'long-label', path: here },
        values: { locale, length: String(length), most: String(MAX_LABEL) },
      });
  }
  return faults;
}

function sameLabels({ nodes, locales }: Flow): Fault[] {
  return Object.entries(nodes).flatMap(([nodeId, node]) =>
    node.kind !== 'menu'
      ? []
      : node.choices.flatMap(({ label, detail }, index) =>
          [...new Set(locales)].flatMap((locale): Fault[] => {
            const said = label[locale]?.trim().toLowerCase();
            const isSame = node.choices
              .slice(0, index)
              .some(
                (other) =>
                  other.label[locale]?.trim().toLowerCase() === said &&
                  other.detail?.[locale] === detail?.[locale],
              );
            if (said === undefined || !isSame) return [];
            const path = ['nodes', nodeId, 'choices', index, 'label', locale];
            return [{ ruleId: 'same-label', path, values: { locale, label: said } }];
          }),
        ),
  );
}
