import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock } from '../account/clock';
import type { HttpAnswer, ReceivedRequest } from '../wire/http';
import { maskTokens } from './mask';
import type { RequestRecord } from './record';
import { whyRefused } from './why-refused';

const KEPT_RECORDS = 200;
const KEPT_BODY_CHARACTERS = 20_000;

/** A line of the list of records. */
export interface RecordSummary {
  id: string;
  receivedAt: string;
  service: string | undefined;
  operation: string | undefined;
  method: string;
  path: string;
  status: number | undefined;
  refusedBy: RequestRecord['refusedBy'];
  /** Where it was not answered as hoped. */
  why: string | undefined;
}

/** The records of the latest requests. */
export class RequestRecords {
  readonly #clock: Clock;
  /** What whoever reads them must know: they tell of everybody's requests. */
  readonly token = randomBytes(12).toString('base64url');
  /** The oldest first. A list: a map that forgets leaves its dead tables to the garbage collector. */
  readonly #records: RequestRecord[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Begins a record, to be filled in by those who handle the request. */
  open(request: ReceivedRequest): RequestRecord {
    const { method, path, sentPath = path, query, headers, body, sourceIp } = request;
    const record: RequestRecord = {
      id: randomUUID(),
      receivedAt: this.#clock.now().toISOString(),
      request: { method, path: sentPath, query, headers, body: bodyText(body), sourceIp },
    };
    this.#records.push(record);
    if (this.#records.length > KEPT_RECORDS) this.#records.shift();
    return record;
  }

  /** Ends a record with what was answered. */
  close(record: RequestRecord, { status, headers, body }: HttpAnswer): void {
    record.response = { status, headers, body: bodyText(body) };
  }

  /** The latest first. */
  list(): RecordSummary[] {
    return [...this.#records].reverse().map((record) => ({
      id: record.id,
      receivedAt: record.receivedAt,
      service: record.service,
      operation: record.operation,
      method: record.request.method,
      path: record.request.path,
      status: record.response?.status,
      refusedBy: record.refusedBy,
      why: whyRefused(record),
    }));
  }

  /**
   * One record, fit to be shown: session tokens and the given secrets are masked.
   *
   * @param secrets texts that must not be seen
   * @param workedOut what is worked out of a record when it is read, and not before
   */
  get(
    id: string,
    secrets: Iterable<string> = [],
    workedOut: (record: RequestRecord) => Partial<RequestRecord> = () => ({}),
  ): RequestRecord | undefined {
    const record = this.#records.find((kept) => kept.id === id);
    return record && maskTokens({ ...record, ...workedOut(record) }, secrets);
  }
}

function bodyText(body: string | Uint8Array): string {
  const text = typeof body === 'string' ? body : Buffer.from(body).toString();
  if (text.length <= KEPT_BODY_CHARACTERS) return text;
  return `${text.slice(0, KEPT_BODY_CHARACTERS)}… (${text.length} characters in all)`;
}
