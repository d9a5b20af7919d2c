import type { Flow } from '../flow-schema.ts';
import { listEntries, listLinks } from '../links.ts';
import type { Fault } from './describe-finding.ts';
import { sayNearest } from './nearest.ts';

/** Names within a flow that lead nowhere, and names that stand for two things; a flow with one cannot be walked. */
export function checkNames(flow: Flow): Fault[] {
  const known = Object.keys(flow.nodes);
  const links = Object.entries(flow.nodes).flatMap(([nodeId, node]) => listLinks(node, nodeId));
  const broken = [...listEntries(flow), ...links]
    .filter(({ to }) => !Object.hasOwn(flow.nodes, to))
    .map(({ to, path }): Fault => ({
      ...{ ruleId: 'broken-link', path, values: { to, ...sayNearest(to, known) } },
    }));
  const doubles = Object.entries(flow.nodes).flatMap(([nodeId, node]) =>
    node.kind === 'menu'
      ? node.choices.flatMap(({ choiceId }, index): Fault[] =>
          node.choices.findIndex((one) => one.choiceId === choiceId) === index
            ? []
            : [
                {
                  ...{ ruleId: 'duplicate-choice', path: ['nodes', nodeId, 'choices', index, 'choiceId'] },
                  values: { choiceId },
                },
              ],
        )
      : [],
  );
  return [...broken, ...doubles];
}
