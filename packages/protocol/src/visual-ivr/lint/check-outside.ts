import type { Flow } from '../flow-schema.ts';
import type { FlowNode } from '../node-schema.ts';
import type { Fault } from './describe-finding.ts';
import { sayNearest } from './nearest.ts';
import type { Path } from './pointer.ts';

/** What a site has that a flow may name; what is absent is not checked. */
export interface LintSite {
  /** Names of its queues. */
  readonly queues?: readonly string[] | undefined;
  /** Its articles: id → locales they are written in. */
  readonly articles?: Readonly<Record<string, readonly string[]>> | undefined;
}

/** Hosts that only the machine or network of whoever opens the page knows (F8). */
const PRIVATE_HOST =
  /^(?:localhost|.*\.(?:localhost|local|internal|test|invalid|home\.arpa)|0\.|10\.|127\.|169\.254\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|\[.*\]|[^.]+$)/;

/** Names of queues and articles, addresses and prices. */
export function checkOutside({ nodes, locales }: Flow, site: LintSite): Fault[] {
  return Object.entries(nodes).flatMap(([nodeId, node]) => {
    const path: Path = ['nodes', nodeId];
    if (node.kind === 'article') return checkArticle(node, path, locales, site);
    return node.kind === 'action' ? checkAction(node.action, [...path, 'action'], site) : [];
  });
}

function checkArticle(
  { articleId }: Extract<FlowNode, { kind: 'article' }>,
  path: Path,
  locales: readonly string[],
  { articles }: LintSite,
): Fault[] {
  if (articleId === undefined || !articles) return [];
  const here = [...path, 'articleId'];
  const written = Object.hasOwn(articles, articleId) ? articles[articleId] : undefined;
  if (!written)
    return [
      {
        ...{ ruleId: 'unknown-article', path: here },
        values: { articleId, ...sayNearest(articleId, Object.keys(articles)) },
      },
    ];
  const missing = locales.filter((locale) => !written.includes(locale));
  if (missing.length === 0) return [];
  return [{ ruleId: 'article-locale', path: here, values: { articleId, locales: missing.join(', ') } }];
}

function checkAction(
  action: Extract<FlowNode, { kind: 'action' }>['action'],
  path: Path,
  { queues }: LintSite,
): Fault[] {
  switch (action.do) {
    case 'chat':
    case 'callback': {
      const { queueId } = action;
      if (queueId === undefined || !queues || queues.includes(queueId)) return [];
      const known = queues.join(', ');
      return [{ ruleId: 'unknown-queue', path: [...path, 'queueId'], values: { queueId, known } }];
    }
    case 'page': {
      const { address } = action;
      return address.startsWith('/') || isPublic(address)
        ? []
        : [{ ruleId: 'address', path: [...path, 'address'], values: { address: address.slice(0, 100) } }];
    }
    case 'phone':
      return action.price ? [] : [{ ruleId: 'price-missing', path, values: { number: action.number } }];
  }
}

/** The host as a browser reads it: `0x7f000001` is 127.0.0.1. */
function isPublic(address: string): boolean {
  if (!URL.canParse(address)) return false;
  return !PRIVATE_HOST.test(new URL(address).hostname.replace(/\.$/, ''));
}
