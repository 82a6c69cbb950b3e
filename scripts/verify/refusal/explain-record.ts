import type { RequestRecord } from '../../local-aws';

/**
 * What local AWS's record of a request says about why it was refused.
 *
 * @returns lines; none when it was not refused
 */
export function explainRecord(record: RequestRecord): string[] {
  const { refusedBy, authentication, authorization = [], integration } = record;
  const failure = integration?.failure;
  if (!refusedBy && typeof failure !== 'string') return [];
  return [
    `What local AWS has recorded (request ${record.id}):`,
    ...(refusedBy ? [`  refused by the check of ${refusedBy.check}`] : []),
    ...(refusedBy?.check === 'route' ? [`  ${refusedBy.reason}`] : []),
    ...(refusedBy?.check === 'authentication' ? explainAuthentication(authentication) : []),
    ...authorization.flatMap(explainAuthorization),
    ...(typeof failure === 'string' ? [`  the integration failed: ${failure}`] : []),
  ];
}

function explainAuthentication(evidence: RequestRecord['authentication']): string[] {
  const { accessKeyId, credentialScope, signedHeaders, date } = evidence?.received ?? {};
  const received: [string, string | undefined][] = [
    ['access key', accessKeyId],
    ['scope', credentialScope],
    ['signed headers', signedHeaders?.join(';')],
    ['date', date],
  ];
  return [
    `  by the rule ${evidence?.refusal ?? 'that is not recorded'}; it received`,
    ...received.map(([name, value]) => `    ${name.padEnd(14)}  ${value ?? '(none)'}`),
  ];
}

function explainAuthorization({
  action,
  resource,
  principal,
  decision,
  statements,
}: NonNullable<RequestRecord['authorization']>[number]): string[] {
  return [
    `  ${principal}`,
    `  asked for ${action}`,
    `  on ${resource}: ${decision}`,
    ...statements.map(({ policy, why }) => `    ${policy}: ${why}`),
    ...(statements.length === 0 ? ['    no statement of any policy was there to consider'] : []),
  ];
}
