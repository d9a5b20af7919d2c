import { BesideError, type Clock } from '@beside/protocol';
import type { FlowFinding, FlowNumbers, FlowRevision, FlowRevisionHead } from '@beside/protocol/flow-desk';
import type { Flow } from '@beside/protocol/visual-ivr';
import type { FlowDeskClient } from '@beside/sdk/agent';

import { readFlow } from './read-flow.ts';
import { change, redo, startHistory, undo, type History } from './history.ts';

/** Typing pauses this long before the draft is saved and the linter asked. */
const SAVE_AFTER_MS = 800;

/** Where the draft stands. */
export type SaveState = 'saved' | 'changed' | 'saving' | 'offline' | 'stale' | 'refused';

/** Everything the designer is drawn from; a new object after every change. */
export interface FlowWorkState {
  readonly phase: 'loading' | 'failed' | 'empty' | 'ready';
  readonly flow: Flow | undefined;
  readonly live: FlowRevision | undefined;
  /** Something differs from what is published. */
  readonly hasDraft: boolean;
  readonly save: SaveState;
  /** Absent until the linter said something, and for whoever changes nothing. */
  readonly findings: readonly FlowFinding[] | undefined;
  readonly numbers: FlowNumbers | undefined;
  readonly revisions: readonly FlowRevisionHead[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** What is there is about to be replaced by what the server has; nothing can be changed meanwhile. */
  readonly isBusy: boolean;
  /** Why the last wish was not fulfilled. */
  readonly error: BesideError | undefined;
}

const EMPTY: FlowWorkState = {
  phase: 'loading',
  flow: undefined,
  live: undefined,
  hasDraft: false,
  save: 'saved',
  findings: undefined,
  numbers: undefined,
  revisions: [],
  canUndo: false,
  canRedo: false,
  isBusy: false,
  error: undefined,
};

/** The work on one site's flow: opens it, keeps every change as the draft, and says what the linter says. Ends with `stop`. */
export class FlowWork {
  readonly #desk: FlowDeskClient;
  readonly #clock: Clock;
  readonly #isReadOnly: boolean;
  readonly #onChange: () => void;
  #state = EMPTY;
  #history: History<Flow> | undefined;
  #version = 0;
  #baseRevision = 0;
  #cancelSave: (() => void) | undefined;
  /** One saving after another: each names the version that the one before made. */
  #saving: Promise<void> = Promise.resolve();
  #isStopped = false;

  /** @param isReadOnly of whoever may only look: the linter is not asked */
  constructor(desk: FlowDeskClient, clock: Clock, isReadOnly: boolean, onChange: () => void) {
    this.#desk = desk;
    this.#isReadOnly = isReadOnly;
    this.#clock = clock;
    this.#onChange = onChange;
  }

  get state(): FlowWorkState {
    return this.#state;
  }

