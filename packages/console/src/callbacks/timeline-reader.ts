import type { Desk } from '@beside/protocol';

import { dispositionText, listDispositions } from './dispositions.ts';
import type { TimelineReader } from './timeline-text.ts';

/** What an agent's desk knows that the words of a timeline need. What it does not know stands there as it was kept. */
export function readerOf(
  desk: Desk | undefined,
  locale: string,
  siteId?: string,
): Omit<TimelineReader, 'times'> {
  return {
    agentId: desk?.agent.agentId ?? '',
    queueName: (id) => desk?.queues.find(({ queueId }) => queueId === id)?.name ?? id,
    disposition(id) {
      // A line among messages does not say of which site it is; words of one name seldom differ between sites.
      const sites = desk?.dispositions?.map((site) => site.siteId) ?? [];
      const known = (siteId === undefined ? sites : [siteId]).flatMap((site) =>
        desk ? listDispositions(desk, site) : [],
      );
      const found = known.find(({ disposition }) => disposition === id);
      return found ? dispositionText(found, locale) : id;
    },
  };
}
