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
  const { received, refusal = 'that is not recorded', why } = evidence ?? {};
  if (!received) return [`  by the rule ${refusal}; it received no signature`];
  const { accessKeyId, credentialScope, signedHeaders, date, securityToken } = received;
  const parts: [string, string | undefined][] = [
    ['access key', accessKeyId],
    ['scope', credentialScope],
    ['signed headers', signedHeaders?.join(';')],
    ['date', date],
    ['session token', securityToken],
  ];
  return [
    `  by the rule ${refusal}; it received`,
    ...parts.map(([name, value]) => `    ${name.padEnd(14)}  ${value ?? '(none)'}`),
    ...(why ? [`  ${why}`] : []),
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
