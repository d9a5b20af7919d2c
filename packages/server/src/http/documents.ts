import { ERRORS, PROTOCOL_VERSIONS } from '@beside/protocol';
import {
  agentFrameSchema,
  agentHelloSchema,
  customerFrameSchema,
  customerHelloSchema,
  entryBodySchemas,
  serverFrameSchema,
} from '@beside/protocol/schema';
import { flowJsonSchema } from '@beside/protocol/visual-ivr/json-schema';
import * as z from 'zod/mini';
import { errorAnswerSchema, type ApiRoute } from './api.ts';
import { EVERY_ROUTE } from './every-route.ts';

/** The JSON Schema of everything that crosses the socket, made from the schemas that check it. */
export function describeWire(): Record<string, unknown> {
  const frames = {
    customerHello: customerHelloSchema,
    agentHello: agentHelloSchema,
    customerFrame: customerFrameSchema,
    agentFrame: agentFrameSchema,
    serverFrame: serverFrameSchema,
  };
  const entries = Object.fromEntries(
    Object.entries(entryBodySchemas).map(([type, schema]) => [type, toSchema(schema)]),
  );
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Beside wire frames',
    description:
      'Text frames of the socket. The first frame is a hello; customers and agents send different frames; the server sends serverFrame. Bodies of entries by type are under $defs/entryBodies.',
    'x-protocol-versions': [...PROTOCOL_VERSIONS],
    oneOf: Object.keys(frames).map((name) => ({ $ref: `#/$defs/${name}` })),
    $defs: {
      ...Object.fromEntries(Object.entries(frames).map(([name, schema]) => [name, toSchema(schema)])),
      entryBodies: { description: 'Body of an entry by its type', type: 'object', properties: entries },
    },
  };
}

/** The JSON Schema of a flow's file, for editors: completion and checks while it is written. */
export function describeFlow(): Record<string, unknown> {
  return flowJsonSchema();
}

/** The HTTP routes in OpenAPI 3.1. */
export function describeHttp(version: string): Record<string, unknown> {
  const routes: readonly ApiRoute[] = Object.values(EVERY_ROUTE);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Beside',
      version,
      description:
        'HTTP routes of the server. Conversations run over the socket /v1/socket; its frames are described by /v1/schema.json.',
    },
    paths: describePaths(routes),
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-beside-agent' } },
      schemas: { Error: toSchema(errorAnswerSchema) },
    },
  };
}

function describePaths(routes: readonly ApiRoute[]): Record<string, Record<string, unknown>> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes)
    (paths[toTemplate(route.path)] ??= {})[route.method.toLowerCase()] = describeRoute(route);
  return paths;
}

function describeRoute(route: ApiRoute): Record<string, unknown> {
  const page = route.answerType && { [route.answerType]: { schema: { type: 'string' } } };
  const refusals: Record<string, unknown> = {};
  for (const status of new Set(route.errors.map((code) => ERRORS[code].httpStatus))) {
    const codes = route.errors.filter((code) => ERRORS[code].httpStatus === status);
    const description = codes.map((code) => `${code}: ${ERRORS[code].message}`).join(' ');
    refusals[status] = { description, content: page ?? json({ $ref: '#/components/schemas/Error' }) };
  }
  const success = page
    ? { 200: { description: 'The page.', content: page } }
    : route.answer
      ? { 200: { description: 'Done.', content: json(toSchema(route.answer)) } }
      : { 204: { description: 'Done.' } };
  return {
    summary: route.summary,
    ...(route.needsSignIn ? { security: [{ session: [] }] } : {}),
    ...describeParameters(route),
    ...(route.body
      ? {
          requestBody: {
            required: true,
            content: { [route.bodyType ?? 'application/json']: { schema: toSchema(route.body) } },
          },
        }
      : {}),
    responses: { ...success, ...refusals },
  };
}

/** A path as OpenAPI writes it: `/sites/{siteId}`. */
export function toTemplate(path: string): string {
  return path.replaceAll(/:(\w+)/g, '{$1}');
}

function describeParameters({ params, query }: ApiRoute): Record<string, unknown> {
  const parameters = Object.entries({ path: params, query }).flatMap(([place, schema]) => {
    if (!schema) return [];
    const { properties = {}, required = [] } = toSchema(schema) as {
      properties?: Record<string, unknown>;
      required?: string[];
    }; // of an object's schema
    return Object.entries(properties).map(([name, property]) => ({
      ...{ name, in: place, required: required.includes(name), schema: property },
    }));
  });
  return parameters.length > 0 ? { parameters } : {};
}

function json(schema: unknown): Record<string, unknown> {
  return { 'application/json': { schema } };
}

function toSchema(schema: z.ZodMiniType): Record<string, unknown> {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' });
  return rest;
}
