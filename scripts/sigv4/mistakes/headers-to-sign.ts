import { withoutHeaders } from '../staged-signer/header-stages';
import type { Stages } from '../staged-signer/staged-signer';
import { AWS_ANSWERS } from './aws-answers';
import type { Mistake, Variant } from './mistake';
import { SPECIFICATION } from './specification';

const common = {
  specification: SPECIFICATION.canonicalRequest,
  awsAnswers: AWS_ANSWERS.mismatch,
} as const;

const onlyHeaders = (stages: Stages, pattern: RegExp): Partial<Stages> => ({
  headersToSign: (headers) =>
    stages.headersToSign(headers).filter(([name]) => pattern.test(name.toLowerCase())),
});

export const leavingOut = (stages: Stages, names: readonly string[]): Partial<Stages> => ({
  headersToSign: (headers) => withoutHeaders(stages.headersToSign(headers), names),
});

/** Signs all that must not be signed, except the names given. */
function signsUnsignable(name: string, left: readonly string[]): Variant {
  return {
    name,
    replace: () => ({
      headersToSign: (headers) => withoutHeaders(headers, ['authorization', ...left]),
    }),
  };
}

const onHost = (stages: Stages, rewrite: (host: string) => string): Partial<Stages> => ({
  headersToSign: (headers) =>
    stages
      .headersToSign(headers)
      .map(([name, value]) => [
        name,
        name.toLowerCase() === 'host' ? rewrite(value.trim()) : value,
      ]),
});

