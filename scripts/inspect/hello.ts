import { parseJson } from '../files/json';

const GREETING = 'Hello from Lambda!';

/**
 * What is wrong with the result of the hello function, behind a proxy integration.
 * @returns sentences; none when it is right
 */
export function inspectHello(result: unknown): string[] {
  if (typeof result !== 'object' || result === null) {
    return [
      `The handler returned ${JSON.stringify(result)}. API Gateway needs an object with statusCode and body.`,
    ];
  }
  const { statusCode, body } = result as { statusCode?: unknown; body?: unknown };
  return [...inspectStatus(statusCode), ...inspectBody(body)];
}

function inspectStatus(statusCode: unknown): string[] {
  if (statusCode === 200) return [];
  return [`statusCode is ${JSON.stringify(statusCode)}; it must be the number 200.`];
}

function inspectBody(body: unknown): string[] {
  if (typeof body !== 'string') {
    return [
      `body is ${kindOf(body)}, not text: API Gateway would answer 502. Make it text with JSON.stringify.`,
    ];
  }
  const value = parseJson(body);
  if (value === undefined) {
    return [`body is not JSON: ${body}. JSON.stringify puts the quotes around it.`];
  }
  if (value === GREETING) return [];
  return [`body is the JSON ${body}; it must be ${JSON.stringify(GREETING)}, to the letter.`];
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'missing';
  return Array.isArray(value) ? 'a list' : `of the type ${typeof value}`;
}
