/**
 * Stands in for `zod/mini` in what browsers load: the same schemas, run by a ninth of the code. Only what `protocol` and
 * `sdk` use of zod is here; whatever else they come to use does not build until it is added. `small-schema.test.ts` runs
 * both on the same values and compares what they accept and give back. Why: docs/decisions/2026-11-25-small-schema.md.
 *
 * Differences that nobody relies on: it stops at the first thing that is wrong, and its issues hold a path and a message.
 */

type Path = readonly PropertyKey[];

interface Issue {
  readonly path: Path;
  readonly message: string;
}

/** Collects what is wrong; one per parsing. */
interface Run {
  readonly issues: Issue[];
}

/** Gives the value to use, or notes an issue; its result is then of no use. */
type Parse = (value: unknown, run: Run, path: Path) => unknown;
/** What is wrong with a value of the right type; nothing when it is good. */
type Check = (value: never) => string | undefined;

interface Schema {
  readonly parseAt: Parse;
  /** An absent key is fine. */
  readonly mayBeAbsent: boolean;
  /** The values a discriminator may have; absent: not one. */
  readonly literals?: readonly unknown[];
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly options?: readonly Schema[];
  safeParse(value: unknown): { success: true; data: unknown } | { success: false; error: SchemaError };
  parse(value: unknown): unknown;
  check(...checks: Check[]): Schema;
}

class SchemaError extends Error {
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    super(issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
    this.issues = issues;
  }
}

const fail = ({ issues }: Run, path: Path, message: string): undefined => {
  issues.push({ path, message });
  return undefined;
};
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function make(parseAt: Parse, extra: Partial<Schema> = {}): Schema {
  const schema: Schema = {
    parseAt,
    mayBeAbsent: false,
    ...extra,
    safeParse(value) {
      const run: Run = { issues: [] };
      const data = parseAt(value, run, []);
      return run.issues.length > 0
        ? { success: false, error: new SchemaError(run.issues) }
        : { success: true, data };
    },
    parse(value) {
      const result = schema.safeParse(value);
      if (result.success) return result.data;
      throw result.error;
    },
    check: (...checks) =>
      make((value, run, path) => {
        const known = run.issues.length;
        const data = parseAt(value, run, path);
        for (const check of checks) {
          if (run.issues.length > known) return undefined;
          const message = check(data as never); // the schema before has let it through
          if (message !== undefined) fail(run, path, message);
        }
        return data;
      }, extra),
  };
  return schema;
}

const typed = (isFine: (value: unknown) => boolean, name: string): Schema =>
  make((value, run, path) => (isFine(value) ? value : fail(run, path, name)));

export const string = (): Schema => typed((value) => typeof value === 'string', 'string');
export const boolean = (): Schema => typed((value) => typeof value === 'boolean', 'boolean');
export const number = (): Schema => typed((value) => Number.isFinite(value), 'number');
export const int = (): Schema => typed((value) => Number.isSafeInteger(value), 'int');
export const unknown = (): Schema => make((value) => value);
export const custom = (isFine: (value: unknown) => boolean): Schema => typed(isFine, 'custom');

const oneOf = (literals: readonly unknown[]): Schema =>
  make((value, run, path) => (literals.includes(value) ? value : fail(run, path, 'value')), { literals });
export const literal = (value: unknown): Schema => oneOf([value]);
export { literalNull as null, oneOf as enum };
const literalNull = (): Schema => oneOf([null]);

export const array = (item: Schema): Schema =>
  make((value, run, path) =>
    Array.isArray(value)
      ? value.map((one: unknown, index) => item.parseAt(one, run, [...path, index]))
      : fail(run, path, 'array'),
  );

