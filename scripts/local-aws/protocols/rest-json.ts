import { JsonShapeDeserializer, JsonShapeSerializer } from '@aws-sdk/core/protocols';
import { FromStringShapeDeserializer, ToStringShapeSerializer } from '@smithy/core/protocols';
import type { NormalizedSchema } from '@smithy/core/schema';
import { once } from '../account/remember';
import { constraintsOf, type OperationConstraints, violations } from '../services/constraints';
import { type RestJsonProtocol, type Service, ServiceError } from '../services/service';
import { type HttpAnswer, headerOf, queryParameters, type ReceivedRequest } from '../wire/http';
import type { Protocol } from './protocol';
import { type OperationRoute, routerOf } from './route';
import { errorShapes, type OperationShape, operationShapes, requiredMembers } from './shapes';
import { inCamelCase, missingMember, problemsInWords, structureProblems } from './validate';

type Values = Record<string, unknown>;
type Json = Parameters<JsonShapeDeserializer['readObject']>[1];

const EPOCH_SECONDS = 7;
const SETTINGS = {
  jsonName: true,
  httpBindings: true,
  timestampFormat: { useTrait: true, default: EPOCH_SECONDS },
} as const;

/**
 * The REST-JSON protocol for one service.
 * @param schemas gives the module of its client, whose exported schemas drive it
 */
export function restJson(schemas: Service['schemas'], protocol: RestJsonProtocol): Protocol {
  const shapes = once(() => operationShapes(schemas()));
  const findRoute = once(() => routerOf(shapes()));
  const constraints = once(
    () => new Map(shapes().map(({ name }) => [name, constraintsOf(protocol.constraints, name)])),
  );
  const errors = once(() => errorShapes(schemas()));
  return {
    findOperation(request) {
      const route = findRoute()(request);
      return (
        route && {
          name: route.shape.name,
          shape: route.shape,
          readInput: () =>
            readInput(route, request, {
              constraints: constraints().get(route.shape.name) ?? [],
              bodyPath: protocol.bodyPath(route.shape.name),
            }),
        }
      );
    },
    writeOutput,
    writeError: (error, requestId) =>
      writeError(error, errors().get(error.code)?.schema, requestId),
  };
}

interface InputRules {
  constraints: OperationConstraints;
  bodyPath: string[];
}

function readInput(
  route: OperationRoute,
  request: ReceivedRequest,
  { constraints, bodyPath }: InputRules,
): Values {
  const { input: structure } = route.shape;
  const bound = readBoundMembers(route, request);
  const inBody = (name: string) => !bound.has(name);
  const body = [...structure.structIterator()].some(([name]) => inBody(name))
    ? readJson(request.body)
    : {};

  const problems = [
    ...requiredMembers(structure)
      .filter((name) => bound.has(name) && isMissing(bound.get(name)))
      .map((name) => missingMember(inCamelCase(name))),
    ...structureProblems(structure, body, { wireName, considered: inBody, path: bodyPath }),
    ...violations(constraints, { ...body, ...Object.fromEntries(bound) }, ([name = '', ...rest]) =>
      [...(inBody(name) ? bodyPath : []), name, ...rest].map(inCamelCase).join('.'),
    ),
  ];
  if (problems.length > 0) {
    throw new ServiceError('ValidationException', problemsInWords(problems), 400);
  }
  const fromBody = new JsonShapeDeserializer(SETTINGS).readObject(structure, body) as Values;
  return withoutUndefined({ ...fromBody, ...Object.fromEntries(bound) });
}

/** A list that travels in the query cannot be sent empty. */
function isMissing(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}

/** The members that travel outside the body; undefined stands for those that were not sent. */
function readBoundMembers({ shape, labels }: OperationRoute, request: ReceivedRequest) {
  const query = queryParameters(request.query);
  const bound = new Map<string, unknown>();
  for (const [name, member] of shape.input.structIterator()) {
    const { httpLabel, httpQuery, httpHeader, httpPayload } = member.getMergedTraits();
    if (httpLabel) bound.set(name, readText(member, labels[name]));
    if (httpQuery) bound.set(name, readParameter(member, valuesOf(query, httpQuery)));
    if (httpHeader) bound.set(name, readText(member, headerOf(request, httpHeader.toLowerCase())));
    if (httpPayload) bound.set(name, readPayload(member, request.body));
  }
  return bound;
}

