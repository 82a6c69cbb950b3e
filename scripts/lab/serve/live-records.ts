import {
  type LocalAwsAddress,
  type RecordList,
  type RequestRecord,
  recordUrlOf,
} from '../../local-aws';
import { conceal } from '../../terminal/conceal';

/** Between two looks at the list of records, in milliseconds. */
const INTERVAL = 300;

/** What is told about local AWS. */
export interface LiveEvents {
  onRecord(record: RequestRecord): void;
  /** Where it runs from now on; undefined when it has stopped. */
  onAddress(url: string | undefined): void;
}

type RecordsAddress = Pick<LocalAwsAddress, 'url' | 'recordsUrl'>;

/**
 * Follows the requests that reach local AWS, the earliest first; earlier ones are told too. A local
 * AWS that starts later, or again elsewhere, is found.
 *
 * @param find where local AWS runs now
 * @returns what stops it
 */
export function followRecords(
  find: () => RecordsAddress | undefined,
  { onRecord, onAddress }: LiveEvents,
): () => void {
  const told = new Set<string>();
  let known: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  const look = async () => {
    const found = find();
    const url = found?.url;
    if (url !== known) {
      known = url;
      onAddress(url);
    }
    if (found) await tellNews(found);
  };
  const tellNews = async (found: RecordsAddress) => {
    const { requests } = await readFrom<RecordList>(found.recordsUrl);
    // A request that is still being answered has no status: it is told when it has one.
    const news = requests.filter(({ id, status }) => status !== undefined && !told.has(id));
    for (const { id } of news.reverse()) {
      const record = await readFrom<RequestRecord>(recordUrlOf(found, id));
      told.add(id);
      onRecord(withoutSecretsInLog(record));
    }
  };
  const goOn = () => {
    if (!isStopped) timer = setTimeout(lookAndGoOn, INTERVAL);
  };
  // Between two looks it may have stopped: then the next one finds that out.
  const lookAndGoOn = () => void look().then(goOn, goOn);

  lookAndGoOn();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}

async function readFrom<T>(url: string): Promise<T> {
  const response = await fetch(url);
  if (response.ok) return (await response.json()) as T;
  throw new Error(`${url} answers ${response.status}.`);
}

/** Local AWS masks what can be read; a function's log comes in base64. */
function withoutSecretsInLog(record: RequestRecord): RequestRecord {
  const { response } = record;
  if (!response) return record;
  const headers = Object.entries(response.headers).map(([name, value]) =>
    /^x-amz-log-result$/i.test(name) && typeof value === 'string'
      ? [name, inBase64(value, (log) => conceal(log, []))]
      : [name, value],
  );
  return { ...record, response: { ...response, headers: Object.fromEntries(headers) } };
}

function inBase64(value: string, change: (text: string) => string): string {
  return Buffer.from(change(Buffer.from(value, 'base64').toString())).toString('base64');
}
