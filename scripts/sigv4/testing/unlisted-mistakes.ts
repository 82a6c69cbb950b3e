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

type Parts<Text extends 'canonicalRequest' | 'stringToSign'> = Parameters<Stages[Text]>[0];

const inCanonicalRequest = (change: (parts: Parts<'canonicalRequest'>) => object) => ({
  canonicalRequest: (parts: Parts<'canonicalRequest'>) =>
    canonicalRequest({ ...parts, ...change(parts) }),
});
const inStringToSign = (change: (parts: Parts<'stringToSign'>) => object) => ({
  stringToSign: (parts: Parts<'stringToSign'>) => stringToSign({ ...parts, ...change(parts) }),
});

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
  { what: 'the path twice', replace: { pathToSign: ({ path }) => path + path } },
  {
    what: 'the last segment of the path alone',
    replace: { pathToSign: ({ path }) => `/${path.split('/').at(-1)}` },
  },
  {
    what: 'the segments of the path sorted',
    replace: {
      encodePath: (path, encode) =>
        `/${path.split('/').filter(Boolean).map(encode).sort().join('/')}`,
    },
  },
  {
    what: 'spaces of the path as underscores',
    replace: {
      encodePathText: (text) => uriEncode(text.replaceAll(' ', '_').replaceAll('%20', '_')),
    },
  },
  {
    what: 'backslashes in the path',
    replace: { encodePath: (path, encode) => path.split('/').map(encode).join('\\') },
  },
  {
    what: 'percent signs of the path left out',
    replace: { encodePathText: (text) => uriEncode(text).replaceAll('%', '') },
  },
  {
    what: 'the method before the path',
    replace: inCanonicalRequest((p) => ({ canonicalUri: `${p.method} ${p.canonicalUri}` })),
  },
  {
    what: 'one slash too many before the path',
    replace: { encodePath: (path, encode) => `/${path.split('/').map(encode).join('/')}` },
  },
  { what: 'an empty query always', replace: { splitQuery: () => [] } },
  {
    what: 'the first parameter alone',
    replace: { splitQuery: (query) => STAGES.splitQuery(query).slice(0, 1) },
  },
  {
    what: '1 for an empty value',
    replace: {
      encodeParameter: (p, e) => STAGES.encodeParameter({ ...p, value: p.value || '1' }, e),
    },
  },
  {
    what: 'null for a parameter without an equals sign',
    replace: {
      encodeParameter: (p, e) =>
        STAGES.encodeParameter({ ...p, value: p.hasEquals ? p.value : 'null' }, e),
    },
  },
  {
    what: 'spaces of the query encoded twice',
    replace: { encodeQueryText: (text) => uriEncode(text).replaceAll('%20', '%2520') },
  },
  {
    what: 'an s behind the lifetime',
    replace: {
      addedParameters: (v) =>
        STAGES.addedParameters(v).map(([n, x]) => [n, n === 'X-Amz-Expires' ? `${x}s` : x]),
    },
    alsoTrue: ['expires-ignored'],
  },
  { what: 'a second more of lifetime', replace: { expiresIn: (c) => c.expiresIn + 1 } },
  {
    what: 'the algorithm in small letters in the query',
    replace: {
      addedParameters: (v) =>
        STAGES.addedParameters({ ...v, algorithm: v.algorithm.toLowerCase() }),
    },
  },
  {
    what: 'parameters of signing first, unsorted',
    replace: {
      sortParameters: (all) => [
        ...all.filter((p) => p.isAdded),
        ...STAGES.sortParameters(all.filter((p) => !p.isAdded)),
      ],
    },
  },
  {
    what: 'parameters sorted by their last letter',
    replace: {
      sortParameters: (all) =>
        all.toSorted((a, b) => ((a.name.at(-1) ?? '') < (b.name.at(-1) ?? '') ? -1 : 1)),
    },
  },
  {
    what: 'pairs written with spaces',
    replace: { writeParameter: ({ name, value }) => `${name} = ${value}` },
  },
  {
    what: 'values of the query in quotes',
    replace: { writeParameter: ({ name, value }) => `${name}="${value}"` },
  },
  {
    what: 'header values cut after 10 characters',
    replace: { trimValue: (value) => STAGES.trimValue(value).slice(0, 10) },
  },
  {
    what: 'header names with a capital',
    replace: { headerName: (n) => n[0]!.toUpperCase() + n.slice(1).toLowerCase() },
    alsoTrue: ['header-names-not-lowercased'],
  },
  {
    what: 'https:// before the host',
    replace: {
      headersToSign: (h) =>
        STAGES.headersToSign(h).map(([n, v]) =>
          /^host$/i.test(n) ? [n, `https://${v.trim()}`] : [n, v],
        ),
    },
  },
  {
    what: 'the first label of the host alone',
    replace: {
      headersToSign: (h) =>
        STAGES.headersToSign(h).map(([n, v]) =>
          /^host$/i.test(n) ? [n, v.split('.')[0]!] : [n, v],
        ),
    },
  },
  {
    what: 'host missing in the signed headers alone',
    replace: { signedHeaderNames: (s) => s.map(([n]) => n).filter((n) => n !== 'host') },
  },
  {
    what: 'signed headers in capitals',
    replace: { joinSignedHeaders: (n) => n.join(';').toUpperCase() },
  },
  {
    what: 'the canonical headers joined by semicolons',
    replace: { writeHeader: ([n, v]) => `${n}:${v};` },
  },
  {
    what: 'the body as JSON',
    replace: { payloadHash: (b) => sha256(JSON.stringify(Buffer.from(b as string).toString())) },
    alsoTrue: ['payload-empty-as-braces'],
  },
  {
    what: 'the body in small letters',
    replace: {
      payloadHash: (b) =>
        sha256(
          Buffer.from(b as string)
            .toString()
            .toLowerCase(),
        ),
    },
  },
  {
    what: 'the body in base64',
    replace: { payloadHash: (b) => sha256(Buffer.from(b as string).toString('base64')) },
  },
  {
    what: 'hash of method and body',
    replace: { payloadHash: (b) => sha256(`POST${Buffer.from(b as string)}`) },
  },
  {
    what: 'the payload hash cut',
    replace: inCanonicalRequest((p) => ({ payloadHash: p.payloadHash.slice(0, 32) })),
  },
  {
    what: 'the canonical request in small letters',
    replace: { canonicalRequest: (p) => canonicalRequest(p).toLowerCase() },
  },
  {
    what: 'the canonical request without its first line',
    replace: { canonicalRequest: (p) => canonicalRequest(p).slice(p.method.length + 1) },
  },
  {
    what: 'the canonical request without its last line',
    replace: { canonicalRequest: (p) => canonicalRequest(p).replace(/\n[^\n]*$/, '') },
  },
  {
    what: 'the query line left out',
    replace: {
      canonicalRequest: (p) => {
        const l = canonicalRequest(p).split('\n');
        l.splice(2, 1);
        return l.join('\n');
      },
    },
  },
  {
    what: 'a blank line before the headers',
    replace: inCanonicalRequest((p) => ({ canonicalHeaders: `\n${p.canonicalHeaders}` })),
  },
  {
    what: 'no algorithm in the string to sign',
    replace: { stringToSign: (p) => stringToSign(p).split('\n').slice(1).join('\n') },
  },
  {
    what: 'the string to sign in small letters',
    replace: { stringToSign: (p) => stringToSign(p).toLowerCase() },
  },
  {
    what: 'the timestamp twice',
    replace: inStringToSign((p) => ({ timestamp: p.timestamp + p.timestamp })),
  },
  {
    what: 'day and month swapped',
    replace: { signingTime: (t) => t.replace(/^(....)(..)(..)/, '$1$3$2') },
    alsoTrue: ['date-pattern-wrong', 'timestamp-from-clock'],
  },
  { what: 'a year of two digits', replace: { signingTime: (t) => t.slice(2) } },
  {
    what: 'an hour later',
    replace: {
      signingTime: (t) =>
        t.replace(/T(..)/, (_, h) => `T${String((Number(h) + 1) % 24).padStart(2, '0')}`),
    },
    alsoTrue: ['timestamp-local'],
  },
  { what: 'seconds always 00', replace: { signingTime: (t) => t.replace(/..Z$/, '00Z') } },
  {
    what: 'date and region in one link',
    replace: {
      keyTexts: ({ date, region, service }) => [`${date}${region}`, service, 'aws4_request'],
    },
  },
  {
    what: 'the terminator twice in the key',
    replace: { keyTexts: (v) => [...STAGES.keyTexts(v), 'aws4_request'] },
  },
  {
    what: 'the region in capitals in the key',
    replace: { keyTexts: (v) => STAGES.keyTexts({ ...v, region: v.region.toUpperCase() }) },
  },
  {
    what: 'the scope as one text in the key',
    replace: { keyTexts: (v) => [STAGES.keyTexts(v).join('/')] },
  },
  {
    what: 'the secret cut after 32 characters',
    replace: { secretKey: (s) => `AWS4${s.slice(0, 32)}` },
    alsoTrue: ['secret-mangled'],
  },
  {
    what: 'a signature one digit short',
    replace: { writeSignature: (b) => b.toString('hex').slice(1) },
  },
  {
    what: 'a signature signed again',
    replace: {
      signature: (k, t) => {
        const first = createHmac('sha256', k).update(t).digest();
        return createHmac('sha256', k).update(first).digest();
      },
    },
  },
  {
    what: 'the token in base64',
    replace: {
      tokenToSign: ({ credentials: { sessionToken: t } }) => t && Buffer.from(t).toString('base64'),
    },
  },
  {
    what: 'the token cut after 20 characters',
    replace: { tokenToSign: ({ credentials: { sessionToken: t } }) => t?.slice(0, 20) },
  },
  { what: 'the method with a space behind', replace: { method: ({ method }) => `${method} ` } },
  {
    what: 'the method reversed',
    replace: { method: ({ method }) => [...method].reverse().join('') },
  },
  {
    what: 'region and service in one part of the scope',
    replace: {
      scope: ({ date, region, service }) => [date, `${region}-${service}`, 'aws4_request'],
    },
  },
  { what: 'a scope that ends with a slash', replace: { scope: (v) => [...STAGES.scope(v), ''] } },
  {
    what: 'the signature backwards',
    replace: { writeSignature: (bytes) => reversed(bytes.toString('hex')) },
  },
];