function readText(member: NormalizedSchema, text: string | undefined): unknown {
  return text === undefined
    ? undefined
    : new FromStringShapeDeserializer(SETTINGS).read(member, text);
}

function readParameter(member: NormalizedSchema, values: string[]): unknown {
  if (values.length === 0) return undefined;
  if (!member.isListSchema()) return readText(member, values.at(-1));
  return values.flatMap((value) => value.split(','));
}

function valuesOf(query: [string, string][], name: string): string[] {
  return query.filter(([key]) => key === name).map(([, value]) => value);
}

function readPayload(member: NormalizedSchema, body: Buffer): unknown {
  if (body.length === 0) return undefined;
  if (member.isBlobSchema()) return body;
  return member.isStringSchema()
    ? body.toString()
    : new JsonShapeDeserializer(SETTINGS).readObject(member, readJson(body));
}

function readJson(body: Buffer): Record<string, Json> {
  if (body.length === 0) return {};
  const refuse = (reason: string) =>
    new ServiceError('SerializationException', reason, 400, { Type: 'User' });
  try {
    const parsed: Json = JSON.parse(body.toString(), refusePrototype);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed;
  } catch (error) {
    throw refuse(`Could not parse request body into json: ${(error as Error).message}`);
  }
  throw refuse('Could not parse request body into json: the body is not an object.');
}

/** What the client's schemas make of a document would lose a member of this name. */
function refusePrototype(name: string, value: unknown): unknown {
  if (name !== '__proto__') return value;
  throw new Error('no member may be called __proto__');
}

function wireName(name: string, member: NormalizedSchema): string {
  return member.getMergedTraits().jsonName ?? name;
}

function withoutUndefined(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function writeOutput(shape: OperationShape, output: object, requestId: string): HttpAnswer {
  const values = output as Values;
  const headers: Record<string, string> = { 'x-amzn-RequestId': requestId };
  const bodyValues: Values = {};
  let status = shape.http?.status ?? 200;
  let payload: string | Uint8Array | undefined;

  for (const [name, member] of shape.output.structIterator()) {
    const value = values[name];
    if (value === undefined) continue;
    const { httpHeader, httpResponseCode, httpPayload } = member.getMergedTraits();
    if (httpHeader) headers[httpHeader] = writeText(member, value);
    else if (httpResponseCode) status = value as number;
    else if (httpPayload) payload = writePayload(member, value);
    else bodyValues[name] = value;
  }
  const hasBody = status !== 204 && status !== 202;
  const body = payload ?? (hasBody ? writeJson(shape.output, bodyValues) : '');
  return { status, headers: { 'Content-Type': 'application/json', ...headers }, body };
}

function writeError(
  error: ServiceError,
  schema: NormalizedSchema | undefined,
  requestId: string,
): HttpAnswer {
  const headers: Record<string, string> = {
    'Content-Type': 'application/json',
    'x-amzn-RequestId': requestId,
    'x-amzn-ErrorType': error.code,
  };
  const members = schema ? [...schema.structIterator()] : [];
  // A denial is worded by IAM, for all services under the same name.
  const fallback = error.code === 'AccessDeniedException' ? 'Message' : 'message';
  const messageKey = members.find(([name]) => name.toLowerCase() === 'message')?.[0] ?? fallback;
  // Where AWS gives no reason, it sends null.
  const body: Values = { ...error.members, [messageKey]: error.message || null };
  for (const [name, member] of members) {
    const { httpHeader } = member.getMergedTraits();
    if (!httpHeader || body[name] === undefined) continue;
    headers[httpHeader] = writeText(member, body[name]);
    delete body[name];
  }
  return { status: error.status, headers, body: JSON.stringify(body) };
}

function writeText(member: NormalizedSchema, value: unknown): string {
  const serializer = new ToStringShapeSerializer(SETTINGS);
  serializer.write(member, value);
  return serializer.flush();
}

function writePayload(member: NormalizedSchema, value: unknown): string | Uint8Array {
  return member.isStructSchema() ? writeJson(member, value) : (value as string | Uint8Array);
}

function writeJson(schema: NormalizedSchema, value: unknown): string {
  const serializer = new JsonShapeSerializer(SETTINGS);
  serializer.write(schema, value);
  return serializer.flush() as string;
}
