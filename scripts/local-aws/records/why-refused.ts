import type { RequestRecord } from './record';

/**
 * Why a request was not answered as the caller hoped, in one line; what is more is in its record.
 * @returns undefined when nothing went wrong
 */
export function whyRefused(record: RequestRecord): string | undefined {
  const { authentication, refusedBy, integration, failure, response } = record;
  if (!response || response.status < 400) return undefined;
  const reasons = [
    authentication?.why ?? refusedBy?.reason,
    integration?.failure,
    failure,
    messageIn(response.body),
  ];
  const reason = reasons.find((text) => typeof text === 'string');
  const rule = authentication?.refusal;
  return [rule, firstLine(reason)].filter(Boolean).join(': ') || undefined;
}

function firstLine(text: unknown): string {
  return String(text ?? '').split('\n')[0]!;
}

/** The message of an answer, in JSON or in XML. */
function messageIn(body: string): string | undefined {
  const [, inXml] = /<Message>([^<]*)<\/Message>/.exec(body) ?? [];
  if (inXml !== undefined) return inXml;
  const [, inJson] = /"[mM]essage"\s*:\s*("(?:[^"\\]|\\.)*")/.exec(body) ?? [];
  return inJson === undefined ? undefined : (JSON.parse(inJson) as string);
}
