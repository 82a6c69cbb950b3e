import { createHash } from 'node:crypto';
import type { AuthorizationResult } from '../authorization';
import type { AuthorizationPart, SignatureRefusal } from './authentication/refusal';

/**
 * One refusal or failure in the words of API Gateway. Marks say how sure the words are: `A`
 * documented by AWS or recorded from it, `I` seen in public as real output, `B` unconfirmed: seen for
 * other services of AWS only, or nowhere.
 */
export interface AnswerRow<Facts> {
  mark: 'A' | 'I' | 'B';
  /** Where its words were seen and when, or what is known of them. */
  seen: string;
  status: number;
  /** The header `x-amzn-ErrorType`. */
  errorType: string;
  /** Where the text is in the body; denials of authorization are sent under `Message`. */
  key?: 'Message';
  text: string | ((facts: Facts) => string);
}

/** A row with its words filled in, ready to send. */
export interface ErrorAnswer {
  status: number;
  errorType: string;
  /** The row's text, filled in. */
  message: string;
  /** JSON text. */
  body: string;
}

type RefusalFacts = {
  [Rule in SignatureRefusal['rule']]: Extract<SignatureRefusal, { rule: Rule }>;
};

interface Denial {
  /** Its ARN, or `anonymous`. */
  caller: string;
  action: string;
  /** As it is shown: in the answers of API Gateway, the account of an ARN is masked. */
  resource: string;
  /** The kind of policy that denied, or in which an Allow is missing. */
  by: AuthorizationResult['by'];
}

/** What each row has to be told, by name of the row: the rules of authentication, and these. */
interface AnswerFacts extends RefusalFacts {
  'unknown-route': object;
  'unknown-stage': object;
  'not-allowed': Denial;
  'explicitly-denied': Denial;
  'anonymous-denied': Denial;
  'api-key-required': object;
  'unsupported-media-type': object;
  'request-too-long': object;
  'function-failed': object;
  'malformed-proxy-response': object;
  'function-timed-out': object;
  'integration-misconfigured': object;
}

export type AnswerName = keyof AnswerFacts;

const FORBIDDEN = { status: 403 } as const;
const MISSING_TOKEN = {
  ...FORBIDDEN,
  errorType: 'MissingAuthenticationTokenException',
  text: 'Missing Authentication Token',
} as const;
const INCOMPLETE = { ...FORBIDDEN, errorType: 'IncompleteSignatureException' } as const;
const INVALID = { ...FORBIDDEN, errorType: 'InvalidSignatureException' } as const;
const UNKNOWN_TOKEN = {
  ...FORBIDDEN,
  errorType: 'UnrecognizedClientException',
  text: 'The security token included in the request is invalid.',
} as const;
const DENIED = { ...FORBIDDEN, errorType: 'AccessDeniedException', key: 'Message' } as const;
const INTERNAL = {
  errorType: 'InternalServerErrorException',
  text: 'Internal server error',
} as const;

const MISSING_PART: Record<AuthorizationPart, string> = {
  Credential: "Authorization header requires 'Credential' parameter.",
  Signature: "Authorization header requires 'Signature' parameter.",
  SignedHeaders: "Authorization header requires 'SignedHeaders' parameter.",
  Date: "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.",
};

/** What a denial calls the policy that denies, or in which an Allow is missing. */
const POLICIES: Record<Denial['by'], [article: string, name: string]> = {
  'identity-based': ['an', 'identity-based policy'],
  'resource-based': ['a', 'resource-based policy'],
  session: ['a', 'session policy'],
  'permissions boundary': ['a', 'permissions boundary'],
};

/**
 * Every refusal and failure that the data plane answers. A `B` row that turns out wrong is
 * corrected here and nowhere else.
 */
