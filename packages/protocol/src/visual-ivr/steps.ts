import type { FlowValues } from './condition.ts';
import type { FormProblems } from './form.ts';
import type { FlowAction } from './node-schema.ts';
import type { FlowState } from './state-schema.ts';

/** What somebody does in a flow. */
export type FlowMove =
  | { readonly type: 'choose'; readonly choiceId: string }
  /** A form, by variable. */
  | { readonly type: 'submit'; readonly values: FlowValues }
  /** On from an article, or past an action whose channel is not there. */
  | { readonly type: 'continue' }
  /** To the screen before, or several before. */
  | { readonly type: 'back'; readonly levels?: number }
  | { readonly type: 'start' }
  /** From the search: to a node, or to where one of its choices leads. */
  | { readonly type: 'go'; readonly nodeId: string; readonly choiceId?: string | undefined }
  /** The answer to "did this help?". */
  | { readonly type: 'solved'; readonly helped: boolean }
  /** The button to a person, which is always there (I2). */
  | { readonly type: 'human' };

/** A move, and what it was made on. */
export type FlowStep = FlowMove & {
  /** Number of the state it was made on; a step on another one changes nothing (F14). */
  readonly atStep: number;
  /** How long the screen was looked at. */
  readonly durationMs?: number | undefined;
};

/** What happened, as it is reported (I6). Nodes that were only passed through are entered and left, too. */
export type FlowEvent =
  | { readonly name: 'entered'; readonly nodeId: string }
  | {
      readonly name: 'left';
      readonly nodeId: string;
      /** Empty: nowhere. */
      readonly to: string;
      readonly choiceId?: string;
      readonly durationMs?: number;
    }
  /** Chat and callback are to be opened now. */
  | { readonly name: 'led-to'; readonly nodeId: string; readonly action: FlowAction['do'] }
  | { readonly name: 'solved'; readonly nodeId: string; readonly helped: boolean };

/** Why a step changed nothing. */
export type FlowRefusal =
  /** Made on another state: the other tab, or the first click, was faster. */
  | 'stale'
  /** Of another flow than the state. */
  | 'other-flow'
  /** The screen does not offer it, or not any more. */
  | 'not-offered'
  | 'invalid'
  /** There is nothing before. */
  | 'no-way-back'
  /** Neither chat nor callback is there, and the flow names no other way to a person. */
  | 'nobody';

/** What becomes of a step. */
export type FlowResult =
  | { readonly state: FlowState; readonly events: readonly FlowEvent[] }
  | { readonly refusal: FlowRefusal; readonly problems?: FormProblems };
