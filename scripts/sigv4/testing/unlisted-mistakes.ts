import { createHash, createHmac, hash } from 'node:crypto';
import { STAGES, type Stages } from '../staged-signer/staged-signer';
import { uriEncode } from '../staged-signer/uri-encode';

/** A mistake that the catalogue does not know, or a way to make one that it does not know. */
export interface UnlistedMistake {
  what: string;
  replace: Partial<Stages>;
  /** Ids that would be true of it nevertheless, by what they say. */
  alsoTrue?: string[];
}

const { canonicalRequest, stringToSign } = STAGES;
const reversed = (text: string) => [...text].reverse().join('');
const sha256 = (text: string) => hash('sha256', text, 'hex');
const hmac = (algorithm: string, key: string | Buffer, text: string | Buffer) =>
  createHmac(algorithm, key).update(text).digest();

/** Of every stage, and of no variant of the catalogue. */
export const UNLISTED_MISTAKES: UnlistedMistake[] = [
  // Path
  { what: 'the path reversed', replace: { encodePath: (path) => reversed(path) } },
  {
    what: 'the path in capitals',
    replace: { encodePath: (path, encode) => path.split('/').map(encode).join('/').toUpperCase() },
  },
  { what: 'the path in small letters', replace: { pathToSign: ({ path }) => path.toLowerCase() } },
  {
    what: 'a dollar sign before each path',
    replace: { encodePath: (path, encode) => `$${path.split('/').map(encode).join('/')}` },
  },
  {
    what: 'the last segment of the path left out',
    replace: { pathToSign: ({ path }) => path.replace(/[^/]+\/?$/, '') },
  },
  {
    what: 'the path cut after 8 characters',
    replace: { pathToSign: ({ path }) => path.slice(0, 8) },
  },
  {
    what: 'the host before the path',
    replace: { pathToSign: ({ path, headers }) => `/${headers[0]?.[1].trim()}${path}` },
  },
  {
    what: 'escapes of the path written %u',
    replace: { encodePathText: (text) => uriEncode(text).replaceAll('%', '%u') },
  },
  {
    what: 'letters of the path encoded too',
    replace: { encodePathText: (text) => uriEncode(text).replaceAll('a', '%61') },
  },
  {
    what: 'digits of the path encoded too',
    replace: {
      encodePathText: (text) => uriEncode(text).replace(/(?<!%.?)\d/g, (digit) => `%3${digit}`),
    },
  },
  {
    what: 'the path encoded as quoted-printable',
    replace: { encodePathText: (text) => uriEncode(text).replaceAll('%', '=') },
  },
  {
    what: 'hyphens of the path encoded',
    replace: { encodePathText: (text) => uriEncode(text).replaceAll('-', '%2D') },
  },
  {
    what: 'dots of the path encoded',
    replace: { encodePathText: (text) => uriEncode(text).replaceAll('.', '%2E') },
  },
  {
    what: 'an extra slash at the end of the path',
    replace: { encodePath: (path, encode) => `${path.split('/').map(encode).join('/')}/` },
  },
  // Query
  {
    what: 'parameters in descending order',
    replace: { sortParameters: (all) => STAGES.sortParameters(all).toReversed() },
    alsoTrue: ['query-not-sorted'],
  },
  {
    what: 'parameters sorted by length',
    replace: {
      sortParameters: (all) =>
        all.toSorted((a, b) => a.name.length - b.name.length || a.value.length - b.value.length),
    },
  },
  {
    what: 'parameters sorted by value',
    replace: { sortParameters: (all) => all.toSorted((a, b) => (a.value < b.value ? -1 : 1)) },
  },
  {
    what: 'the first parameter left out',
    replace: { splitQuery: (query) => STAGES.splitQuery(query).slice(1) },
  },
  {
    what: 'the last parameter left out',
    replace: { splitQuery: (query) => STAGES.splitQuery(query).slice(0, -1) },
  },
  {
    what: 'name and value swapped',
    replace: { writeParameter: ({ name, value }) => `${value}=${name}` },
  },
  {
    what: 'a colon for the equals sign',
    replace: { writeParameter: ({ name, value }) => `${name}:${value}` },
  },
  {
    what: 'names in capitals',
    replace: {
      encodeParameter: (parameter, encode) => ({
        ...STAGES.encodeParameter(parameter, encode),
        name: encode(parameter.name).toUpperCase(),
      }),
    },
  },
  {
    what: 'names in small letters',
    replace: {
      encodeParameter: (parameter, encode) => ({
        ...STAGES.encodeParameter(parameter, encode),
        name: encode(parameter.name.toLowerCase()),
      }),
    },
  },
  {
    what: 'values of the query in small letters',
    replace: { encodeQueryText: (text) => uriEncode(text.toLowerCase()) },
  },
  {
    what: 'spaces of the query left out',
    replace: { encodeQueryText: (text) => uriEncode(text.replaceAll(' ', '')) },
  },
  {
    what: 'a space in the query as an underscore',
    replace: { encodeQueryText: (text) => uriEncode(text.replaceAll(' ', '_')) },
  },
  {
    what: 'hyphens of the query encoded',
    replace: { encodeQueryText: (text) => uriEncode(text).replaceAll('-', '%2D') },
  },
  {
    what: 'a question mark before the query',
    replace: {
      canonicalRequest: (parts) =>
        canonicalRequest({ ...parts, canonicalQuery: `?${parts.canonicalQuery}` }),
    },
  },
  {
    what: 'an ampersand behind the query',
    replace: {
      canonicalRequest: (parts) =>
        canonicalRequest({ ...parts, canonicalQuery: `${parts.canonicalQuery}&` }),
    },
  },
  {
    what: 'the expiry in minutes',
    replace: { expiresIn: ({ expiresIn }) => Math.round(expiresIn / 60) },
    alsoTrue: ['expires-ignored'],
  },
  {
    what: 'X-Amz-Date left out of the query',
    replace: {
      addedParameters: (values) =>
        STAGES.addedParameters(values).filter(([name]) => name !== 'X-Amz-Date'),
    },
  },
  {
    what: 'a parameter X-Amz-Client added',
    replace: {
      addedParameters: (values) => [...STAGES.addedParameters(values), ['X-Amz-Client', 'mine']],
    },
  },
  // Headers
  {
    what: 'headers in descending order',
    replace: { sortHeaders: (headers) => STAGES.sortHeaders(headers).toReversed() },
    alsoTrue: ['headers-not-sorted'],
  },
  {
    what: 'headers sorted by value',
    replace: { sortHeaders: (headers) => headers.toSorted((a, b) => (a[1] < b[1] ? -1 : 1)) },
  },
  {
    what: 'header names in capitals',
    replace: { headerName: (name) => name.toUpperCase() },
    alsoTrue: ['header-names-not-lowercased'],
  },
  {
    what: 'an equals sign for the colon',
    replace: { writeHeader: ([name, value]) => `${name}=${value}\n` },
  },
  {
    what: 'header values in capitals',
    replace: { trimValue: (value) => STAGES.trimValue(value).toUpperCase() },
  },
  {
    what: 'all spaces of header values left out',
    replace: { collapseSpaces: (value) => value.replace(/\s+/g, '') },
  },
  {
    what: 'quotation marks of header values left out',
    replace: { trimValue: (value) => STAGES.trimValue(value).replaceAll('"', '') },
  },
  {
    what: 'header values percent-encoded',
    replace: { trimValue: (value) => uriEncode(STAGES.trimValue(value)) },
  },
  {
    what: 'values of a repeated header joined by a bar',
    replace: { joinValues: (values) => values.join('|') },
  },
  {
    what: 'values of a repeated header joined by nothing',
    replace: { joinValues: (values) => values.join('') },
  },
  {
    what: 'the longest value of a repeated header',
    replace: { joinValues: (values) => values.toSorted((a, b) => b.length - a.length)[0] ?? '' },
    alsoTrue: ['header-duplicates-last-wins'],
  },
  {
    what: 'signed headers joined by colons',
    replace: { joinSignedHeaders: (names) => names.join(':') },
    alsoTrue: ['signed-headers-comma'],
  },
  {
    what: 'a semicolon behind the signed headers',
    replace: { joinSignedHeaders: (names) => `${names.join(';')};` },
  },
  {
    what: 'two blank lines behind the headers',
    replace: {
      canonicalRequest: (parts) =>
        canonicalRequest({ ...parts, canonicalHeaders: `${parts.canonicalHeaders}\n` }),
    },
  },
  {
    what: 'a header x-my-client signed',
    replace: { combineHeaders: (own, added) => [...own, ...added, ['x-my-client', 'v7']] },
    alsoTrue: ['headers-added'],
  },
  {
    what: 'the host in capitals',
    replace: {
      headersToSign: (headers) =>
        STAGES.headersToSign(headers).map(([name, value]) =>
          /^host$/i.test(name) ? [name, value.toUpperCase()] : [name, value],
        ),
    },
  },
  {
    what: 'a dot behind the host',
    replace: {
      headersToSign: (headers) =>
        STAGES.headersToSign(headers).map(([name, value]) =>
          /^host$/i.test(name) ? [name, `${value}.`] : [name, value],
        ),
    },
  },
  // Payload
  {
    what: 'the payload hashed with SHA-1',
    replace: { payloadHash: (body) => hash('sha1', body, 'hex') },
  },
  {
    what: 'the payload hashed with SHA-512',
    replace: { payloadHash: (body) => hash('sha512', body, 'hex') },
  },
  {
    what: 'the payload hashed with MD5',
    replace: { payloadHash: (body) => hash('md5', body, 'hex') },
  },
  {
    what: 'the payload hashed twice',
    replace: { payloadHash: (body) => sha256(hash('sha256', body, 'hex')) },
  },
  {
    what: 'the length of the body for its hash',
    replace: { payloadHash: (body) => String(body.length) },
  },
  {
    what: 'the body reversed',
    replace: { payloadHash: (body) => sha256(reversed(Buffer.from(body as string).toString())) },
  },
  {
    what: 'the body cut after 16 bytes',
    replace: {
      payloadHash: (body) =>
        createHash('sha256')
          .update(Buffer.from(body as string).subarray(0, 16))
          .digest('hex'),
    },
  },
  {
    what: '0x before the payload hash',
    replace: {
      canonicalRequest: (parts) =>
        canonicalRequest({ ...parts, payloadHash: `0x${parts.payloadHash}` }),
    },
  },
  // Texts
  {
    what: 'an HTTP version behind the path',
    replace: {
      canonicalRequest: (parts) =>
        canonicalRequest({ ...parts, canonicalUri: `${parts.canonicalUri} HTTP/1.1` }),
    },
  },
  {
    what: 'the parts joined by spaces',
    replace: { canonicalRequest: (parts) => canonicalRequest(parts).replaceAll('\n', ' ') },
  },
  {
    what: 'signed headers left out of the canonical request',
    replace: {
      canonicalRequest: (parts) =>
        [
          parts.method,
          parts.canonicalUri,
          parts.canonicalQuery,
          parts.canonicalHeaders,
          parts.payloadHash,
        ].join('\n'),
    },
  },
  {
    what: 'path and query swapped',
    replace: {
      canonicalRequest: (parts) =>
        canonicalRequest({
          ...parts,
          canonicalUri: parts.canonicalQuery,
          canonicalQuery: parts.canonicalUri,
        }),
    },
  },
  {
    what: 'the canonical request hashed with SHA-1',
    replace: { hashCanonicalRequest: (text) => hash('sha1', text, 'hex') },
  },
  {
    what: 'the canonical request hashed twice',
    replace: { hashCanonicalRequest: (text) => sha256(sha256(text)) },
  },
  {
    what: 'the string to sign joined by commas',
    replace: { stringToSign: (parts) => stringToSign(parts).replaceAll('\n', ',') },
  },
  {
    what: 'scope and timestamp swapped in the string to sign',
    replace: {
      stringToSign: (parts) =>
        stringToSign({ ...parts, scope: parts.timestamp, timestamp: parts.scope }),
    },
  },
  {
    what: 'the access key id in the scope',
    replace: { stringToSign: (parts) => stringToSign({ ...parts, scope: `AKID/${parts.scope}` }) },
  },
  // Time and scope
  {
    what: 'the time a minute late',
    replace: {
      signingTime: (given) =>
        given.replace(
          /(..)Z$/,
          (_, seconds) => `${(Number(seconds) + 1) % 60}`.padStart(2, '0') + 'Z',
        ),
    },
  },
  {
    what: 'the time in seconds since 1970',
    replace: {
      timestamp: (text) =>
        String(Date.parse(text.replace(/^(....)(..)(..T..)(..)/, '$1-$2-$3:$4:')) / 1000),
      scopeDate: (_, clock) => clock.slice(0, 8),
    },
    alsoTrue: ['timestamp-from-clock'],
  },
  {
    what: 'a scope with underscores',
    replace: { scope: (values) => [STAGES.scope(values).join('_')] },
  },
  {
    what: 'a scope in capitals',
    replace: { scope: (values) => STAGES.scope(values).map((part) => part.toUpperCase()) },
  },
  { what: 'a scope without a date', replace: { scope: (values) => STAGES.scope(values).slice(1) } },
  {
    what: 'the region Mars',
    replace: { region: () => 'mars-north-1' },
    alsoTrue: ['wrong-region'],
  },
  // Key and signature
  {
    what: 'AWS5 before the secret',
    replace: { secretKey: (secret) => `AWS5${secret}` },
    alsoTrue: ['key-prefix-missing'],
  },
  {
    what: 'AWS4 behind the secret',
    replace: { secretKey: (secret) => `${secret}AWS4` },
    alsoTrue: ['key-prefix-missing'],
  },
  {
    what: 'the secret reversed',
    replace: { secretKey: (secret) => `AWS4${reversed(secret)}` },
    alsoTrue: ['secret-mangled'],
  },
  {
    what: 'the chain of the key in the opposite order',
    replace: { keyTexts: (values) => STAGES.keyTexts(values).toReversed() },
  },
  { what: 'HMAC-SHA1 in the chain', replace: { keyLink: (key, text) => hmac('sha1', key, text) } },
  {
    what: 'HMAC-SHA512 for the signature',
    replace: { signature: (key, text) => hmac('sha512', key, text as string) },
  },
  {
    what: 'the signature cut after 32 digits',
    replace: { writeSignature: (bytes) => bytes.toString('hex').slice(0, 32) },
  },
  {
    what: 'the signature backwards',
    replace: { writeSignature: (bytes) => reversed(bytes.toString('hex')) },
  },
];
