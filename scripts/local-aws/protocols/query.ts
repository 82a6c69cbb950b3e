import { XmlShapeSerializer } from '@aws-sdk/core/protocols';
import { NormalizedSchema } from '@smithy/core/schema';
import { once } from '../account/remember';
import { constraintsOf, type OperationConstraints, violations } from '../services/constraints';
import { type QueryProtocol, type Service, ServiceError } from '../services/service';
import { type HttpAnswer, headerOf, queryParameters, type ReceivedRequest } from '../wire/http';
import type { Protocol } from './protocol';
import { errorShapes, type OperationShape, operationShapes } from './shapes';
import { inCamelCase, problemsInWords, structureProblems } from './validate';

type Values = Record<string, unknown>;
type Form = Map<string, string>;

const ISO_8601 = 5;

/** Parameters of the protocol and of the query form of a signature: no members of an input. */
const NOT_A_MEMBER = /^(Action|Version|X-Amz-.*|AWSAccessKeyId)$/i;

/**
 * The query protocol for one service: form in, XML out.
 * @param schemas gives the module of its client, whose exported schemas drive it
 */
export function queryProtocol(
  schemas: Service['schemas'],
  { xmlNamespace, version, constraints }: QueryProtocol,
): Protocol {
  const shapes = once(
    () => new Map(operationShapes(schemas()).map((shape) => [shape.name, shape])),
  );
  const errors = once(() => errorShapes(schemas()));
  const constraintsByOperation = once(
    () => new Map([...shapes().keys()].map((name) => [name, constraintsOf(constraints, name)])),
  );
  return {
    findOperation(request) {
      if (request.path !== '/') return undefined;
      const { form, isCut } = readForm(request);
      const name = form.get('Action');
      if (name === undefined || form.get('Version') !== version) return undefined;
      const shape = shapes().get(name);
      return {
        name,
        shape,
        readInput: () => {
          if (isCut) throw new ServiceError('ValidationError', TOO_MANY_PARAMETERS, 400);
          return shape ? readInput(shape, form, constraintsByOperation().get(name) ?? []) : {};
        },
      };
    },
    writeOutput(shape, output, requestId) {
      const xml = writeXml(
        resultSchema(shape),
        resultValue(shape, output, requestId),
        xmlNamespace,
      );
      return answer(200, xml, requestId);
    },
    writeError(error, requestId) {
      const code = errors().get(error.code)?.queryCode ?? error.code;
      return errorAnswer({ ...error, code, message: error.message }, requestId, xmlNamespace);
    },
  };
}

/** Whether a request is one of the query protocol: a form, or a query string, with an Action. */
export function isQueryRequest(request: ReceivedRequest): boolean {
  return readForm(request).form.has('Action');
}

/**
 * An error as the services of the query protocol write it.
 * @param xmlNamespace that of the service
 */
export function errorAnswer(
  { code, message, status }: Pick<ServiceError, 'code' | 'message' | 'status'>,
  requestId: string,
  xmlNamespace: string,
): HttpAnswer {
  const Type = status < 500 ? 'Sender' : 'Receiver';
  const value = { Error: { Type, Code: code, Message: message }, RequestId: requestId };
  return answer(status, writeXml(ERROR_RESPONSE, value, xmlNamespace), requestId);
}

/** More than any call needs; what is read of a list grows with the square of them. */
const MAX_PARAMETERS = 5000;
const MAX_FORM_BYTES = 1024 * 1024;
const TOO_MANY_PARAMETERS = `Local AWS takes at most ${MAX_PARAMETERS} parameters and ${MAX_FORM_BYTES} bytes of them.`;

/** The parameters of the body, or of the query string for a GET; the first, where there are too many. */
function readForm(request: ReceivedRequest): { form: Form; isCut: boolean } {
  const contentType = headerOf(request, 'content-type') ?? '';
  const isForm = contentType.startsWith('application/x-www-form-urlencoded');
  const body = isForm ? request.body.toString('utf8', 0, MAX_FORM_BYTES).trim() : '';
  const parts = `${request.query}&${body}`.split('&', MAX_PARAMETERS);
  return {
    form: new Map(queryParameters(parts.join('&'))),
    isCut: parts.length === MAX_PARAMETERS || (isForm && request.body.length > MAX_FORM_BYTES),
  };
}

function readInput(
  { input }: OperationShape,
  form: Form,
  constraints: OperationConstraints,
): Values {
  const parameters = new Map([...form].filter(([name]) => !NOT_A_MEMBER.test(name)));
  const value = input.isStructSchema() ? readStructure(input, parameters, '') : {};
  const problems = [
    ...structureProblems(input, value),
    ...unknownParameters(parameters),
    ...violations(constraints, value, (path) => path.map(inCamelCase).join('.')),
  ];
  if (problems.length > 0) {
    throw new ServiceError('ValidationError', problemsInWords(problems), 400);
  }
  return value;
}

