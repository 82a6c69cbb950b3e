import { createHmac, hash } from 'node:crypto';
import { STAGES, type Stages } from '../staged-signer/staged-signer';
import { uriEncode } from '../staged-signer/uri-encode';
import type { Header } from '../vectors';

/** A mistake that a published signer had, as a signer that makes it. */
export interface RealCause {
  cause: string;
  /** Where it was met. */
  met: string;
  /** The id of the catalogue that names it. */
  mistake: string;
  /** What its answers must tell for that; a signature alone is enough for most. */
  from: 'signature' | 'authorization';
  signer: Stages;
}

/** Written from the reports, not from the catalogue's own variants. */
const signer = (replaced: Partial<Stages>): Stages => ({ ...STAGES, ...replaced });

const adding = (...headers: Header[]) =>
  signer({ combineHeaders: (own, added) => [...own, ...headers, ...added] });

const contentType = (rewrite: (value: string) => string) =>
  signer({
    headersToSign: (headers) =>
      STAGES.headersToSign(headers).map(([name, value]) =>
        /^content-type$/i.test(name) ? [name, rewrite(value)] : [name, value],
      ),
  });

const hours = (timestamp: string, count: number): string => {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(timestamp)?.map(Number) ?? [];
  const time = Date.UTC(year!, month! - 1, day, hour! + count, minute, second);
  return new Date(time).toISOString().replace(/[-:]|\.000/g, '');
};

const secret = (mangle: (text: string) => string) =>
  signer({ secretKey: (text) => `AWS4${mangle(text)}` });

const path = (encode: (path: string) => string) => signer({ encodePath: (text) => encode(text) });

const bySegment = (encode: (segment: string) => string) =>
  path((text) => text.split('/').map(encode).join('/'));

const keptRaw = (characters: RegExp) =>
  bySegment((segment) =>
    [...segment].map((one) => (characters.test(one) ? one : uriEncode(one))).join(''),
  );

const backslashN = (text: string) => text.split('\n').join('\\n');
const canonical = STAGES.canonicalRequest;
const toSign = STAGES.stringToSign;
const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const decodeURIOrNot = (text: string) => {
  try {
    return decodeURI(text);
  } catch {
    return text;
  }
};

