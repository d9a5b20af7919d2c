import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ERRORS, isErrorCode } from '@beside/protocol';
import { startTestServer, type TestServer } from '../gateway/testing/test-server.ts';
import { describeFlow, describeHttp, describeWire, toTemplate } from './documents.ts';
import { EVERY_ROUTE } from './every-route.ts';

/** A JSON value, walked by the test. */
type Json = { readonly [key: string]: Json } | readonly Json[] | string | number | boolean | null;

const asJson = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json; // what JSON gives back

/** Every object in a document with the path to it. */
function* walk(value: Json, path = '#'): Generator<[string, Readonly<Record<string, Json>>]> {
  if (typeof value !== 'object' || value === null) return;
  const parts = value as Readonly<Record<string, Json>>; // an object, or a list by its numbers
  if (!Array.isArray(value)) yield [path, parts];
  for (const [key, part] of Object.entries(parts)) yield* walk(part, `${path}/${key}`);
}

function resolve(document: Json, reference: string): Json | undefined {
  let value: Json | undefined = document;
  for (const key of reference.slice(2).split('/'))
    value =
      typeof value === 'object' && value !== null
        ? (value as Readonly<Record<string, Json>>)[key]
        : undefined;
  return value;
}

describe('/openapi.json', () => {
  const document = asJson(describeHttp('1.2.3')) as unknown as {
    openapi: string;
    info: { title: string; version: string };
    paths: Record<
      string,
      Record<
        string,
        {
          responses: Record<string, { description: string }>;
          summary: string;
          parameters?: { name: string; in: string }[];
        }
      >
    >;
  }; // as OpenAPI says; checked below

  it('is OpenAPI 3.1 with a title and a version', () => {
    assert.equal(document.openapi, '3.1.0');
    assert.deepEqual([document.info.title, document.info.version], ['Beside', '1.2.3']);
  });

  it('has every route and method once, with a summary and described answers', () => {
    assert.deepEqual(
      Object.entries(document.paths)
        .flatMap(([path, operations]) => Object.keys(operations).map((method) => `${method} ${path}`))
        .sort(),
      Object.values(EVERY_ROUTE)
        .map(({ path, method }) => `${method.toLowerCase()} ${toTemplate(path)}`)
        .sort(),
    );
    for (const route of Object.values(EVERY_ROUTE)) {
      const operations = document.paths[toTemplate(route.path)] ?? {};
      const method = route.method.toLowerCase();
      const { responses = {}, summary, parameters = [] } = operations[method] ?? {};
      assert.deepEqual(
        parameters.filter((one) => one.in === 'path').map(({ name }) => name),
        [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name),
      );
      assert.ok(summary);
      for (const [status, answer] of Object.entries(responses)) {
        assert.match(status, /^[1-5]\d\d$/);
        assert.ok(answer.description.length > 0);
      }
      for (const code of route.errors) assert.ok(String(ERRORS[code].httpStatus) in responses, code);
    }
  });

  it('refers only to what is in it', () => {
    const json = asJson(document);
    let count = 0;
    for (const [path, part] of walk(json)) {
      const reference = part['$ref'];
      if (typeof reference !== 'string') continue;
      count += 1;
      assert.notEqual(resolve(json, reference), undefined, `${path}: ${reference}`);
    }
    assert.ok(count > 0);
  });

  it('names only codes of the register', () => {
    for (const route of Object.values(EVERY_ROUTE))
      for (const code of route.errors) assert.ok(isErrorCode(code));
  });
});

describe('/v1/schema.json', () => {
  it('is a schema in which every type says what it is', () => {
    const json = asJson(describeWire());
    const types = new Set(['object', 'array', 'string', 'number', 'integer', 'boolean', 'null']);

    for (const [path, part] of walk(json)) {
      if (typeof part['type'] === 'string' && !path.endsWith('/properties'))
        assert.ok(types.has(part['type']), `${path}: ${part['type']}`);
      const reference = part['$ref'];
      if (typeof reference === 'string') assert.notEqual(resolve(json, reference), undefined, reference);
    }
  });

  it('lets no unknown field through in what clients send', () => {
    const { $defs } = describeWire() as { $defs: Record<string, Json> }; // as JSON Schema says
    for (const name of ['customerHello', 'agentHello', 'customerFrame', 'agentFrame']) {
      const objects = [...walk($defs[name] ?? null)].filter(
        ([, part]) => part['type'] === 'object' && part['properties'],
      );
      assert.ok(objects.length > 0);
      for (const [path, part] of objects)
        assert.equal(part['additionalProperties'], false, `${name} ${path}`);
    }
  });
});

describe('/v1/flow.schema.json', () => {
  it('is a schema that editors complete from: every kind of node, nothing unknown let through', () => {
    const { required, additionalProperties, properties } = describeFlow() as {
      required: string[];
      additionalProperties: boolean;
      properties: { nodes: { additionalProperties: { anyOf?: Json[]; oneOf?: Json[] } } };
    }; // as JSON Schema says
    const { anyOf, oneOf } = properties.nodes.additionalProperties;
    const kinds = [...walk(asJson(anyOf ?? oneOf ?? []))].flatMap(([path, { const: kind }]) =>
      path.endsWith('/properties/kind') ? [kind] : [],
    );

    assert.deepEqual(required, ['version', 'flowId', 'locales', 'start', 'nodes']);
    assert.equal(additionalProperties, false);
    assert.deepEqual(kinds, ['menu', 'form', 'article', 'condition', 'action', 'end']);
  });
});

describe('what a server tells about itself', () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer({ metricsToken: 'a-token-for-metrics' });
  });
  after(() => server.stop());
  const get = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
    fetch(new URL(path, server.url), { headers });

  it('is served as it is made', async () => {
    const http = (await (await get('/openapi.json')).json()) as { info: { version: string } };

    assert.deepEqual(http, asJson(describeHttp(http.info.version)));
    assert.deepEqual(await (await get('/v1/schema.json')).json(), asJson(describeWire()));
    assert.deepEqual(await (await get('/v1/flow.schema.json')).json(), asJson(describeFlow()));
  });

  it('in numbers is for this machine, not through a proxy on it, or for who has the token', async () => {
    const authorization = 'Bearer a-token-for-metrics';
    const asked: readonly (readonly [number, Readonly<Record<string, string>>])[] = [
      [200, {}],
      [403, { 'x-forwarded-for': '127.0.0.1' }],
      [403, { forwarded: 'for=127.0.0.1' }],
      [403, { 'x-forwarded-for': '203.0.113.7', authorization: 'Bearer a-token-for-metric' }],
      [403, { 'x-forwarded-for': '203.0.113.7', authorization: 'a-token-for-metrics' }],
      [200, { 'x-forwarded-for': '203.0.113.7', authorization }],
    ];

    for (const [status, headers] of asked)
      assert.equal((await get('/metrics', headers)).status, status, JSON.stringify(headers));
  });

  it('in numbers names nobody', async () => {
    const customer = await server.customer();
    const text = await (await get('/metrics')).text();

    assert.match(text, /^beside_sockets\{role="customers"\} 1$/m);
    assert.match(text, /^beside_store_writable 1$/m);
    assert.match(text, /^beside_waits_within_a_day\{site="[a-z-]+",queue="[a-z-]+",range="held"\} 0$/m);
    assert.equal(text.includes(customer.token), false);
    assert.doesNotMatch(text, /127\.0\.0\.1|@/);
    customer.close();
  });
});