  /**
   * Loads what is published and worked on; again after it failed, or when somebody else was faster. What is on the screen
   * stays there until then. @returns whether it is loaded
   */
  async open(): Promise<boolean> {
    this.#cancelSave?.();
    this.#cancelSave = undefined;
    this.#set(this.#state.flow ? { isBusy: true } : EMPTY);
    try {
      const { live, draft, draftVersion } = await this.#desk.open();
      this.#version = draftVersion;
      this.#baseRevision = draft?.baseRevision ?? live?.revision ?? 0;
      const flow = readFlow(draft?.flow ?? live?.flow);
      this.#history = flow && startHistory(flow);
      this.#set({
        ...{ phase: flow ? 'ready' : 'empty', flow, live: live ?? undefined, hasDraft: draft !== null },
        ...{ save: 'saved', findings: undefined, error: undefined, isBusy: false },
      });
    } catch (cause) {
      this.#set({
        phase: this.#state.flow ? 'ready' : 'failed',
        error: toError(cause),
        isBusy: false,
      });
      return false;
    }
    void this.#check();
    void this.#loadBeside();
    return true;
  }

  /** Changes the flow; `what` names a field that is typed into, so that it is taken back as a whole. */
  edit(flow: Flow, what?: string): void {
    if (!this.#history || this.#state.isBusy) return;
    this.#history = change(this.#history, flow, what);
    this.#handleHistory();
  }

  /** Starts with a flow where there is none yet. */
  begin(flow: Flow): void {
    if (this.#history) return;
    this.#history = startHistory(flow);
    this.#set({ phase: 'ready' });
    this.#handleHistory();
  }

  undo(): void {
    this.#turn(undo);
  }

  redo(): void {
    this.#turn(redo);
  }

  #turn(by: (history: History<Flow>) => History<Flow>): void {
    if (!this.#history || this.#state.isBusy) return;
    this.#history = by(this.#history);
    this.#handleHistory();
  }

  /** Saves at once what is not saved yet, as before leaving. */
  async flush(): Promise<void> {
    if (this.#cancelSave) {
      this.#cancelSave();
      this.#cancelSave = undefined;
      this.#saving = this.#saving.then(() => this.#save());
    }
    await this.#saving;
  }

  /** Publishes the draft. @returns whether it is published */
  publish(note: string): Promise<boolean> {
    return this.#reopenAfter(async () => {
      await this.flush();
      if (this.#state.save !== 'saved') throw this.#state.error ?? new BesideError('disconnected');
      await this.#desk.publish({ version: this.#version, note });
    });
  }

  /** Publishes an older revision again. @returns whether it is published */
  rollBack(revision: number, note: string): Promise<boolean> {
    const latest = this.#state.live?.revision ?? 0;
    return this.#reopenAfter(() => this.#desk.rollBack({ revision, latest, note }));
  }

  /** Goes back to what is published. @returns whether that was done */
  discard(): Promise<boolean> {
    return this.#reopenAfter(async () => {
      await this.flush();
      await this.#desk.discardDraft(this.#version);
    });
  }

  /** Ends timers; safe twice. Resolves once what was typed last is saved. */
  stop(): Promise<void> {
    const saved = this.flush();
    this.#isStopped = true;
    return saved;
  }

  #handleHistory(): void {
    const history = this.#history;
    if (!history || history.present === this.#state.flow) return;
    // Where somebody else was faster, nothing is saved until that is decided.
    const isStale = this.#state.save === 'stale';
    this.#set({
      flow: history.present,
      ...(isStale ? {} : { save: 'changed', error: undefined }),
      hasDraft: true,
    });
    if (isStale) return;
    this.#cancelSave?.();
    this.#cancelSave = this.#clock.after(SAVE_AFTER_MS, () => {
      this.#cancelSave = undefined;
      this.#saving = this.#saving.then(() => this.#save());
    });
  }

  async #save(): Promise<void> {
    const flow = this.#history?.present;
    if (!flow || this.#state.save === 'stale') return;
    this.#set({ save: 'saving' });
    try {
      const { draft, findings } = await this.#desk.saveDraft({
        flow,
        version: this.#version,
        baseRevision: this.#baseRevision,
      });
      this.#version = draft.version;
      const isNewest = flow === this.#history?.present;
      this.#set({ ...(isNewest ? { save: 'saved', findings } : { save: 'changed' }), error: undefined });
    } catch (cause) {
      const error = toError(cause);
      const save = error.code === 'flow_stale' ? 'stale' : isTrouble(error) ? 'offline' : 'refused';
      this.#set({ save, error });
      // The network comes back by itself; whoever types meanwhile tries again earlier.
      if (save === 'offline') this.#cancelSave ??= this.#clock.after(5_000, () => this.#tryAgain());
    }
  }

  #tryAgain(): void {
    this.#cancelSave = undefined;
    if (!this.#isStopped) this.#saving = this.#saving.then(() => this.#save());
  }

  async #reopenAfter(work: () => Promise<unknown>): Promise<boolean> {
    this.#set({ isBusy: true, error: undefined });
    try {
      await work();
      return await this.open();
    } catch (cause) {
      const error = toError(cause);
      this.#set({ error, ...(error.code === 'flow_stale' ? { save: 'stale' } : {}) });
      // What was mended a moment ago may have errors that nobody has seen yet.
      if (error.code === 'flow_invalid') void this.#check();
      return false;
    } finally {
      this.#set({ isBusy: false });
    }
  }

  /** Without an answer the next saving brings one. */
  async #check(): Promise<void> {
    const flow = this.#history?.present;
    if (!flow || this.#isReadOnly) return;
    const findings = await this.#desk.check(flow).catch(() => undefined);
    if (findings && flow === this.#history?.present) this.#set({ findings });
  }

  /** The designer works without numbers and versions; they come when they come. */
  async #loadBeside(): Promise<void> {
    const [numbers, revisions] = await Promise.allSettled([
      this.#desk.getNumbers(),
      this.#desk.listRevisions(),
    ]);
    this.#set({
      ...(numbers.status === 'fulfilled' ? { numbers: numbers.value } : {}),
      ...(revisions.status === 'fulfilled' ? { revisions: revisions.value.revisions } : {}),
    });
  }

  #set(changed: Partial<FlowWorkState>): void {
    if (this.#isStopped) return;
    const { past = [], future = [] } = this.#history ?? {};
    this.#state = { ...this.#state, ...changed, canUndo: past.length > 0, canRedo: future.length > 0 };
    this.#onChange();
  }
}

function isTrouble({ code }: BesideError): boolean {
  return ['disconnected', 'timeout', 'unavailable', 'read_only', 'rate_limited'].includes(code);
}

function toError(cause: unknown): BesideError {
  return cause instanceof BesideError ? cause : new BesideError('internal', { cause });
}
