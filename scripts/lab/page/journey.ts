import type { RequestRecord } from '../../local-aws';
import { element } from './dom';

/** A place that a request comes through on its way. */
export interface Station {
  sign: string;
  title: string;
  state: 'passed' | 'stopped' | 'ahead' | 'answered-badly';
  note: string;
}

/** The checks of local AWS by the station at which each of them stops a request. */
const STOPPED_AT = { route: 1, authentication: 1, quota: 2, authorization: 2 } as const;

/** The way of a request through the scenario, and where it was stopped; of none, where it leads. */
export function journeyOf(record: RequestRecord | undefined): Station[] {
  const stop = record && stationOfStop(record);
  return stationsOf(record).map(({ sign, title, note }, index, { length }) => ({
    sign,
    title,
    note,
    state: stateOf(index, length, record !== undefined, stop),
  }));
}

function stationsOf(record: RequestRecord | undefined): Omit<Station, 'state'>[] {
  const { authentication, authorization, integration, response, service, operation } = record ?? {};
  const [decision] = authorization ?? [];
  const isApi = service === undefined || service === 'execute-api';
  const [functionName] = integration?.functionArn?.split(':').slice(6) ?? [];
  return [
    {
      sign: 'λ',
      title: 'Caller',
      note: record
        ? (nameOfPrincipal(authentication?.principal) ?? 'unknown')
        : 'signs the request',
    },
    {
      sign: '✎',
      title: 'Signature',
      note: record ? (authentication?.refusal ?? authentication?.outcome ?? '') : 'who is it?',
    },
    {
      sign: '§',
      title: 'Policy',
      note: record ? (decision ? DECISIONS[decision.decision] : 'not asked') : 'may they?',
    },
    isApi
      ? { sign: 'λ', title: 'Hello Lambda', note: functionName ?? (record ? '' : 'answers') }
      : { sign: '⚙', title: service, note: operation ?? '' },
    { sign: '↩', title: 'Response', note: record ? String(response?.status ?? '') : '200, or 403' },
  ];
}

const DECISIONS = {
  allowed: 'allowed',
  explicitDeny: 'denied by a statement',
  implicitDeny: 'no statement allows it',
} as const;

/** The last part of an ARN; a session's name follows its role. */
function nameOfPrincipal(principal: string | undefined): string | undefined {
  return principal
    ?.split(':')
    .at(-1)
    ?.replace(/^(assumed-role|user|role)\//, '');
}

function stationOfStop({ refusedBy, response }: RequestRecord): number | undefined {
  if (refusedBy) return STOPPED_AT[refusedBy.check];
  return (response?.status ?? 0) >= 400 ? 3 : undefined;
}

function stateOf(
  index: number,
  length: number,
  isUnderWay: boolean,
  stop: number | undefined,
): Station['state'] {
  if (!isUnderWay) return 'ahead';
  if (stop === undefined || index < stop) return 'passed';
  // A refusal is answered, too: the response goes back from where the request was stopped.
  if (index === length - 1) return 'answered-badly';
  return index === stop ? 'stopped' : 'ahead';
}

const WORDS: Record<Station['state'], string> = {
  passed: 'passed',
  stopped: 'stopped here',
  ahead: 'not reached',
  'answered-badly': 'a refusal',
};

/** The picture: the stations in a line, and a dot that moves along it to where the request came. */
export function journeyView(record: RequestRecord | undefined): HTMLElement[] {
  const stations = journeyOf(record);
  const stop = stations.findIndex(({ state }) => state === 'stopped');
  const end = stop < 0 ? stations.length - 1 : stop;
  const kind = stop < 0 ? 'arrives' : 'is-stopped';
  return [
    element(
      'ol',
      { 'aria-label': 'The way of the request' },
      stations.map(({ sign, title, state, note }) =>
        element(
          'li',
          { class: state },
          element('span', { class: 'sign', 'aria-hidden': 'true' }, sign),
          element('strong', {}, title),
          record !== undefined && element('span', { class: 'hidden' }, WORDS[state]),
          element('span', { class: 'note' }, note),
        ),
      ),
    ),
    ...(record ? [element('span', { class: `dot ${kind} to-${end}`, 'aria-hidden': 'true' })] : []),
  ];
}
