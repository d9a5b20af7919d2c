/**
 * A help desk of one's own behind Beside, in memory: it answers every customer with what they wrote. Replace the map and
 * the function `answer` by calls to yours. Name it in the configuration: { "sites": [{ …, "backend": "./mine.mjs" }] }.
 *
 * @typedef {import('@beside/protocol').Backend} Backend
 * @typedef {import('@beside/protocol').BackendEvent} BackendEvent
 */

const NONE = { support: 'none' };

/** What this help desk can do. What is `none` here has no method below, and nobody asks for it. */
const CAPABILITIES = {
  // Everything told can be asked for again; a call with the same key is done once.
  delivery: { catchUp: 'cursor', sendKey: 'native' },
  chat: {
    maxTextBytes: 4_096,
    contentKinds: ['text'],
    typingToCentre: NONE,
    typingToCustomer: NONE,
    receipts: NONE,
  },
  context: NONE,
  reports: NONE,
};

/**
 * The server calls this once per site.
 *
 * @param {{ settings: Readonly<Record<string, unknown>> }} options `backendSettings` of the site
 * @returns {Backend & { desk: ReturnType<typeof createDesk> }}
 */
export function createBackend({ settings }) {
  const name = typeof settings.agentName === 'string' ? settings.agentName : 'Echo';
  const desk = createDesk(name, settings.isSilent !== true);
  return {
    name: 'mine',
    contract: '1',
    capabilities: CAPABILITIES,
    desk,
    chat: {
      start: async ({ conversationId }, { key }) => desk.once(key, () => desk.open(conversationId)),
      send: async (conversationId, { content }, { key }) =>
        desk.once(key, () => desk.write(conversationId, content.text)),
      end: async (conversationId, { key }) => desk.once(key, () => desk.close(conversationId)),
    },
    events: (from, signal) => desk.follow(Number(from ?? desk.told.length), signal),
    dispose: async () => desk.stop(),
  };
}

/** The help desk itself: tickets, and a list of everything that happened in them. */
function createDesk(name, isAnswering) {
  const tickets = new Map(); // conversation id → { texts, isOpen, isTaken }
  const effects = new Map(); // key → what the call was answered with
  const told = []; // events; the cursor is the place in this list
  const readers = new Set(); // wake functions of those who wait
  let isStopped = false;

  const wakeReaders = () => {
    for (const wake of readers) wake();
    readers.clear();
  };
  const tell = (conversationId, body) => {
    const place = String(told.length + 1);
    told.push({
      conversationId,
      backendId: `mine-${place}`,
      cursor: place,
      clientKey: null,
      at: Date.now(),
      ...body,
    });
    wakeReaders();
    return { backendId: `mine-${place}` };
  };
  const desk = {
    told,
    texts: (conversationId) => tickets.get(conversationId)?.texts ?? [],

    /** Does something once per key: the server may ask again when it did not hear the answer. */
    once(key, act) {
      const before = effects.get(key);
      if (before) return { ...before, replayed: true };
      const value = act();
      if (value === undefined)
        return { kind: 'failed', failure: { code: 'conversation_closed', retry: 'never' } };
      effects.set(key, { kind: 'done', value, replayed: false });
      return effects.get(key);
    },
    open(conversationId) {
      tickets.set(conversationId, { texts: [], isOpen: true, isTaken: false });
      return tell(conversationId, { type: 'queued' });
    },
    write(conversationId, text) {
      const ticket = tickets.get(conversationId);
      if (!ticket?.isOpen) return undefined;
      ticket.texts.push(text);
      if (isAnswering) desk.answer(conversationId, text);
      return { backendId: `ticket-${conversationId}-${ticket.texts.length}` };
    },
    close(conversationId) {
      const ticket = tickets.get(conversationId);
      if (ticket) ticket.isOpen = false;
      return null; // ending what has ended is no failure
    },

    /** The agents' side. */
    take(conversationId) {
      tickets.get(conversationId).isTaken = true;
      tell(conversationId, { type: 'answered', agentKey: 'desk-1', name });
    },
    say(conversationId, text) {
      const author = { role: 'agent', agentId: 'desk-1', name };
      tell(conversationId, { type: 'message', author, content: { kind: 'text', text } });
    },
    finish(conversationId) {
      desk.close(conversationId);
      tell(conversationId, { type: 'ended', by: 'agent' });
    },
    answer(conversationId, text) {
      if (!tickets.get(conversationId).isTaken) desk.take(conversationId);
      desk.say(conversationId, text);
    },

    /** Everything after a place in the list, then whatever comes, until the signal aborts. */
    async *follow(place, signal) {
      signal.addEventListener('abort', wakeReaders);
      for (let next = place; !signal.aborted && !isStopped;) {
        if (next < told.length) yield told[next++];
        else await new Promise((resolve) => readers.add(resolve));
      }
    },
    stop() {
      isStopped = true;
      wakeReaders();
    },
  };
  return desk;
}