/** Those of which a signature tells, then those that only SignedHeaders tells. */
export const REAL_CAUSES: RealCause[] = [
  {
    cause: 'canonical headers sorted by their names as sent, signed headers right',
    met: 'github.com/soto-project/soto-core/pull/219',
    mistake: 'headers-sorted-before-lowercasing',
    from: 'signature',
    signer: signer({
      combineHeaders: (own, added) => [...own, ...added].sort(([a], [b]) => byText(a, b)),
      sortHeaders: (headers) => headers,
      signedHeaderNames: (sorted) => sorted.map(([name]) => name).sort(byText),
    }),
  },
  {
    cause: 'headers sorted by a comparison that ignores hyphens',
    met: 'github.com/tsibelman/aws-signer-v4-dot-net/pull/11',
    mistake: 'headers-sorted-by-language',
    from: 'signature',
    signer: signer({
      sortHeaders: (headers) =>
        headers.toSorted(
          ([a], [b]) => byText(a.split('-').join(''), b.split('-').join('')) || byText(a, b),
        ),
    }),
  },
  {
    cause: 'Accept added and signed',
    met: 'github.com/softprops/sigv4; github.com/arnemolland/sigv4/issues/13',
    mistake: 'headers-added',
    from: 'authorization',
    signer: adding(['accept', 'application/json']),
  },
  {
    cause: 'Accept-Encoding added and signed',
    met: 'github.com/wojtekmach/req/pull/546',
    mistake: 'headers-added',
    from: 'authorization',
    signer: adding(['accept-encoding', 'br, gzip, zstd']),
  },
  {
    cause: 'headers of a reverse proxy signed',
    met: 'github.com/FantasticFiasco/aws-signature-version-4/issues/1067',
    mistake: 'headers-added',
    from: 'authorization',
    signer: adding(['x-forwarded-for', '10.0.0.7'], ['x-forwarded-proto', 'https']),
  },
  {
    cause: 'Content-Type replaced',
    met: 'github.com/rusoto/rusoto/issues/446',
    mistake: 'content-type-changed',
    from: 'signature',
    signer: contentType(() => 'application/octet-stream'),
  },
  {
    cause: 'a character set appended to Content-Type',
    met: 'github.com/aws/aws-sdk-js/issues/244',
    mistake: 'content-type-changed',
    from: 'signature',
    signer: contentType((value) => (/charset/i.test(value) ? value : `${value}; charset=UTF-8`)),
  },
  {
    cause: 'the host cut at its colon',
    met: 'github.com/tedder/requests-aws4auth/issues/79',
    mistake: 'host-port-dropped',
    from: 'signature',
    signer: signer({
      combineHeaders: (own, added) =>
        [...own, ...added].map(([name, value]) =>
          /^host$/i.test(name) ? [name, value.split(':')[0]!] : [name, value],
        ),
    }),
  },
  {
    cause: 'Range not signed',
    met: 'github.com/aws/aws-sdk-go-v2/issues/2722',
    mistake: 'headers-left-out',
    from: 'signature',
    signer: signer({
      headersToSign: (headers) =>
        STAGES.headersToSign(headers.filter(([name]) => !/^range$/i.test(name))),
    }),
  },
  {
    cause: 'x-amz-content-sha256 always that of an empty body',
    met: 'github.com/arnemolland/sigv4/issues/13',
    mistake: 'payload-always-empty',
    from: 'signature',
    signer: signer({
      contentSha256: (_, signBody) => (signBody ? hash('sha256', '', 'hex') : undefined),
    }),
  },
  {
    cause: 'the body hashed as Latin-1',
    met: 'github.com/r7kamura/aws-signer-v4/pull/3',
    mistake: 'payload-other-bytes',
    from: 'signature',
    signer: signer({
      payloadHash: (body) =>
        hash('sha256', typeof body === 'string' ? Buffer.from(body, 'latin1') : body, 'hex'),
    }),
  },
  {
    cause: 'the hash of an empty body always',
    met: 'github.com/electron-userland/electron-builder/pull/9863',
    mistake: 'payload-always-empty',
    from: 'signature',
    signer: signer({ payloadHash: () => hash('sha256', '', 'hex') }),
  },
  {
    cause: 'slashes of the secret escaped',
    met: 'github.com/mhart/aws4/issues/22; github.com/aws/aws-sdk-js-v3/issues/3629',
    mistake: 'secret-mangled',
    from: 'signature',
    signer: secret((text) => JSON.stringify(text).slice(1, -1).split('/').join('\\/')),
  },
  {
    cause: 'plus signs of the secret read as spaces',
    met: 'github.com/aws/aws-cli/issues/602',
    mistake: 'secret-mangled',
    from: 'signature',
    signer: secret((text) => text.split('+').join(' ')),
  },
  {
    cause: 'the secret percent-encoded',
    met: 'github.com/aws/aws-sdk-js-v3/issues/3629',
    mistake: 'secret-mangled',
    from: 'signature',
    signer: secret(uriEncode),
  },
  {
    cause: 'local time in Japan',
    met: 'github.com/amzn/selling-partner-api-docs/issues/175',
    mistake: 'timestamp-local',
    from: 'signature',
    signer: signer({ signingTime: (given) => hours(given, 9) }),
  },
  {
    cause: 'the date of the scope east of UTC',
    met: 'github.com/versity/versitygw/issues/239',
    mistake: 'scope-date-local',
    from: 'signature',
    signer: signer({ scopeDate: (timestamp) => hours(timestamp, 5).slice(0, 8) }),
  },
  {
    cause: 'the date of the scope west of UTC',
    met: 'github.com/versity/versitygw/issues/239',
    mistake: 'scope-date-local',
    from: 'signature',
    signer: signer({ scopeDate: (timestamp) => hours(timestamp, -8).slice(0, 8) }),
  },
  {
    cause: 'minutes for the month in the date of the scope',
    met: 'github.com/cloudyr/aws.signature/pull/28',
    mistake: 'date-pattern-wrong',
    from: 'signature',
    signer: signer({
      scopeDate: (text) => `${text.slice(0, 4)}${text.slice(11, 13)}${text.slice(6, 8)}`,
    }),
  },
  {
    cause: 'the Buddhist year of th-TH',
    met: 'github.com/nager/Nager.AmazonCreatorsApi/issues/36',
    mistake: 'timestamp-localized',
    from: 'signature',
    signer: signer({
      signingTime: (given) => `${Number(given.slice(0, 4)) + 543}${given.slice(4)}`,
    }),
  },
  {
    cause: 'the digits of ar-SA',
    met: 'github.com/nager/Nager.AmazonCreatorsApi/issues/36',
    mistake: 'timestamp-localized',
    from: 'signature',
    signer: signer({
      signingTime: (given) => given.replace(/\d/g, (digit) => '٠١٢٣٤٥٦٧٨٩'[Number(digit)]!),
    }),
  },
  {
    cause: 'the time of the first request kept',
    met: 'github.com/good-lly/s3mini/pull/10',
    mistake: 'timestamp-kept',
    from: 'signature',
    signer: signer({ signingTime: (given, _, [first]) => first?.timestamp ?? given }),
  },
  {
    cause: 'newlines in single quotes, in both texts',
    met: 'jpdebug.com/p/1243439',
    mistake: 'newlines-literal',
    from: 'signature',
    signer: signer({
      canonicalRequest: (parts) => backslashN(canonical(parts)),
      stringToSign: (parts) => backslashN(toSign(parts)),
    }),
  },
  {
    cause: 'newlines in single quotes, in the canonical request',
    met: 'jpdebug.com/p/1243439',
    mistake: 'newlines-literal',
    from: 'signature',
    signer: signer({ canonicalRequest: (parts) => backslashN(canonical(parts)) }),
  },
  {
    cause: 'newlines in single quotes, in the string to sign',
    met: 'stackoverflow.com/questions/2777078',
    mistake: 'newlines-literal',
    from: 'signature',
    signer: signer({ stringToSign: (parts) => backslashN(toSign(parts)) }),
  },
  {
    cause: 'what openssl prints before the hash of the canonical request',
    met: 'danosipov.com/?p=496',
    mistake: 'digest-labelled',
    from: 'signature',
    signer: signer({ hashCanonicalRequest: (text) => `(stdin)= ${hash('sha256', text, 'hex')}` }),
  },
  {
    cause: 'what openssl prints before the digests of the key',
    met: 'whosebug.com/question/5260772',
    mistake: 'digest-labelled',
    from: 'signature',
    signer: signer({
      keyLink: (key, text) => `(stdin)= ${createHmac('sha256', key).update(text).digest('hex')}`,
    }),
  },
  {
    cause: 'echo in the chain of the key',
    met: 'xmeblog.blogspot.com/2011/02',
    mistake: 'key-text-newline',
    from: 'signature',
    signer: signer({
      keyLink: (key, text) => createHmac('sha256', key).update(`${text}\n`).digest(),
    }),
  },
  {
    cause: 'hexadecimal digits in the chain of the key',
    met: 'whosebug.com/question/5260772',
    mistake: 'key-hex-chained',
    from: 'signature',
    signer: signer({
      keyLink: (key, text) => createHmac('sha256', key).update(text).digest('hex'),
    }),
  },
  {
    cause: 'the characters of RFC 3986 raw in the path',
    met: 'github.com/soto-project/soto/issues/601',
    mistake: 'path-characters-raw',
    from: 'signature',
    signer: keptRaw(/[!$&'()*+,;=:@]/),
  },
  {
    cause: 'an equals sign raw in the path',
    met: 'github.com/curl/curl/issues/13754',
    mistake: 'path-characters-raw',
    from: 'signature',
    signer: keptRaw(/=/),
  },
  {
    cause: 'a plus sign of the path read as a space',
    met: 'github.com/anomalizer/ngx_aws_auth/issues/87',
    mistake: 'path-plus-as-space',
    from: 'signature',
    signer: bySegment((segment) => uriEncode(segment).split('%2B').join('%20')),
  },
  {
    cause: 'parentheses raw in the path',
    met: 'github.com/aws/aws-sdk-js-v3/issues/5797',
    mistake: 'path-characters-raw',
    from: 'signature',
    signer: keptRaw(/[()]/),
  },
  {
    cause: 'the path encoded as a form',
    met: 'github.com/kaliber-scala/play-s3/issues/19',
    mistake: 'path-form-encoded',
    from: 'signature',
    signer: bySegment((segment) =>
      uriEncode(segment).split('%20').join('+').split('%2A').join('*').split('~').join('%7E'),
    ),
  },
  {
    cause: 'the raw query behind the path, and on its own line',
    met: 'github.com/aws-samples/sigv4-signing-examples/pull/14',
    mistake: 'path-includes-query',
    from: 'signature',
    signer: signer({
      pathToSign: ({ path: own, query }) => (query === '' ? own : `${own}?${query}`),
      encodePath: (text) => text,
    }),
  },
  {
    cause: 'the first segment of the path missing',
    met: 'github.com/s3tools/s3cmd/issues/675',
    mistake: 'path-missing-stage',
    from: 'signature',
    signer: signer({ pathToSign: ({ path: own }) => `/${own.split('/').slice(2).join('/')}` }),
  },
  {
    cause: 'keys cached by access key id',
    met: 'github.com/aws/aws-sdk-go-v2/issues/3350',
    mistake: 'key-cache-ignores-secret',
    from: 'signature',
    signer: signer({
      cacheName: { ...STAGES.cacheName, secret: ({ credentials }) => credentials.accessKeyId },
    }),
  },
  {
    cause: 'keys cached without the date',
    met: 'github.com/tedder/requests-aws4auth/issues/10',
    mistake: 'key-cache-ignores-date',
    from: 'signature',
    signer: signer({ cacheName: { ...STAGES.cacheName, date: () => 'any day' } }),
  },
  {
    cause: 'GET signed for every method',
    met: 'github.com/aws/aws-sdk-js/issues/457',
    mistake: 'method-fixed',
    from: 'signature',
    signer: signer({ canonicalRequest: (parts) => canonical({ ...parts, method: 'GET' }) }),
  },
  {
    cause: 'GET signed for every presigned URL',
    met: 'php-async-aws-core, SignerV4::presign',
    mistake: 'method-fixed',
    from: 'signature',
    signer: signer({
      canonicalRequest: (parts) =>
        canonical({
          ...parts,
          method: parts.canonicalQuery.includes('X-Amz-Credential=') ? 'GET' : parts.method,
        }),
    }),
  },
  {
    cause: 'query sorted as whole pairs',
    met: 'github.com/aws-amplify/amplify-js/issues/3582',
    mistake: 'query-sorted-as-pairs',
    from: 'signature',
    signer: signer({
      sortParameters: (all) =>
        all.toSorted((a, b) => byText(`${a.name}=${a.value}`, `${b.name}=${b.value}`)),
    }),
  },
  {
    cause: 'values of a repeated parameter not sorted',
    met: 'github.com/aws/aws-sdk-go/pull/1491',
    mistake: 'query-values-not-sorted',
    from: 'signature',
    signer: signer({ sortParameters: (all) => all.toSorted((a, b) => byText(a.name, b.name)) }),
  },
  {
    cause: 'names sorted raw, values sorted encoded',
    met: 'npm aws-sdk 2.1693, queryParamsToString',
    mistake: 'query-sorted-before-encoding',
    from: 'signature',
    signer: signer({
      sortParameters: (all) =>
        all.toSorted((a, b) => byText(a.decoded.name, b.decoded.name) || byText(a.value, b.value)),
    }),
  },
  {
    cause: 'the query cut at its second question mark',
    met: 'npm aws-sdk 2.1693, http.js search()',
    mistake: 'query-cut-at-question-mark',
    from: 'signature',
    signer: signer({ splitQuery: (query) => STAGES.splitQuery(query.split('?')[0] ?? '') }),
  },
  {
    cause: 'semicolons taken for separators',
    met: 'Go net/url; Perl URI query_form',
    mistake: 'query-split-at-semicolon',
    from: 'signature',
    signer: signer({ splitQuery: (query) => STAGES.splitQuery(query.split(';').join('&')) }),
  },
  {
    cause: 'decodeURI on the query',
    met: 'npm aws-sign-web 1.5.0',
    mistake: 'query-encoded-twice',
    from: 'signature',
    signer: signer({ decodeQueryText: decodeURIOrNot }),
  },
  {
    cause: 'parameters without a value dropped',
    met: 'github.com/aws/aws-sdk-js-v3/pull/754',
    mistake: 'query-empty-dropped',
    from: 'signature',
    signer: signer({
      splitQuery: (query) => STAGES.splitQuery(query).filter(({ value }) => value.length > 0),
    }),
  },
  {
    cause: 'a plus sign for a space in the query',
    met: 'github.com/zirkelc/aws-signature-v4/issues/4',
    mistake: 'query-space-as-plus',
    from: 'signature',
    signer: signer({ encodeQueryText: (text) => uriEncode(text).split('%20').join('+') }),
  },
  {
    cause: 'the service guessed from the host',
    met: 'Perl AWS::Signature4, _scope',
    mistake: 'wrong-service',
    from: 'signature',
    signer: signer({
      service: (_, { headers }) => {
        const host = headers.find(([name]) => /^host$/i.test(name))?.[1] ?? '';
        const [, service = ''] =
          /([\w-]+)(?:\.[a-z]{2}-[a-z]+-\d)?\.amazonaws\.com/.exec(host) ?? [];
        return service;
      },
    }),
  },
  {
    cause: 'the region global',
    met: 'github.com/aws/aws-cli/issues/602',
    mistake: 'wrong-region',
    from: 'signature',
    signer: signer({ region: () => 'global' }),
  },
  {
    cause: 'the session token not signed',
    met: 'npm aws-sign-web 1.5.0',
    mistake: 'token-never-signed',
    from: 'signature',
    signer: signer({ tokenToSign: () => undefined }),
  },
];
