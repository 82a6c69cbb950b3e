import type { Cloud } from '../account/cloud';
import type { InjectedFault } from '../account/reality/faults';
import { answerFromApi } from '../execute-api';
import { errorAnswer, isQueryRequest } from '../protocols/query';
import { type DiagnoseSignature, signatureMismatch } from '../records/diagnosis';
import { answerFromRecords } from '../records/endpoint';
import type { RecordedRequest, RequestRecord } from '../records/record';
import type { RequestRecords } from '../records/records';
import { answerFromCode } from '../services/lambda/code';
import type { Service } from '../services/service';
import type { Storage } from '../state/storage';
import type { HttpAnswer } from '../wire/http';
import type { RequestHandler } from '../wire/server';
import { controlPlaneOf } from './control-plane';

interface Parts {
  cloud: Cloud;
  services: Service[];
  records: RequestRecords;
  diagnose: DiagnoseSignature;
  /** A change is told to the caller only when it is stored. */
  storage: Pick<Storage, 'settled'>;
  /** Told of each request once it is answered, with the mistake behind a wrong signature. */
  onAnswered?: (record: RequestRecord) => void;
}

interface Exchange extends RecordedRequest {
  fault: InjectedFault;
}

/** A part of local AWS that may answer a request; undefined leaves it to the next one. */
type Responder = (exchange: Exchange) => HttpAnswer | undefined | Promise<HttpAnswer | undefined>;

/**
 * Makes what answers every request. A look at the records leaves no record itself; any other request
 * goes its way until something answers.
 */
export function requestHandler(parts: Parts): RequestHandler {
  const { cloud, records, diagnose } = parts;
  const way: Responder[] = [
    failByFault,
    answerFromApi,
    answerFromCode,
    storingControlPlane(parts),
    refuseUnknownRoute,
  ];

  return async (request) => {
    const shown = answerFromRecords(request, records, cloud, diagnose);
    if (shown) return shown;

    const fault = cloud.reality.nextFault();
    if (fault === 'drop-before') return 'drop';
    const record = records.open(request);
    const answer = await firstAnswer(way, { cloud, request, record, fault });
    // SDK clients correct a clock that is wrong by the Date that they are sent.
    answer.headers.Date = cloud.clock.now().toUTCString();
    answer.headers['x-workshop-request'] = record.id;
    records.close(record, answer);
    // Afterwards: a diagnosis takes its time, and the caller waits for the answer.
    if (parts.onAnswered) setImmediate(tellOf, record, parts);
    return fault === 'drop-after' ? 'drop' : answer;
  };
}

function tellOf(record: RequestRecord, { cloud, diagnose, onAnswered }: Parts): void {
  const mismatch = signatureMismatch(record, cloud);
  onAnswered?.({ ...record, diagnosis: mismatch && diagnose(mismatch) });
}

async function firstAnswer(way: Responder[], exchange: Exchange): Promise<HttpAnswer> {
  try {
    for (const respond of way) {
      const answer = await respond(exchange);
      if (answer) return answer;
    }
    throw new Error('Nothing has answered.');
  } catch (error) {
    exchange.record.failure = (error as Error).stack ?? String(error);
    return json(500, 'Local AWS failed; the record of this request says how.');
  }
}

function failByFault({ fault }: Exchange): HttpAnswer | undefined {
  if (fault !== 'error') return undefined;
  return json(503, 'Service Unavailable', { 'x-amzn-ErrorType': 'ServiceUnavailableException' });
}

function storingControlPlane({ services, storage }: Parts): Responder {
  const controlPlane = controlPlaneOf(services);
  return async (exchange) => {
    const answer = await controlPlane(exchange);
    await storage.settled();
    return answer;
  };
}

function refuseUnknownRoute({ request, record }: Exchange): HttpAnswer {
  const { method, path } = request;
  const reason =
    `No service of local AWS answers ${method} ${path}. It has API Gateway, IAM, Lambda and STS, ` +
    'deployed APIs under /_aws/execute-api/<api>/<stage>/, and its records under ' +
    '/_workshop/requests.';
  record.refusedBy = { check: 'route', reason };
  if (isQueryRequest(request)) {
    const error = { code: 'InvalidAction', message: reason, status: 400 };
    return errorAnswer(error, record.id, 'http://webservices.amazon.com/AWSFault/2005-15-09');
  }
  return json(404, reason, { 'x-amzn-ErrorType': 'UnknownOperationException' });
}

function json(status: number, message: string, headers: Record<string, string> = {}): HttpAnswer {
  const contentType = { 'Content-Type': 'application/json' };
  return { status, headers: { ...contentType, ...headers }, body: JSON.stringify({ message }) };
}
