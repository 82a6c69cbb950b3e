import type { Cloud } from '../account/cloud';
import { iamState } from '../identity/iam-state';
import { stsState } from '../identity/sts-state';
import { type HttpAnswer, queryParameters, type ReceivedRequest } from '../wire/http';
import { type DiagnoseSignature, signatureMismatch } from './diagnosis';
import { maskTokens } from './mask';
import type { RequestRecord, SignatureDiagnosis } from './record';
import type { RecordSummary, RequestRecords } from './records';

const LIST_PATH = '/_workshop/requests';

const NO_TOKEN =
  'The records are shown to whoever runs local AWS: their address ends in ?token=…, as it is printed ' +
  'when local AWS starts.';

/** The list of records, as it is shown. */
export interface RecordList {
  /** Where one of them is in full. */
  inFull: string;
  requests: RecordSummary[];
}

/**
 * Shows the records: all of them in short, or one in full.
 * Whoever has the token of the records may read them.
 * @param diagnose names the mistake behind a wrong signature
 * @returns undefined when the request is for something else
 */
export function answerFromRecords(
  { method, path, query }: ReceivedRequest,
  records: RequestRecords,
  cloud: Cloud,
  diagnose: DiagnoseSignature,
): HttpAnswer | undefined {
  if (path !== LIST_PATH && !path.startsWith(`${LIST_PATH}/`)) return undefined;
  if (new Map(queryParameters(query)).get('token') !== records.token) {
    return json(403, { message: NO_TOKEN });
  }
  if (method !== 'GET') return json(405, { message: `Records are only read, with GET ${path}.` });
  if (path === LIST_PATH) return json(200, maskTokens(listOf(records), secretsOf(cloud)));
  const id = path.slice(LIST_PATH.length + 1);
  const record = records.get(id, secretsOf(cloud), (found) => ({
    diagnosis: diagnosisOf(found, cloud, diagnose),
  }));
  if (record) return json(200, record);
  return json(404, { message: `There is no record ${id}. The latest are under ${LIST_PATH}.` });
}

/** A diagnosis takes a while, so it is made once, also where it names no mistake. */
const diagnosed = new WeakMap<RequestRecord, { diagnosis: SignatureDiagnosis | undefined }>();

function diagnosisOf(
  record: RequestRecord,
  cloud: Cloud,
  diagnose: DiagnoseSignature,
): SignatureDiagnosis | undefined {
  const known = diagnosed.get(record);
  if (known) return known.diagnosis;
  const mismatch = signatureMismatch(record, cloud);
  const diagnosis = mismatch && diagnose(mismatch);
  diagnosed.set(record, { diagnosis });
  return diagnosis;
}

function listOf(records: RequestRecords): RecordList {
  const inFull = `GET ${LIST_PATH}/{id}?token=… shows one of these requests in full.`;
  return { inFull, requests: records.list() };
}

/** Every secret key and session token on file. */
function secretsOf({ accounts }: Cloud): string[] {
  return [...accounts.values()].flatMap((account) => [
    ...Object.values(account.read(iamState).accessKeys).map(({ secret }) => secret),
    ...Object.values(account.read(stsState).sessions).flatMap((session) => [
      session.secretAccessKey,
      session.sessionToken,
    ]),
  ]);
}

function json(status: number, body: unknown): HttpAnswer {
  const headers = { 'Content-Type': 'application/json' };
  return { status, headers, body: JSON.stringify(body, null, 2) };
}
