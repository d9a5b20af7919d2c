import * as z from 'zod/mini';
import {
  comparisonSchema,
  conditionSchema,
  factNameSchema,
  innerConditionSchemas,
} from './condition-schema.ts';
import { flowSchema } from './flow-schema.ts';
import { labelsSchema, textsSchema } from './node-schema.ts';

/** What an editor shows beside a name, by the object it stands in; kinds of nodes by their kind. */
const DESCRIPTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  flow: {
    $schema: 'Where this schema is, so that editors complete and check.',
    version: 'Of this format.',
    flowId: 'Name of the flow; stays the same over its revisions.',
    locales: 'Languages of the flow. Every text has all of them; the first stands in for what is missing.',
    start: 'Name of the node that is shown first.',
    human:
      'Where the button to a person leads, which is always there. Absent: to chat where it is possible, else to callback.',
    variables: 'What forms ask for. The value is in the fact variable.NAME afterwards.',
    nodes: 'Every screen and decision by its name.',
  },
  menu: { title: 'Above the choices.', text: 'Below the title.', choices: 'Buttons, in this order.' },
  form: {
    title: 'Above the fields.',
    text: 'Below the title.',
    fields: 'What is asked for.',
    to: 'Where to go with what was filled in.',
  },
  article: {
    articleId: 'Name of an article of the knowledge; or else title and body.',
    body: 'Markdown, as far as articles may use it.',
    askSolved: 'Ask "did this help?" below it.',
    to: 'Where to go on, and where a "no" leads. Absent: the article is an end.',
  },
  condition: { cases: 'The first that holds is taken.', otherwise: 'Where to go when none holds.' },
  action: { action: 'What happens.', otherwise: 'Where to go when the chat or callback is not there.' },
  end: { outcome: 'solved: counted as solved; done: it ends, nothing is said about that.' },
  choice: {
    choiceId: 'Name of the choice, unique in its menu.',
    label: 'On the button.',
    detail: 'Smaller, below the label.',
    icon: 'A picture beside the label.',
    to: 'Name of the node it leads to.',
    when: 'Offered only when this holds.',
    keywords: 'Words that find it in the search, besides its label, per locale.',
  },
  field: {
    variable: 'Name in "variables".',
    required: 'Whether the form goes on without it.',
    hint: 'Below the field.',
    options: 'Of a select: what can be chosen.',
    format: 'How the text has to look.',
    minLength: 'Characters at least.',
    maxLength: 'Characters at most.',
  },
  do: {
    queueId: 'Queue of the site that gets it; absent: the one of the page.',
    reason: 'What it is about, as the agent reads it.',
    address: 'https://…, or a path of the site as /…',
    label: 'On the link.',
    number: 'As it is dialed and read, such as 1588-1234.',
    price: 'What a call costs; also say where it is free.',
  },
};

interface Schema {
  type?: string;
  const?: unknown;
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
  [key: string]: unknown;
}

/** The format of a flow as JSON Schema 2020-12, with what editors show while one writes. */
export function flowJsonSchema(): Record<string, unknown> {
  const names = z.registry<{ id: string; description?: string }>();
  names.add(labelsSchema, {
    id: 'labels',
    description: 'A short text per locale, such as { "en": "Hello", "ko": "안녕하세요" }.',
  });
  names.add(textsSchema, { id: 'texts', description: 'A text per locale.' });
  names.add(factNameSchema, {
    ...{
      id: 'fact',
      description:
        'What is compared: a fact of the moment, attribute.NAME of the page or variable.NAME of the flow.',
    },
  });
  names.add(comparisonSchema, {
    id: 'comparison',
    description: 'One fact and one operator. False while the fact is not known.',
  });
  innerConditionSchemas.forEach((schema, index) =>
    names.add(schema, { id: `condition${String(index + 1)}` }),
  );
  names.add(conditionSchema, {
    id: 'condition',
    description: 'A comparison, or several joined by all, any and not, up to three deep.',
  });
  const { $schema, ...schema } = z.toJSONSchema(flowSchema, {
    io: 'input',
    unrepresentable: 'any',
    metadata: names,
  }) as Schema;
  describe(schema, 'flow');
  for (const part of everyPart(schema)) describe(part, kindOf(part));
  return {
    $schema,
    title: 'Beside flow',
    description:
      'A visual IVR. What a schema cannot say, such as whether customers get through, is said by beside-flow lint.',
    ...schema,
  };
}

function* everyPart(value: unknown): Generator<Schema> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield value as Schema; // of a schema, or a list of them by name, which has no kind
  for (const inner of Object.values(value)) yield* everyPart(inner);
}

function kindOf({ properties = {} }: Schema): string {
  if (typeof properties['kind']?.const === 'string') return properties['kind'].const;
  if (properties['choiceId']) return 'choice';
  if (properties['variable'] && properties['required']) return 'field';
  return properties['do'] ? 'do' : '';
}

function describe(part: Schema, kind: string): void {
  const texts = DESCRIPTIONS[kind] ?? {};
  for (const [name, description] of Object.entries(texts)) {
    const property = part.properties?.[name];
    if (property) property.description = description;
  }
  if (kind !== 'article') return;
  // What the check of the article says, which no JSON Schema is made of.
  part.anyOf = [{ required: ['articleId'], not: { required: ['body'] } }, { required: ['title', 'body'] }];
}
