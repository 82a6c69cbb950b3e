import { validateHeaderName, validateHeaderValue } from 'node:http';
import { IntegrationFailure, type IntegrationResult } from './outcome';

type Json = Record<string, unknown>;

/** What must hold for each member that is present; API Gateway takes no others. */
const MEMBERS: Record<string, { holds: (value: unknown) => boolean; form: string }> = {
  statusCode: { holds: isStatusCode, form: 'a number from 200 to 599' },
  headers: { holds: isRecordOf(isHeaderValue), form: 'an object of strings' },
  multiValueHeaders: { holds: isRecordOf(isListOfHeaderValues), form: 'an object of string lists' },
  body: { holds: (value) => typeof value === 'string', form: 'a string: use JSON.stringify' },
  isBase64Encoded: { holds: (value) => typeof value === 'boolean', form: 'true or false' },
};

/**
 * Reads the result of a function behind an AWS_PROXY integration. Absent members have defaults:
 * status 200, no body, content type application/json.
 *
 * @param payload the function's result as Lambda returned it: JSON text
 * @param acceptsBinary whether a base64 body is to be decoded; otherwise it is sent as it is
 * @throws IntegrationFailure `malformed-proxy-response`, saying what is wrong with it
 */
export function parseProxyResponse(payload: string, acceptsBinary: boolean): IntegrationResult {
  const result = parseObject(payload);
  for (const [name, value] of Object.entries(result)) checkMember(name, value);
  const text = String(result.body ?? '');
  const body = acceptsBinary && result.isBase64Encoded ? Buffer.from(text, 'base64') : text;
  return { status: Number(result.statusCode ?? 200), headers: headersOf(result), body };
}

function parseObject(payload: string): Json {
  const result = parseJson(payload);
  if (typeof result !== 'object' || result === null || Array.isArray(result)) {
    throw malformed('the result is not an object');
  }
  return result as Json;
}

function parseJson(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    throw malformed('the result is not JSON');
  }
}

function checkMember(name: string, value: unknown): void {
  const member = Object.hasOwn(MEMBERS, name) && MEMBERS[name];
  if (!member) throw malformed(`"${name}" is none of its members`);
  if (value !== null && !member.holds(value)) {
    throw malformed(`"${name}" must be ${member.form}`);
  }
}

function isStatusCode(value: unknown): boolean {
  if (typeof value !== 'number' && typeof value !== 'string') return false;
  return /^[2-5]\d\d$/.test(String(value));
}

function isHeaderValue(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function isListOfHeaderValues(value: unknown): boolean {
  return Array.isArray(value) && value.every(isHeaderValue);
}

function isRecordOf(holds: (value: unknown) => boolean): (value: unknown) => boolean {
  return (value) =>
    typeof value === 'object' && !Array.isArray(value) && Object.values(value as Json).every(holds);
}

/** A name in both maps takes the values of `multiValueHeaders`, and its other value with them. */
function headersOf(result: Json): [string, string][] {
  const single = Object.entries((result.headers ?? {}) as Json);
  const multiple = Object.entries((result.multiValueHeaders ?? {}) as Record<string, unknown[]>);
  const listed = multiple.flatMap(([name, values]) =>
    values.map((value) => [name, value] as const),
  );
  const isListed = ([name, value]: readonly [string, unknown]) =>
    listed.some(([other, same]) => same === value && other.toLowerCase() === name.toLowerCase());
  const all = [...listed, ...single.filter((header) => !isListed(header))];
  const hasType = all.some(([name]) => name.toLowerCase() === 'content-type');
  const defaults: [string, unknown][] = hasType ? [] : [['Content-Type', 'application/json']];
  return [...defaults, ...all].map(([name, value]) => sendable(name, String(value)));
}

/** A name or a value with a line break, say, would break the answer apart. */
function sendable(name: string, value: string): [string, string] {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return [name, value];
  } catch {
    throw malformed(`the header ${JSON.stringify(name)} holds characters that HTTP does not allow`);
  }
}

function malformed(reason: string): IntegrationFailure {
  return new IntegrationFailure(
    'malformed-proxy-response',
    `Execution failed due to configuration error: Malformed Lambda proxy response: ${reason}. ` +
      'Return an object of the form { statusCode, headers, multiValueHeaders, body, ' +
      'isBase64Encoded }, each member optional.',
  );
}
