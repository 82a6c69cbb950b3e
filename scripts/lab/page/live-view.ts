import type { RequestRecord } from '../../local-aws';
import { callerLogOf } from './caller-log';
import { button, type Content, element, replaceContent } from './dom';
import { journeyView } from './journey';
import { mistakeView } from './verdict-view';

/** Rows that are shown. */
const LATEST = 100;

/** The Live view, as the rest of the page sees it. */
export interface LiveView {
  add(record: RequestRecord): void;
  /** Where local AWS runs; undefined while none does. */
  showAddress(url: string | undefined): void;
}

const FILTERS: Record<string, (record: RequestRecord) => boolean> = {
  'All requests': () => true,
  'Calls of the API': ({ service }) => service === 'execute-api',
  Refused: ({ response }) => (response?.status ?? 0) >= 400,
};

/**
 * Makes the Live view: the requests as they come, the latest first, and the way of the one that is
 * looked at: the latest, until one is chosen.
 *
 * @param open called when a request is to be opened in Build
 */
export function makeLiveView(root: HTMLElement, open: (record: RequestRecord) => void): LiveView {
  const records: RequestRecord[] = [];
  let chosen: RequestRecord | undefined;
  let shown: RequestRecord | undefined;
  let isDrawing = false;
  const way = element('div', { class: 'journey' });
  const rows = element('tbody', {});
  const detail = element('div', { class: 'detail', role: 'status' });
  const address = element('p', { class: 'note', role: 'status' });
  const filter = element(
    'select',
    { id: 'live-filter' },
    Object.keys(FILTERS).map((name) => element('option', {}, name)),
  );
  const follow = button('Follow the latest', () => look(undefined));
  root.append(
    element('h2', {}, 'The way of a request'),
    way,
    element(
      'div',
      { class: 'columns' },
      element(
        'section',
        { class: 'requests', 'aria-labelledby': 'requests-title' },
        element('h2', { id: 'requests-title' }, 'Requests to local AWS'),
        address,
        element(
          'div',
          { class: 'tools' },
          element('label', { for: 'live-filter', class: 'hidden' }, 'Show'),
          filter,
          follow,
        ),
        table(rows),
      ),
      detail,
    ),
  );
  filter.addEventListener('change', show);
  rows.addEventListener('click', (event) => {
    const row = (event.target as Element).closest<HTMLElement>('button[data-key]');
    const record = records.find(({ id }) => id === row?.dataset.key);
    if (record) look(record);
  });
  show();
  return {
    add: (record) => {
      if (records.some(({ id }) => id === record.id)) return;
      records.unshift(record);
      records.length = Math.min(records.length, LATEST);
      showSoon();
    },
    showAddress: (url) =>
      replaceContent(
        address,
        url === undefined
          ? 'Local AWS does not run. Start it in another terminal: npm run local-aws'
          : `Local AWS listens on ${url}. Call it with npm run verify -- 09 --solutions, the AWS CLI, or your own code.`,
      ),
  };

  function look(record: RequestRecord | undefined): void {
    chosen = record;
    show();
  }

  /** Many requests come at once when the page has just connected. */
  function showSoon(): void {
    if (isDrawing) return;
    isDrawing = true;
    requestAnimationFrame(() => {
      isDrawing = false;
      show();
    });
  }

  function show(): void {
    const listed = records.filter(FILTERS[filter.value] ?? (() => true));
    const record = chosen ?? listed[0];
    follow.hidden = chosen === undefined;
    replaceContent(
      rows,
      listed.length > 0 ? listed.map((one) => rowView(one, one === record)) : noRows(),
    );
    // A log may come later than its request, which is no reason to send the dot off again.
    replaceContent(detail, record && detailView(record, records, open));
    if (record === shown && record !== undefined) return;
    shown = record;
    replaceContent(way, journeyView(record));
  }
}

function table(rows: HTMLElement): HTMLElement {
  const heads = ['Time', 'Status', 'Request', 'What happened'];
  return element(
    'table',
    { class: 'live' },
    element('caption', {}, 'Requests that reached local AWS, the latest first'),
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        heads.map((head) => element('th', { scope: 'col' }, head)),
      ),
    ),
    rows,
  );
}

