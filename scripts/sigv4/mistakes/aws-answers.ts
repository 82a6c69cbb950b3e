/** What API Gateway answers to a request that is signed with a mistake. */
export const AWS_ANSWERS = {
  mismatch:
    '403 InvalidSignatureException: "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details."',
  hostNotSigned:
    "403 InvalidSignatureException: \"'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.\"",
  wrongService:
    '403 InvalidSignatureException: "Credential should be scoped to correct service: \'execute-api\'. "',
  wrongRegion: '403 InvalidSignatureException: "Credential should be scoped to a valid region. "',
  scopeDate:
    '403 InvalidSignatureException: "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: …"',
  scopeParts:
    '403 IncompleteSignatureException: "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got …"',
  unreadableDate:
    '403 IncompleteSignatureException: "Date must be in ISO-8601 \'basic format\'. Got …" (unconfirmed).',
  invalidToken: '403: "The security token included in the request is invalid."',
  accepted:
    'Accepted: API Gateway computes the signature over the headers that SignedHeaders lists, whichever they are.',
  acceptedWhileUnchanged:
    'Accepted unless something between you and AWS changes the header; in that case 403 InvalidSignatureException, from time to time.',
} as const;
