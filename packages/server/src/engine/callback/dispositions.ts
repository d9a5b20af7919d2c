import type { DeskDispositions, SiteId } from '@beside/protocol';
import type { Site } from '../../ports/site.ts';

/** What agents of these sites may say came of a call, where the sites call back; `undefined`: none does. */
export function listDispositions(
  sites: ReadonlyMap<string, Site>,
  siteIds: readonly string[],
): DeskDispositions[] | undefined {
  const shown = siteIds.flatMap((siteId) => {
    const { callback } = sites.get(siteId) ?? {};
    if (!callback) return [];
    const dispositions = callback.dispositions.map(({ disposition, texts }) => ({
      disposition,
      texts: { ...texts },
    }));
    // The configuration's schema accepted the name.
    return [{ siteId: siteId as SiteId, dispositions }];
  });
  return shown.length === 0 ? undefined : shown;
}
