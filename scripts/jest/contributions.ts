import { type Stage, withPart } from '../sigv4/stages';

/** What a function returns that is not yet a part of a stage, but determines one. */
export type Contribution = 'uri-encode' | 'headers-to-sign' | 'credential-scope';

interface Place {
  stage: Extract<Stage, 'canonical-request' | 'string-to-sign'>;
  /** The correct text of the stage, with what the function returned in it. */
  put(stageText: string, returned: string): string;
}

/** Where the contributions are. */
export const CONTRIBUTIONS: Record<Contribution, Place> = {
  'uri-encode': {
    stage: 'canonical-request',
    put: (text, query) => withPart(text, 'canonical-query', query),
  },
  'headers-to-sign': {
    stage: 'canonical-request',
    put: (text, lines) =>
      withPart(
        withPart(text, 'canonical-headers', lines),
        'signed-headers',
        namesOnLines(lines).join(';'),
      ),
  },
  'credential-scope': {
    stage: 'string-to-sign',
    put: (text, scope) => text.split('\n').with(2, scope).join('\n'),
  },
};

/** The names of canonical headers, each on a line of its own. */
export function namesOnLines(headers: string): string[] {
  return headers
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(':')[0] ?? '');
}