export const ANSWERS: { [Name in AnswerName]: AnswerRow<AnswerFacts[Name]> } = {
  'unknown-stage': {
    ...FORBIDDEN,
    mark: 'I',
    seen: 'Serverless-Goat, issue 14',
    errorType: 'ForbiddenException',
    text: 'Forbidden',
  },
  'unknown-route': {
    ...MISSING_TOKEN,
    mark: 'A',
    seen: "recorded 2024-07-23: LocalStack's test_apigateway_common, test_routing_not_found",
  },
  'missing-authorization': {
    ...MISSING_TOKEN,
    mark: 'A',
    seen: 'documented by AWS',
  },
  'not-key-value': {
    ...INCOMPLETE,
    mark: 'I',
    seen: 'a published answer of 2025-11-26; for an unknown route also 2026-07-23',
    text: ({ authorization }) =>
      'Invalid key=value pair (missing equal-sign) in Authorization header ' +
      `(hashed with SHA-256 and encoded with Base64): '${sha256Base64(authorization)}'.`,
  },
  'unsupported-algorithm': {
    ...INCOMPLETE,
    mark: 'B',
    seen: 'nowhere: the words are those of AWS for a header of another algorithm',
    text: ({ algorithm }) => `Unsupported AWS 'algorithm': '${algorithm}'.`,
  },
  'missing-parts': {
    ...INCOMPLETE,
    mark: 'I',
    seen: 'real output in public issues',
    text: ({ missing, authorization }) =>
      `${missing.map((part) => MISSING_PART[part]).join(' ')} Authorization=${authorization}`,
  },
  'unexpected-part': {
    ...INCOMPLETE,
    mark: 'B',
    seen: 'nowhere',
    text: ({ part }) =>
      "Authorization header must name 'Credential', 'SignedHeaders' and 'Signature' once each, " +
      `and nothing else: '${part}'`,
  },
  'missing-parameters': {
    ...INCOMPLETE,
    mark: 'B',
    seen: 'DynamoDB and Kinesis, as dynalite and kinesalite captured them: one sentence for each parameter, and none for X-Amz-Expires',
    text: ({ missing }) =>
      [
        ...missing.map((name) => `AWS query-string parameters must include '${name}'.`),
        'Re-examine the query-string parameters.',
      ].join(' '),
  },
  'malformed-expires': {
    ...INCOMPLETE,
    mark: 'B',
    seen: 'nowhere',
    text: ({ expires }) =>
      `X-Amz-Expires must be a number of seconds from 0 to 604800, got '${expires}'`,
  },
  'malformed-credential': {
    ...INCOMPLETE,
    mark: 'B',
    seen: 'other services of AWS',
    text: ({ credential }) =>
      'Credential must have exactly 5 slash-delimited elements, ' +
      `e.g. keyid/date/region/service/term, got '${credential}'`,
  },
  'malformed-date': {
    ...INCOMPLETE,
    mark: 'B',
    seen: 'other services of AWS',
    text: ({ date }) =>
      "Date must be in ISO-8601 'basic format'. " +
      `Got '${date}'. See http://en.wikipedia.org/wiki/ISO_8601`,
  },
  'host-not-signed': {
    ...INVALID,
    mark: 'I',
    seen: 'real output in public issues',
    text: "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
  },
  // Its words are documented; between this error type and AccessDeniedException, accounts differ.
  'unknown-key': { ...UNKNOWN_TOKEN, mark: 'A', seen: 'AWS documentation: "Common errors"' },
  'inactive-key': {
    ...UNKNOWN_TOKEN,
    mark: 'B',
    seen: 'nowhere: the words are those for an unknown key',
  },
  'expired-token': {
    ...FORBIDDEN,
    mark: 'I',
    seen: 'real output in public issues',
    errorType: 'ExpiredTokenException',
    text: 'The security token included in the request is expired',
  },
  'wrong-terminator': {
    ...INVALID,
    mark: 'B',
    seen: 'other services of AWS',
    text: ({ terminator }) =>
      `Credential should be scoped with a valid terminator: 'aws4_request', not '${terminator}'. `,
  },
  'wrong-service': {
    ...INVALID,
    mark: 'I',
    seen: 'github.com/Kong/insomnia issue 830, 2018-03-26',
    text: ({ expected }) => `Credential should be scoped to correct service: '${expected}'. `,
  },
  'wrong-region': {
    ...INVALID,
    mark: 'I',
    seen: 'github.com/Kong/insomnia issue 830, 2018-03-26; without the region named, later',
    text: 'Credential should be scoped to a valid region. ',
  },
  'scope-date-mismatch': {
    ...INVALID,
    mark: 'B',
    seen: 'other services of AWS',
    text: ({ scopeDate, dateOfRequest, requestDate }) =>
      'Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: ' +
      `'${scopeDate}' != '${dateOfRequest}', from '${requestDate}'.`,
  },
  'signature-expired': {
    ...INVALID,
    mark: 'I',
    seen: 'real output in public issues',
    text: ({ requestDate, limit, serverDate }) =>
      `Signature expired: ${requestDate} is now earlier than ${limit} (${serverDate} - 5 min.)`,
  },
  'not-yet-current': {
    ...INVALID,
    mark: 'I',
    seen: 'real output in public issues',
    text: ({ requestDate, limit, serverDate }) =>
      `Signature not yet current: ${requestDate} is still later than ${limit} ` +
      `(${serverDate} + 5 min.)`,
  },
  // The long form was last seen in 2021: on real AWS only the first sentence is to be relied on.
  'signature-mismatch': {
    ...INVALID,
    mark: 'I',
    seen: 'real output in public issues; the long form last in 2021',
    text: ({ canonicalRequest, stringToSign }) =>
      'The request signature we calculated does not match the signature you provided. ' +
      'Check your AWS Secret Access Key and signing method. ' +
      'Consult the service documentation for details.' +
      `\n\nThe Canonical String for this request should have been\n'${canonicalRequest}'` +
      `\n\nThe String-to-Sign should have been\n'${stringToSign}'\n`,
  },
  'not-allowed': {
    ...DENIED,
    mark: 'A',
    seen: 'documented by AWS; measured 2026-10-02',
    text: noAllow,
  },
  'explicitly-denied': {
    ...DENIED,
    mark: 'I',
    seen: 'measured 2026-10-02, word for word for resource policies',
    text: (facts) => `${denial(facts)} with an explicit deny in ${POLICIES[facts.by].join(' ')}`,
  },
  // Authorization NONE: only the API's resource policy can refuse, and there is no caller to name.
  'anonymous-denied': {
    ...DENIED,
    mark: 'I',
    seen: 'measured 2026-10-02; without the reason as late as 2025-09-04',
    text: noAllow,
  },
  // Local AWS knows no API keys, so a method that requires one lets nobody in.
  'api-key-required': {
    ...FORBIDDEN,
    mark: 'A',
    seen: "asserted against AWS by LocalStack's test_api_key_required_for_methods",
    errorType: 'ForbiddenException',
    text: 'Forbidden',
  },
  'unsupported-media-type': {
    mark: 'A',
    seen: 'documented by AWS',
    status: 415,
    errorType: 'BadRequestException',
    text: 'Unsupported Media Type',
  },
  'request-too-long': {
    mark: 'I',
    seen: 'github.com/koki-develop/lgtm-generator issue 10, 2021-09-12',
    status: 413,
    errorType: 'BadRequestException',
    text: 'Request Too Long',
  },
  'function-failed': {
    ...INTERNAL,
    mark: 'A',
    seen: 'documented by AWS',
    status: 502,
  },
  'malformed-proxy-response': {
    ...INTERNAL,
    mark: 'A',
    seen: "recorded: LocalStack's test_aws_proxy_response_payload_format_validation",
    status: 502,
  },
  'function-timed-out': {
    ...INTERNAL,
    mark: 'A',
    seen: 'documented by AWS',
    status: 504,
    text: 'Endpoint request timed out',
  },
  'integration-misconfigured': {
    ...INTERNAL,
    mark: 'A',
    seen: "recorded 2024-12-11: LocalStack's TestApiGatewayHeaderRemapping",
    status: 500,
  },
};

