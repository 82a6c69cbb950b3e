import type { RequestRecord } from '../../local-aws';
import type { ReportBlock } from '../../terminal/report/report';

type Row = [name: string, value: string];

/**
 * What local AWS's record of a request says about why it was refused: which check refused it, and
 * which statement of which policy decided.
 *
 * @returns nothing when it was not refused
 */
export function explainRecord(record: RequestRecord): ReportBlock[] {
  const { refusedBy, authentication, authorization = [], integration } = record;
  const failure = integration?.failure;
  if (!refusedBy && typeof failure !== 'string') return [];
  const rows: Row[] = [
    ...(refusedBy ? [['refused by', checkOf(record)] satisfies Row] : []),
    ...(refusedBy?.check === 'route' ? [['why', refusedBy.reason] satisfies Row] : []),
    ...(authentication?.why ? [['why', authentication.why] satisfies Row] : []),
    ...authorization.flatMap(authorizationRows),
    ...(typeof failure === 'string' ? [['integration', failure] satisfies Row] : []),
  ];
  const received = refusedBy?.check === 'authentication' ? receivedRows(authentication) : [];
  return [
    { kind: 'heading', text: `What local AWS recorded (request ${record.id})` },
    { kind: 'facts', rows },
    ...(received.length > 0
      ? [{ kind: 'facts', rows: received, isDetail: true } satisfies ReportBlock]
      : []),
  ];
}

function checkOf({ refusedBy, authentication }: RequestRecord): string {
  const rule = authentication?.refusal;
  return [refusedBy?.check, ...(rule ? [`rule ${rule}`] : [])].join(', ');
}

function receivedRows(evidence: RequestRecord['authentication']): Row[] {
  const { received } = evidence ?? {};
  if (!received) return [['received', 'no signature']];
  const { accessKeyId, credentialScope, signedHeaders, date, securityToken } = received;
  const parts: [string, string | undefined][] = [
    ['access key', accessKeyId],
    ['scope', credentialScope],
    ['signed headers', signedHeaders?.join(';')],
    ['date', date],
    ['session token', securityToken],
  ];
  return parts.map(([name, value]) => [name, value ?? '(none)']);
}

function authorizationRows({
  action,
  resource,
  principal,
  decision,
  statements,
}: NonNullable<RequestRecord['authorization']>[number]): Row[] {
  return [
    ['caller', principal],
    ['asked for', `${action} on ${resource}: ${decision}`],
    ...statements.map(({ policy, why }): Row => ['policy', `${policy}: ${why}`]),
    ...(statements.length === 0
      ? [['policy', 'no statement of any policy was there to consider'] satisfies Row]
      : []),
  ];
}
