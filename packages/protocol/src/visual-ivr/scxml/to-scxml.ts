import { LIMITS } from '../../limits.ts';
import type { Flow } from '../flow-schema.ts';
import { SCXML_SCRIPT } from './script.ts';
import { shownOf, stateOf, toStates } from './states.ts';
import { asScript, asText, element } from './xml.ts';

/**
 * A flow as a W3C SCXML document with the ECMAScript data model, so that a voice system runs the same menu (I7).
 *
 * The platform tells the facts by an event `facts` whose data is an object of the names conditions use, and says what the
 * person does by `choose.CHOICE`, `submit` (data: values by variable), `continue`, `solved.yes`, `solved.no`, `back`, `start`,
 * `human` and `hangup`. What is to be said is in `screen`, where one is in `at`, what was filled in in `variables`.
 *
 * @param flow one without errors of the linter: conditions that lead to each other for ever would do so there, too
 * @param locale of the texts
 */
export function toScxml(flow: Flow, locale: string): string {
  const { flowId, start, human, nodes } = flow;
  const data = (id: string, value: unknown): string => element('data', { id, expr: `(${asScript(value)})` });
  const document = element(
    'scxml',
    {
      ...{ xmlns: 'http://www.w3.org/2005/07/scxml', version: '1.0', datamodel: 'ecmascript' },
      ...{ name: flowId, initial: 'flow' },
    },
    [
      element('datamodel', {}, [
        ...[
          data('facts', { locale }),
          data('variables', {}),
          data('trail', []),
          data('maxTrail', LIMITS.maxFlowTrail),
        ],
        ...[
          data('jumped', false),
          data('helped', null),
          data('at', ''),
          data('screen', null),
          data('ledTo', null),
        ],
      ]),
      element('script', {}, [asText(SCXML_SCRIPT.trim())]),
      element('state', { id: 'flow', initial: stateOf(start) }, [
        element('transition', { event: 'facts' }, [
          element('assign', { location: 'facts', expr: '_event.data' }),
        ]),
        element('transition', { event: 'hangup', target: 'done' }),
        element('transition', { event: 'start', target: stateOf(start) }, [
          element('assign', { location: 'trail', expr: '[]' }),
        ]),
        toHuman(human),
        ...toBacks(nodes),
        ...Object.entries(nodes).flatMap(([nodeId, node]) => toStates(flow, nodeId, node, locale)),
      ]),
      element('final', { id: 'done' }),
    ],
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${document}\n`;
}

/** Whoever asks for a person and comes back to the same place did not leave it. */
function toHuman(human: string | undefined): string {
  if (human !== undefined)
    return element('transition', { event: 'human', target: stateOf(human) }, [
      element('script', {}, ['left({ nodeId: at }); jumped = true;']),
    ]);
  const expr = `isDown("chat") ? (fact("channel.callback") === true ? "callback" : null) : "chat"`;
  return element('transition', { event: 'human' }, [element('assign', { location: 'ledTo', expr })]);
}

/** A target cannot be computed in SCXML: there is a transition for each screen one may come back to. */
function toBacks(nodes: Flow['nodes']): string[] {
  return Object.entries(nodes).flatMap(([nodeId, node]) => {
    if (node.kind === 'condition') return [];
    const cond = `trail.length > 0 && trail[trail.length - 1].nodeId === ${asScript(nodeId)}`;
    return [
      element('transition', { event: 'back', cond, target: shownOf(nodeId, node) }, [
        element('script', {}, ['back();']),
      ]),
    ];
  });
}
