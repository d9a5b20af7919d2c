import type { Flow } from '@beside/protocol/visual-ivr';

/** A choice of a flow as it can be found. Texts are of one locale. */
export interface FoundableChoice {
  readonly menuId: string;
  readonly choiceId: string;
  /** Where it leads. */
  readonly nodeId: string;
  readonly label: string;
  readonly detail: string;
  readonly keywords: readonly string[];
}

/** A published flow. */
export interface LiveFlow {
  readonly revision: number;
  readonly flow: Flow;
}

/**
 * The choices of all menus. Those that are offered under a condition are among them: whether it holds is known where the
 * flow runs, which leads whoever picks one to where they may go.
 *
 * @param locale what is missing in it stands in the flow's first one
 */
export function listChoices({ nodes, locales }: Flow, locale: string): readonly FoundableChoice[] {
  const find = <Value>(values: Readonly<Record<string, Value>> | undefined): Value | undefined =>
    [locale, locale.split('-')[0] ?? '', locales[0] ?? '']
      .filter((one) => values && Object.hasOwn(values, one))
      .map((one) => values?.[one])[0];
  return Object.entries(nodes).flatMap(([menuId, node]) =>
    node.kind === 'menu'
      ? node.choices.map(({ choiceId, to, label, detail, keywords }) => ({
          ...{ menuId, choiceId, nodeId: to },
          ...{ label: find(label) ?? '', detail: find(detail) ?? '', keywords: find(keywords) ?? [] },
        }))
      : [],
  );
}