function objectOf(shape: Readonly<Record<string, Schema>>, isStrict: boolean): Schema {
  const entries = Object.entries(shape);
  const parseAt: Parse = (value, run, path) => {
    if (!isObject(value)) return fail(run, path, 'object');
    const result: Record<string, unknown> = {};
    for (const [key, schema] of entries) {
      if (Object.hasOwn(value, key)) result[key] = schema.parseAt(value[key], run, [...path, key]);
      else if (!schema.mayBeAbsent) fail(run, [...path, key], 'missing');
    }
    if (isStrict)
      for (const key of Object.keys(value))
        if (!Object.hasOwn(shape, key)) return fail(run, [...path, key], 'unknown key');
    return result;
  };
  return make(parseAt, { shape });
}
export const object = (shape: Readonly<Record<string, Schema>>): Schema => objectOf(shape, false);
export const strictObject = (shape: Readonly<Record<string, Schema>>): Schema => objectOf(shape, true);

export const record = (keySchema: Schema, valueSchema: Schema): Schema =>
  make((value, run, path) => {
    if (!isObject(value)) return fail(run, path, 'record');
    const result: Record<string, unknown> = {};
    for (const key of Object.keys(value)) {
      if (key === '__proto__') continue;
      keySchema.parseAt(key, run, [...path, key]);
      result[key] = valueSchema.parseAt(value[key], run, [...path, key]);
    }
    return result;
  });

export const optional = (inner: Schema): Schema =>
  make((value, run, path) => (value === undefined ? value : inner.parseAt(value, run, path)), {
    mayBeAbsent: true,
  });
export const exactOptional = (inner: Schema): Schema => make(inner.parseAt, { mayBeAbsent: true });
export const nullable = (inner: Schema): Schema =>
  make((value, run, path) => (value === null ? value : inner.parseAt(value, run, path)));

export const union = (options: readonly Schema[]): Schema =>
  make((value, run, path) => {
    for (const option of options) {
      const attempt: Run = { issues: [] };
      const data = option.parseAt(value, attempt, path);
      if (attempt.issues.length === 0) return data;
    }
    return fail(run, path, 'union');
  });

export const discriminatedUnion = (key: string, options: readonly Schema[]): Schema => {
  const byValue = new Map<unknown, Schema>();
  for (const option of options) for (const value of literalsOf(option, key)) byValue.set(value, option);
  const parseAt: Parse = (value, run, path) =>
    (isObject(value) ? byValue.get(value[key]) : undefined)?.parseAt(value, run, path) ??
    fail(run, [...path, key], 'union');
  return make(parseAt, { options });
};
const literalsOf = ({ shape, options = [] }: Schema, key: string): readonly unknown[] =>
  shape?.[key]?.literals ?? options.flatMap((option) => literalsOf(option, key));

/** What a transformation may say is wrong. */
interface Payload {
  readonly issues: { push(issue: { readonly message?: string }): void };
}
export const transform = (change: (value: never, payload: Payload) => unknown): Schema =>
  make((value, run, path) => {
    const issues = { push: ({ message = 'transform' }) => fail(run, path, message) };
    return change(value as never, { issues }); // whatever stands before it in a pipe has let it through
  });
export const pipe = (first: Schema, second: Schema): Schema =>
  make((value, run, path) => {
    const known = run.issues.length;
    const data = first.parseAt(value, run, path);
    return run.issues.length > known ? undefined : second.parseAt(data, run, path);
  });

interface Sized {
  readonly length: number;
}
const unless = (isFine: boolean, message: string): string | undefined => (isFine ? undefined : message);
export const minLength =
  (length: number) =>
  (value: Sized): string | undefined =>
    unless(value.length >= length, 'too small');
export const maxLength =
  (length: number) =>
  (value: Sized): string | undefined =>
    unless(value.length <= length, 'too big');
export const gte =
  (least: number) =>
  (value: number): string | undefined =>
    unless(value >= least, 'too small');
export const lte =
  (most: number) =>
  (value: number): string | undefined =>
    unless(value <= most, 'too big');
export const regex =
  (pattern: RegExp) =>
  (value: string): string | undefined =>
    unless(pattern.test(value), 'format');
export const refine =
  (isFine: (value: never) => boolean, message = 'custom') =>
  (value: never): string | undefined =>
    unless(isFine(value), message);