/** Mistakes in which headers are signed, and with which host. */
export const HEADERS_TO_SIGN_MISTAKES: Mistake[] = [
  {
    ...common,
    id: 'host-not-signed',
    title: 'The Host header is not signed',
    why: 'Without Host, a signed request could be sent to another host; AWS requires it.',
    fix: 'Add the Host header, the name that the request is sent to, to the headers to sign.',
    awsAnswers: AWS_ANSWERS.hostNotSigned,
    frequency: 4,
    hints: [
      'Your HTTP client adds one header after you have signed. Which one?',
      'The canonical headers must include Host, or :authority in HTTP/2 ("Create a canonical request", CanonicalHeaders).',
      'headers = [["Host", url.host], …yours]; then sign',
    ],
    variants: [{ name: 'left out', replace: (stages) => leavingOut(stages, ['host']) }],
  },
  {
    ...common,
    id: 'date-not-signed',
    title: 'The X-Amz-Date header is not signed',
    why: 'All x-amz- headers of a request must be signed, above all the date.',
    fix: 'Add X-Amz-Date to the headers before you build the canonical request.',
    awsAnswers:
      'Not documented. X-Amz-Date is still sent, but the specification requires that it is also signed.',
    frequency: 3,
    hints: [
      'Which header does your signer add after signing, although it must be signed?',
      'All x-amz-* headers of the request are signed ("Create a canonical request", CanonicalHeaders).',
      'headers = [...headers, ["X-Amz-Date", timestamp]]; then build the canonical request',
    ],
    variants: [{ name: 'left out', replace: (stages) => leavingOut(stages, ['x-amz-date']) }],
  },
  {
    ...common,
    id: 'headers-left-out',
    title: 'Some headers of the request are not signed',
    why: 'The reference signer signs every header that it receives, except those that may change on the way.',
    fix: 'Sign all headers given, except those that proxies and clients change: Connection, Expect, User-Agent, X-Amzn-Trace-Id.',
    awsAnswers: AWS_ANSWERS.accepted,
    frequency: 3,
    hints: [
      'Which headers of the failing requests are missing in your signed headers?',
      'Host and every x-amz-* header must be signed, Content-Type if present; more headers make the request harder to change ("Create a canonical request", CanonicalHeaders).',
      'headersToSign = filter(headers, name → name is not connection, expect, user-agent, x-amzn-trace-id)',
    ],
    variants: [
      {
        name: 'host and x-amz-* only',
        replace: (stages) => onlyHeaders(stages, /^(host|x-amz-.*)$/),
      },
      {
        name: 'host and x-amz-date only',
        replace: (stages) => onlyHeaders(stages, /^(host|x-amz-date)$/),
      },
      {
        name: 'host, content-type and x-amz-* only',
        replace: (stages) => onlyHeaders(stages, /^(host|content-type|x-amz-.*)$/),
      },
      {
        name: 'content-type and content-length not signed',
        replace: (stages) => leavingOut(stages, ['content-type', 'content-length']),
      },
      {
        name: 'content-length not signed',
        replace: (stages) => leavingOut(stages, ['content-length']),
      },
      {
        name: 'content-type not signed',
        replace: (stages) => leavingOut(stages, ['content-type']),
      },
      { name: 'range not signed', replace: (stages) => leavingOut(stages, ['range']) },
    ],
  },
  {
    ...common,
    id: 'unsignable-headers-signed',
    title: 'Headers that may change on the way are signed',
    why: 'Proxies and clients rewrite Connection, Expect, User-Agent and X-Amzn-Trace-Id; a signature over them fails from time to time.',
    fix: 'Leave Authorization, Connection, Expect, User-Agent and X-Amzn-Trace-Id out of the headers to sign.',
    awsAnswers: AWS_ANSWERS.acceptedWhileUnchanged,
    frequency: 3,
    hints: [
      'Which of the headers that you sign could change between you and AWS?',
      'Headers that may be altered on the way are not signed: connection, expect, user-agent, x-amzn-trace-id ("Create a canonical request", CanonicalHeaders).',
      'headersToSign = filter(headers, name → lowerCase(name) not in UNSIGNABLE)',
    ],
    variants: [
      signsUnsignable('all of them', []),
      signsUnsignable('User-Agent', ['connection', 'expect', 'x-amzn-trace-id']),
      signsUnsignable('Expect', ['connection', 'user-agent', 'x-amzn-trace-id']),
      signsUnsignable('X-Amzn-Trace-Id', ['connection', 'expect', 'user-agent']),
      signsUnsignable('all but User-Agent', ['user-agent']),
      signsUnsignable('all but Expect', ['expect']),
      signsUnsignable('all but X-Amzn-Trace-Id', ['x-amzn-trace-id']),
    ],
  },
  {
    ...common,
    id: 'host-default-port-kept',
    title: 'The default port is signed as part of the host',
    why: 'HTTP clients send Host without the port if it is the default port of the scheme, 443 or 80.',
    fix: 'Sign url.host, which contains a port only if it is not the default one.',
    frequency: 2,
    hints: [
      'Compare the Host that your client sends with the one you sign, to the last character.',
      'The Host that is signed is the one that is sent; a default port is not sent ("Create a canonical request", CanonicalHeaders).',
      'host = new URL(url).host',
    ],
    variants: [
      {
        name: ':443 appended',
        replace: (stages) => onHost(stages, (host) => (/:\d+$/.test(host) ? host : `${host}:443`)),
      },
      {
        name: ':80 appended',
        replace: (stages) => onHost(stages, (host) => (/:\d+$/.test(host) ? host : `${host}:80`)),
      },
    ],
  },
  {
    ...common,
    id: 'host-port-dropped',
    title: 'The port is missing in the host that is signed',
    why: 'If the port is not the default port of the scheme, clients send it in Host. url.hostname lacks it.',
    fix: 'Sign url.host, not url.hostname.',
    frequency: 3,
    hints: [
      'Does it fail only if the host has a port?',
      'The Host that is signed is the one that is sent, with its port ("Create a canonical request", CanonicalHeaders).',
      'host = new URL(url).host',
    ],
    variants: [
      {
        name: 'any port',
        replace: (stages) => onHost(stages, (host) => host.replace(/:\d+$/, '')),
      },
      {
        name: 'the default port, 443 or 80',
        replace: (stages) => onHost(stages, (host) => host.replace(/:(443|80)$/, '')),
      },
    ],
  },
];
