import type { Cloud } from '../account/cloud';
import { answerFromRecords } from '../records/endpoint';
import type { RequestRecord } from '../records/record';
import type { RequestRecords } from '../records/records';
import type { RunningServices } from '../services';
import type { Storage } from '../state/storage';
import type { HttpAnswer, ReceivedRequest } from '../wire/http';
import type { RequestHandler } from '../wire/server';
import { ControlPlane } from './control-plane';

interface Parts {
  cloud: Cloud;
  services: RunningServices;
  records: RequestRecords;
  /** A change is told to the caller only when it is stored. */
  storage: Pick<Storage, 'settled'>;
}

/** Makes what answers every request: the records' own endpoint, the data plane, the control plane. */
export function requestHandler({ cloud, services, records, storage }: Parts): RequestHandler {
  const controlPlane = new ControlPlane(cloud, services.controlPlane);
  const { executeApi } = services;

  return async (request) => {
    const shown = answerFromRecords(request, records, cloud);
    if (shown) return shown;

    const fault = cloud.reality.nextFault();
    if (fault === 'drop-before') return 'drop';
    const record = records.open(request);
    const answer = fault === 'error' ? unavailable() : await answerAndStore(request, record);
    const marked = { ...answer, headers: { ...answer.headers, ...commonHeaders(record) } };
    records.close(record, marked);
    return fault === 'drop-after' ? 'drop' : marked;
  };

  /** SDK clients correct a clock that is wrong by the Date that they are sent. */
  function commonHeaders({ id }: RequestRecord): Record<string, string> {
    return { Date: cloud.clock.now().toUTCString(), 'x-workshop-request': id };
  }

  async function answerAndStore(
    request: ReceivedRequest,
    record: RequestRecord,
  ): Promise<HttpAnswer> {
    try {
      const served = await executeApi.answer(request, record);
      if (served) return served;
      const answer = await controlPlane.answer(request, record);
      await storage.settled();
      return answer ?? unknownRequest(request, record);
    } catch (error) {
      record.failure = (error as Error).stack ?? String(error);
      return json(500, 'Local AWS failed; the record of this request says how.');
    }
  }
}

function unknownRequest({ method, path }: ReceivedRequest, record: RequestRecord): HttpAnswer {
  const reason =
    `No service of local AWS answers ${method} ${path}. It has API Gateway, IAM, Lambda and STS, ` +
    'deployed APIs under /_aws/execute-api/<api>/<stage>/, and its records under ' +
    '/_workshop/requests.';
  record.refusedBy = { check: 'route', reason };
  return json(404, reason, { 'x-amzn-ErrorType': 'UnknownOperationException' });
}

function unavailable(): HttpAnswer {
  return json(503, 'Service Unavailable', { 'x-amzn-ErrorType': 'ServiceUnavailableException' });
}

function json(status: number, message: string, headers: Record<string, string> = {}): HttpAnswer {
  const contentType = { 'Content-Type': 'application/json' };
  return { status, headers: { ...contentType, ...headers }, body: JSON.stringify({ message }) };
}
