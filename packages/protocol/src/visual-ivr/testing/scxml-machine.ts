import { createRequire } from 'node:module';
import type { FlowFacts } from '../facts.ts';
import { readFact } from '../condition.ts';
import { FACT_NAMES } from '../names.ts';

/** What an exported flow knows. */
export interface ScxmlData {
  readonly at: string;
  readonly trail: readonly unknown[];
  readonly variables: Readonly<Record<string, string>>;
  readonly helped: boolean | null;
  readonly screen: { readonly kind: string; readonly choices?: readonly { readonly isOffered: boolean }[] };
}

/** An SCXML document that runs. */
export interface ScxmlMachine {
  tell(event: string, data?: unknown): void;
  read(): ScxmlData;
  states(): readonly string[];
  isOver(): boolean;
}

type Callback<Value> = (error: unknown, value: Value) => void;
interface Statechart {
  start(): void;
  gen(event: { readonly name: string; readonly data?: unknown }): void;
  getConfiguration(): string[];
  isFinal(): boolean;
  getSnapshot(): [unknown, unknown, unknown, ScxmlData];
}
/** What is used of SCION, an interpreter of the W3C's SCXML. */
interface Scion {
  documentStringToModel(
    url: string,
    document: string,
    then: Callback<{ prepare(then: Callback<object>): void }>,
  ): void;
  readonly core: { readonly Statechart: new (model: object) => Statechart };
}

const scion = createRequire(import.meta.url)('@scion-scxml/scxml') as Scion;

/** Compiles a document; it knows the facts before it begins. */
export async function startScxml(document: string, facts: FlowFacts): Promise<ScxmlMachine> {
  const told = document.replace(/(<data id="facts" expr=)"[^"]*"/, (_whole, begin: string) => {
    const expression = `(${JSON.stringify(toScxmlFacts(facts))})`
      .replaceAll('&', '&amp;')
      .replaceAll('"', '&quot;');
    return `${begin}"${expression}"`;
  });
  const model = await new Promise<object>((resolve, reject) => {
    scion.documentStringToModel('', told, (error, compiled) => {
      if (error) reject(asError(error));
      else
        compiled.prepare((problem, prepared) => {
          if (problem) reject(asError(problem));
          else resolve(prepared);
        });
    });
  });
  const chart = new scion.core.Statechart(model);
  chart.start();
  return {
    tell: (name, data) => {
      chart.gen({ name, data });
    },
    // Its objects are of another realm.
    read: () => JSON.parse(JSON.stringify(chart.getSnapshot()[3])) as ScxmlData,
    states: () => chart.getConfiguration(),
    isOver: () => chart.isFinal(),
  };
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

/** The facts as the exported document wants them: by the names of conditions. */
export function toScxmlFacts(facts: FlowFacts): Record<string, unknown> {
  const known = FACT_NAMES.map((name) => [name, readFact(name, facts, {})] as const);
  const attributes = Object.entries(facts.attributes ?? {}).map(
    ([name, value]) => [`attribute.${name}`, value] as const,
  );
  return Object.fromEntries([...known, ...attributes].filter(([, value]) => value !== undefined));
}
