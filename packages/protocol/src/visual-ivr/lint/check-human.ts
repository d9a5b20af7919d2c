import type { Flow } from '../flow-schema.ts';
import { findNode } from '../hops.ts';
import type { FlowNodeOf } from '../node-schema.ts';
import type { Fault } from './describe-finding.ts';
import type { Domains } from './domains.ts';
import { decide, explore, isDownIn, type World } from './explore.ts';
import { sayWorlds } from './say-world.ts';
import { MOMENTS, closureOf, type Ways } from './ways.ts';

/**
 * The button to a person, which stands on every screen, comes to one (I2): in every moment in which the flow knows a
 * channel that is there, chat outside opening hours aside, it leads to a chat, callback or phone, or to a menu of them. In other moments it only has to
 * end well, as everything has to.
 */
export function checkHuman(flow: Flow, domains: Domains, { steps }: Ways): Fault[] {
  const { human } = flow;
  if (human === undefined) return [{ ruleId: 'human-unnamed', path: [] }];
  const channels = usedChannels(flow);
  if (channels.length === 0 && !hasPhone(flow))
    return [{ ruleId: 'no-human', path: ['human'], nodeId: human, values: sayWorlds([], domains) }];
  const wrong = new Map<string, { ruleId: Fault['ruleId']; nodeId: string; worlds: World[] }>();
  MOMENTS.forEach((moment, index) => {
    // Outside opening hours nobody has to be there to chat.
    const isClosed = moment.get('hours')?.[0] === 'closed';
    const there = channels.filter(
      (channel) => !isDownIn(moment, channel) && !(isClosed && channel === 'chat'),
    );
    if (there.length === 0 && channels.length > 0) return;
    for (const { at, isDown, world } of explore(flow, human, domains, [moment]) ?? []) {
      if (at === undefined || isDown || isNear(flow, at, domains, world)) continue;
      const later = closureOf(at, steps[index] ?? new Map<string, never>());
      const ruleId = [...later].some((nodeId) => isContact(flow, nodeId, moment)) ? 'human-far' : 'no-human';
      const known = wrong.get(`${ruleId} ${at}`) ?? { ruleId, nodeId: at, worlds: [] };
      wrong.set(`${ruleId} ${at}`, { ...known, worlds: [...known.worlds, world] });
    }
  });
  return [...wrong.values()].map(({ ruleId, nodeId, worlds }): Fault => ({
    ruleId,
    nodeId,
    path: ['human'],
    values: sayWorlds(worlds, domains),
  }));
}

function usedChannels({ nodes }: Flow): ('chat' | 'callback')[] {
  const used = Object.values(nodes).flatMap((node) =>
    node.kind === 'action' && (node.action.do === 'chat' || node.action.do === 'callback')
      ? [node.action.do]
      : [],
  );
  return [...new Set(used)];
}

function hasPhone({ nodes }: Flow): boolean {
  return Object.values(nodes).some((node) => node.kind === 'action' && node.action.do === 'phone');
}

function isContact(flow: Flow, nodeId: string, world: World): boolean {
  const node = findNode(flow, nodeId);
  if (node?.kind !== 'action' || node.action.do === 'page') return false;
  return node.action.do === 'phone' || !isDownIn(world, node.action.do);
}

/** A contact, or a menu that always offers one. */
function isNear(flow: Flow, nodeId: string, domains: Domains, world: World): boolean {
  if (isContact(flow, nodeId, world)) return true;
  const node = findNode(flow, nodeId);
  return node?.kind === 'menu' && alwaysOffers(flow, node, domains, world);
}

function alwaysOffers(flow: Flow, { choices }: FlowNodeOf<'menu'>, domains: Domains, world: World): boolean {
  return choices.some(({ to, when }) => {
    if (when && decide(when, domains, world).no.length > 0) return false;
    const endings = explore(flow, to, domains, [world]) ?? [];
    return endings.every(
      ({ at, isDown, world: there }) => at !== undefined && !isDown && isContact(flow, at, there),
    );
  });
}