/**
 * Fills in a row of the table.
 * @param facts what the row's text tells, such as the refusal of authentication of the same name
 */
export function answerOf<Name extends AnswerName>(
  name: Name,
  facts: AnswerFacts[Name],
): ErrorAnswer {
  const { status, errorType, key = 'message', text } = ANSWERS[name];
  const message = typeof text === 'string' ? text : text(facts);
  return { status, errorType, message, body: bodyOf(key, message, status) };
}

/** Where API Gateway itself or the backend failed, it writes a blank behind the colon. */
function bodyOf(key: string, message: string, status: number): string {
  const text = JSON.stringify(message);
  return status >= 500 ? `{"${key}": ${text}}` : `{"${key}":${text}}`;
}

/** Puts the refusal of a signature into words; its row has the name of the rule that it breaks. */
export function answerToRefusal(refusal: SignatureRefusal): ErrorAnswer {
  // TypeScript does not see that the rule and the facts of one refusal belong together.
  return answerOf(refusal.rule, refusal as never);
}

function noAllow(facts: Denial): string {
  return `${denial(facts)} because no ${POLICIES[facts.by][1]} allows the ${facts.action} action`;
}

function denial({ caller, action, resource }: Denial): string {
  return `User: ${caller} is not authorized to perform: ${action} on resource: ${resource}`;
}

function sha256Base64(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