/**
 * Reading takes each parameter out of the form, so what is left was meant for no member. The words
 * are local AWS's own: AWS seems to ignore such a parameter (unconfirmed).
 */
function unknownParameters(left: Form): string[] {
  return [...left.keys()].map(
    (name) => `Value at '${name}' failed to satisfy constraint: The operation knows no such member`,
  );
}

function readStructure(schema: NormalizedSchema, form: Form, prefix: string): Values {
  const value: Values = {};
  for (const [name, member] of schema.structIterator()) {
    const read = readValue(member, form, prefix + (member.getMergedTraits().xmlName ?? name));
    if (read !== undefined) value[name] = read;
  }
  return value;
}

function readValue(schema: NormalizedSchema, form: Form, name: string): unknown {
  if (schema.isListSchema()) return readList(schema, form, name);
  if (schema.isMapSchema()) return readMap(schema, form, name);
  if (schema.isStructSchema()) {
    return hasPrefix(form, `${name}.`) ? readStructure(schema, form, `${name}.`) : undefined;
  }
  const text = form.get(name);
  form.delete(name);
  return text === undefined ? undefined : readSimple(schema, text);
}

function readList(schema: NormalizedSchema, form: Form, name: string): unknown[] | undefined {
  // An empty list is sent as the bare name.
  if (form.get(name) === '' && form.delete(name)) return [];
  const member = schema.getMergedTraits().xmlFlattened
    ? name
    : `${name}.${schema.getValueSchema().getMergedTraits().xmlName ?? 'member'}`;
  const items = [];
  for (let index = 1; hasEntry(form, `${member}.${index}`); index++) {
    items.push(readValue(schema.getValueSchema(), form, `${member}.${index}`));
  }
  return items.length > 0 ? items : undefined;
}

function readMap(schema: NormalizedSchema, form: Form, name: string): Values | undefined {
  const entry = schema.getMergedTraits().xmlFlattened ? name : `${name}.entry`;
  const value: Values = {};
  for (let index = 1; hasEntry(form, `${entry}.${index}`); index++) {
    const key = String(readValue(schema.getKeySchema(), form, `${entry}.${index}.key`));
    value[key] = readValue(schema.getValueSchema(), form, `${entry}.${index}.value`);
  }
  return Object.keys(value).length > 0 ? value : undefined;
}

function hasEntry(form: Form, name: string): boolean {
  return form.has(name) || hasPrefix(form, `${name}.`);
}

function hasPrefix(form: Form, prefix: string): boolean {
  for (const name of form.keys()) if (name.startsWith(prefix)) return true;
  return false;
}

/** Text that is no number or boolean stays text, for the validation to refuse. */
function readSimple(schema: NormalizedSchema, text: string): unknown {
  if (schema.isNumericSchema()) return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
  if (schema.isBooleanSchema()) return /^(true|false)$/i.test(text) ? /^true$/i.test(text) : text;
  return text;
}

type SchemaRef = Parameters<typeof NormalizedSchema.of>[0];

const STRUCTURE = 3;
const STRING = 0;

function structure(name: string, members: Record<string, unknown>): SchemaRef {
  const schema = [STRUCTURE, 'query', name, 0, Object.keys(members), Object.values(members)];
  return schema as unknown as SchemaRef;
}

const RESPONSE_METADATA = structure('ResponseMetadata', { RequestId: STRING });
const ERROR_RESPONSE = structure('ErrorResponse', {
  Error: structure('Error', { Type: STRING, Code: STRING, Message: STRING }),
  RequestId: STRING,
});

/** `<CreateRoleResponse><CreateRoleResult>…</CreateRoleResult><ResponseMetadata>…` */
function resultSchema({ name, output }: OperationShape): SchemaRef {
  const result = output.isStructSchema() ? { [`${name}Result`]: output.getSchema() } : {};
  return structure(`${name}Response`, { ...result, ResponseMetadata: RESPONSE_METADATA });
}

function resultValue({ name }: OperationShape, output: object, requestId: string): Values {
  return { [`${name}Result`]: output, ResponseMetadata: { RequestId: requestId } };
}

function writeXml(schema: SchemaRef, value: Values, xmlNamespace: string): string {
  const serializer = new XmlShapeSerializer({
    timestampFormat: { useTrait: true, default: ISO_8601 },
    httpBindings: false,
    xmlNamespace,
    serviceNamespace: '',
  });
  serializer.write(NormalizedSchema.of(schema), value);
  return serializer.flush() as string;
}

function answer(status: number, xml: string, requestId: string): HttpAnswer {
  return {
    status,
    headers: { 'Content-Type': 'text/xml', 'x-amzn-RequestId': requestId },
    body: `<?xml version="1.0"?>\n${xml}`,
  };
}
