import type { ConversationId } from '@beside/protocol';

/** What stands in the workspace: at most two conversations, one of them with the agent's attention. */
export interface Panes {
  readonly ids: readonly ConversationId[];
  readonly activeId?: ConversationId;
}

/** An empty workspace. */
export const noPanes: Panes = { ids: [] };

const MAX_PANES = 2;

/**
 * Shows a conversation: where it already stands, else in place of the active one, else (`isBeside`) next to it.
 * Two are the most that can be read; the one without attention makes place.
 */
export function openPane(panes: Panes, id: ConversationId, isBeside = false): Panes {
  if (panes.ids.includes(id)) return { ids: panes.ids, activeId: id };
  const { activeId } = panes;
  if (activeId === undefined) return { ids: [id], activeId: id };
  if (!isBeside) return { ids: panes.ids.map((other) => (other === activeId ? id : other)), activeId: id };
  return { ids: [activeId, id].slice(-MAX_PANES), activeId: id };
}

/** Takes a conversation away; its neighbour gets the attention. */
export function closePane(panes: Panes, id: ConversationId): Panes {
  const ids = panes.ids.filter((other) => other !== id);
  const activeId = panes.activeId === id ? ids.at(-1) : panes.activeId;
  return { ids, ...(activeId === undefined ? {} : { activeId }) };
}

/** The conversation `step` places further in a list, round and round; the first one when none is active. */
export function neighbourOf(
  all: readonly ConversationId[],
  activeId: ConversationId | undefined,
  step: 1 | -1,
): ConversationId | undefined {
  const index = activeId === undefined ? -1 : all.indexOf(activeId);
  if (index === -1) return all[0];
  return all[(index + step + all.length) % all.length];
}