function noRows(): HTMLElement {
  return element('tr', {}, element('td', { colspan: 4, class: 'note' }, 'None yet.'));
}

function rowView(record: RequestRecord, isCurrent: boolean): HTMLElement {
  const { id, receivedAt, response } = record;
  const status = response?.status ?? 0;
  return element(
    'tr',
    { class: isCurrent ? 'current' : '' },
    element('td', { class: 'time' }, new Date(receivedAt).toLocaleTimeString('en-GB')),
    element('td', { class: status < 400 ? 'good' : 'bad' }, String(status)),
    element(
      'td',
      {},
      element(
        'button',
        { type: 'button', class: 'part', 'data-key': id, 'aria-current': isCurrent && 'true' },
        nameOf(record),
      ),
    ),
    element('td', { class: 'what' }, inOneLine(record)),
  );
}

function nameOf({ request, operation, service }: RequestRecord): string {
  if (service !== 'execute-api') return operation ? `${service} ${operation}` : request.path;
  return `${request.method} ${request.path.replace(/^\/_aws\/execute-api\/[^/]+/, '')}`;
}

/** The named mistake, what refused the request, or which statement allowed it. */
function inOneLine({ diagnosis, refusedBy, authorization, integration }: RequestRecord): string {
  if (diagnosis) return diagnosis.title;
  if (refusedBy) return `${refusedBy.check}: ${refusedBy.reason.split('\n')[0]}`;
  if (integration?.failure) return integration.failure;
  const allowing = authorization
    ?.flatMap(({ statements }) => statements)
    .find(({ matched, effect }) => matched && effect === 'Allow');
  return allowing ? `allowed by ${shortName(allowing.policy)}` : '';
}

/** A policy of AWS without the prefix that all of them have. */
function shortName(policy: string): string {
  return policy.replace('arn:aws:iam::aws:policy/', '');
}

function detailView(
  record: RequestRecord,
  records: readonly RequestRecord[],
  open: (record: RequestRecord) => void,
): Content {
  const { diagnosis, refusedBy, authentication, authorization = [], integration } = record;
  const log = callerLogOf(record, records);
  return [
    element('h2', {}, nameOf(record)),
    diagnosis && mistakeView(diagnosis),
    !diagnosis &&
      refusedBy &&
      element(
        'div',
        { class: 'mistake' },
        element('h3', {}, `Refused by the check of ${CHECKS[refusedBy.check]}`),
        element('p', { class: 'aws' }, refusedBy.reason.split('\n')[0] ?? ''),
        authentication?.why !== undefined && element('p', {}, authentication.why),
      ),
    integration?.failure !== undefined &&
      element('div', { class: 'mistake' }, element('h3', {}, integration.failure)),
    authorization.map(({ action, resource, principal, decision, statements }) => [
      element('h4', {}, `Policy: ${DECISIONS[decision]}`),
      element('p', { class: 'note' }, `${principal} asks for ${action} on ${resource}`),
      element(
        'ul',
        { class: 'statements' },
        statements.map(({ policy, sid, index, effect, matched, why }) =>
          element(
            'li',
            { class: matched ? 'matched' : '' },
            element('strong', {}, matched ? `✓ ${effect}` : `– ${effect}`),
            ` ${policy}, statement ${sid ?? index + 1}`,
            why !== undefined && element('span', { class: 'note' }, ` ${why}`),
          ),
        ),
      ),
      statements.length === 0 && element('p', {}, 'No statement was considered: there is none.'),
    ]),
    logView('The caller Lambda logged', log),
    logView('The function behind the API logged', integration?.functionLog),
    logView('The answer', record.response?.body),
    authentication?.form !== undefined &&
      button('Open in Build, stage by stage', () => open(record), { class: 'primary' }),
  ];
}

function logView(title: string, log: string | undefined): Content {
  if (!log) return undefined;
  return [
    element('h4', {}, title),
    element('pre', { tabindex: 0, 'aria-label': title }, log.trim()),
  ];
}

const CHECKS = {
  route: 'the route',
  authentication: 'the signature',
  authorization: 'the policies',
  quota: 'the quotas',
} as const;

const DECISIONS = {
  allowed: 'allowed',
  explicitDeny: 'denied by a statement',
  implicitDeny: 'denied, since no statement allows it',
} as const;
