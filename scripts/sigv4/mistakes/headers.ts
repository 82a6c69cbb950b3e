import { withoutHeaders } from '../staged-signer/header-stages';
import { byCodePoint } from '../staged-signer/query-stages';
import type { Stages } from '../staged-signer/staged-signer';
import type { Header } from '../vectors';
import { AWS_ANSWERS } from './aws-answers';
import type { Mistake, Variant } from './mistake';
import { SPECIFICATION } from './specification';

const common = {
  specification: SPECIFICATION.canonicalRequest,
  awsAnswers: AWS_ANSWERS.mismatch,
} as const;

const namesOf = (headers: Header[]) => headers.map(([name]) => name);
const byLowerCase = ([a]: Header, [b]: Header) => byCodePoint(a.toLowerCase(), b.toLowerCase());

const onlyHeaders = (stages: Stages, pattern: RegExp): Partial<Stages> => ({
  headersToSign: (headers) =>
    stages.headersToSign(headers).filter(([name]) => pattern.test(name.toLowerCase())),
});

const leavingOut = (stages: Stages, names: readonly string[]): Partial<Stages> => ({
  headersToSign: (headers) => withoutHeaders(stages.headersToSign(headers), names),
});

/** Signs all that must not be signed, but for the names given. */
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

/** Mistakes in which headers are signed, in which order, and how their names are written. */
export const HEADER_MISTAKES: Mistake[] = [
  {
    ...common,
    id: 'headers-not-sorted',
    title: 'The canonical headers are not sorted by name',
    why: 'Both sides must write the headers in one order: by lower-case name, by code point.',
    fix: 'Sort the headers by their lower-case names before you write them.',
    frequency: 4,
    hints: [
      'Write down the names of your canonical headers, top to bottom. Are they in alphabetical order?',
      'The canonical headers are sorted alphabetically by lower-case name ("Create a canonical request", CanonicalHeaders).',
      'headers = sort(headers, by lowerCase(name)); for each: name + ":" + value + "\\n"',
    ],
    variants: [
      { name: 'in the order they came', replace: () => ({ sortHeaders: (headers) => headers }) },
      {
        name: 'in the order they came, the signed headers sorted',
        replace: () => ({
          sortHeaders: (headers) => headers,
          signedHeaderNames: (_, arrived) => namesOf(arrived).toSorted(byCodePoint),
        }),
      },
      {
        name: 'in the order they came, those that signing adds first',
        replace: () => ({
          sortHeaders: (headers) => headers,
          combineHeaders: (own, added) => [...added, ...own],
        }),
      },
      {
        name: 'by localeCompare',
        replace: () => ({
          sortHeaders: (headers) => headers.toSorted(([a], [b]) => a.localeCompare(b, 'en')),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'header-names-not-lowercased',
    title: 'The names of the headers are not in lower case',
    why: 'HTTP does not mind the case of a header’s name; a hash does. The canonical form is lower case.',
    fix: 'Lower-case the names before sorting, in the canonical headers and in the signed headers.',
    frequency: 4,
    hints: [
      'Compare the header names in your canonical request letter by letter.',
      'Header names are written in lower case ("Create a canonical request", CanonicalHeaders and SignedHeaders).',
      'for each header: lowerCase(name) + ":" + trim(value) + "\\n"',
    ],
    variants: [
      { name: 'as they were sent', replace: () => ({ headerName: (name) => name }) },
      {
        name: 'as they were sent, sorted without regard to case',
        replace: () => ({
          headerName: (name) => name,
          sortHeaders: (headers) => headers.toSorted(byLowerCase),
        }),
      },
      {
        name: 'as they were sent in the canonical headers, lower case in the signed headers',
        replace: (stages) => ({
          headerName: (name) => name,
          sortHeaders: (headers) => headers.toSorted(byLowerCase),
          joinSignedHeaders: (names) => stages.joinSignedHeaders(names).toLowerCase(),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'host-not-signed',
    title: 'The Host header is not signed',
    why: 'Without the host a signed request could be replayed against another one; AWS demands it.',
    fix: 'Add Host, the name that the request is sent to, to the headers to sign.',
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
    why: 'The x-amz- headers of a request belong to the signed ones, the date above all.',
    fix: 'Add X-Amz-Date to the headers before you build the canonical request.',
    awsAnswers:
      'Not documented. The date is sent all the same, but it is no longer bound to the headers; the specification demands it.',
    frequency: 3,
    hints: [
      'Which header does your signer add after signing that belongs to what is signed?',
      'All x-amz-* headers of the request are signed ("Create a canonical request", CanonicalHeaders).',
      'headers = [...headers, ["X-Amz-Date", timestamp]]; then build the canonical request',
    ],
    variants: [{ name: 'left out', replace: (stages) => leavingOut(stages, ['x-amz-date']) }],
  },
  {
    ...common,
    id: 'headers-left-out',
    title: 'Headers of the request are left out of the signature',
    why: 'The signer that is compared with signs every header that it is given and that survives the way.',
    fix: 'Sign all headers given, but for those that proxies and clients change: Connection, Expect, User-Agent, X-Amzn-Trace-Id.',
    awsAnswers: AWS_ANSWERS.accepted,
    frequency: 3,
    hints: [
      'Which headers of the failing requests do not stand in your signed headers?',
      'Host and every x-amz-* header must be signed, Content-Type if it is there; more headers make the request harder to change ("Create a canonical request", CanonicalHeaders).',
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
    ],
  },
  {
    ...common,
    id: 'unsignable-headers-signed',
    title: 'Headers that change on the way are signed',
    why: 'Proxies and clients rewrite Connection, Expect, User-Agent and X-Amzn-Trace-Id; a signature over them fails now and again.',
    fix: 'Leave Authorization, Connection, Expect, User-Agent and X-Amzn-Trace-Id out of the headers to sign.',
    awsAnswers: AWS_ANSWERS.acceptedWhileUnchanged,
    frequency: 3,
    hints: [
      'Which of the headers that you sign might somebody between you and AWS change?',
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
    why: 'HTTP clients send Host without the port where it is the scheme’s own, 443 or 80.',
    fix: 'Sign url.host, which has a port only where it is not the default one.',
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
    why: 'Where the port is not the scheme’s own, clients send it in Host; url.hostname does not have it.',
    fix: 'Sign url.host, not url.hostname.',
    frequency: 3,
    hints: [
      'Does it fail only where the host has a port?',
      'The Host that is signed is the one that is sent, with its port ("Create a canonical request", CanonicalHeaders).',
      'host = new URL(url).host',
    ],
    variants: [
      {
        name: 'any port',
        replace: (stages) => onHost(stages, (host) => host.replace(/:\d+$/, '')),
      },
    ],
  },
  {
    ...common,
    id: 'headers-blank-line-missing',
    title: 'The blank line after the canonical headers is missing',
    why: 'Each canonical header ends with a newline, and the headers as a part end with one more.',
    fix: 'End every header line with a newline, then join the parts by newlines.',
    frequency: 4,
    hints: [
      'Count the newlines between your last header and the signed headers.',
      'Each header is followed by \\n, also the last; the parts are then joined by \\n ("Create a canonical request").',
      'canonicalHeaders = join(map(headers, name + ":" + value + "\\n"), "")',
    ],
    variants: [
      {
        name: 'no blank line',
        replace: (stages) => ({
          canonicalRequest: (parts) =>
            stages.canonicalRequest({
              ...parts,
              canonicalHeaders: parts.canonicalHeaders.replace(/\n$/, ''),
            }),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'signed-headers-not-sorted',
    title: 'The signed headers are not sorted',
    why: 'The list of names has the order of the canonical headers.',
    fix: 'Make the list from the sorted headers, not from the headers as they came.',
    frequency: 3,
    hints: [
      'Compare the order of the names in SignedHeaders with that of your canonical headers.',
      'SignedHeaders is an alphabetically sorted, semicolon-separated list of lower-case names ("Create a canonical request", SignedHeaders).',
      'signedHeaders = join(map(sortedHeaders, name), ";")',
    ],
    variants: [
      {
        name: 'in the order they came',
        replace: () => ({ signedHeaderNames: (_, arrived) => namesOf(arrived) }),
      },
      {
        name: 'in the order they came, those that signing adds first',
        replace: () => ({
          combineHeaders: (own, added) => [...added, ...own],
          signedHeaderNames: (_, arrived) => namesOf(arrived),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'signed-headers-comma',
    title: 'The signed headers are not joined by semicolons',
    why: 'The list of names is joined by ; and nothing else.',
    fix: 'Join the names by a semicolon, without a space.',
    frequency: 2,
    hints: [
      'What stands between the names of your signed headers?',
      'SignedHeaders is a semicolon-separated list ("Create a canonical request", SignedHeaders).',
      'signedHeaders = join(names, ";")',
    ],
    variants: [',', ', ', '; ', ' '].map((separator) => ({
      name: `joined by ${JSON.stringify(separator)}`,
      replace: () => ({ joinSignedHeaders: (names: string[]) => names.join(separator) }),
    })),
  },
];
