import { markOf } from '../../terminal/report/render';
import type { Screen } from '../../terminal/screen';
import { labelled } from '../../terminal/wrap';
import type { RequestRecord } from './record';
import { whyRefused } from './why-refused';

const MARGIN = '    ';

/**
 * What the person who runs local AWS sees of a request: status, method and path and, where it was
 * refused, by which check, which statement decided, the named mistake, and where the record is. No
 * query string: a session token may be in it.
 *
 * @param recordUrl where the record is shown in full
 * @returns lines
 */
export function requestLines(record: RequestRecord, recordUrl: string, screen: Screen): string[] {
  const { request, response, service, operation } = record;
  const { columns, style } = screen;
  const status = response?.status ?? 0;
  const isRefused = status >= 400;
  const mark = markOf(isRefused ? 'failed' : 'ok', screen);
  const called = [request.method, request.path, operation ?? service ?? ''].join(' ').trimEnd();
  const head = labelled(`${mark}${style('strong', String(status))} `, called, columns);
  if (!isRefused) return head;
  const told = [...reasons(record), `in full: ${recordUrl}`];
  return [...head, ...told.flatMap((text) => labelled(MARGIN, text, columns))];
}

function reasons(record: RequestRecord): string[] {
  const { refusedBy, authentication, authorization = [], diagnosis } = record;
  const rule = authentication?.refusal;
  const check = refusedBy && [refusedBy.check, ...(rule ? [`rule ${rule}`] : [])].join(', ');
  const why = authentication?.why ?? (rule ? undefined : whyRefused(record));
  return [
    ...(check ? [`refused by: ${check}`] : []),
    ...(diagnosis ? [`the mistake: ${diagnosis.title}`, `to do: ${diagnosis.fix}`] : []),
    ...(refusedBy?.check === 'authorization' ? authorization.map(decidedBy) : []),
    ...(why && refusedBy?.check !== 'authorization' ? [`why: ${why}`] : []),
  ];
}

/** The statement that denied or, where none did, the first that might have allowed. */
function decidedBy({
  decision,
  statements,
}: NonNullable<RequestRecord['authorization']>[number]): string {
  const denial = statements.find(({ effect, matched }) => effect === 'Deny' && matched);
  const decisive = denial ?? statements.find(({ matched }) => !matched);
  if (!decisive) return `decided by: ${decision}, since the caller has no policy`;
  return `decided by: ${decision}; ${decisive.policy}: ${decisive.why}`;
}
