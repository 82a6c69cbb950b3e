import { answersUnder, type WrongAnswer } from './wrong-answer';

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: they are texts of the solution

const TIMESTAMP = "return date.toISOString().replace(/[-:]|\\.\\d{3}/g, '');";
const SCOPE_DATE = 'return timestamp.slice(0, 8);';

/** A timestamp of six parts, each an expression of `date`. */
const timestampOf = (...parts: string[]) => {
  const [year, ...others] = parts;
  const two = others.map((part) => `two(${part})`);
  return `const two = (part: number) => String(part).padStart(2, '0');
  return String(${year}) + ${two.slice(0, 2).join(' + ')} + 'T' + ${two.slice(2).join(' + ')} + 'Z';`;
};

const UTC = [
  'date.getUTCFullYear()',
  'date.getUTCMonth() + 1',
  'date.getUTCDate()',
  'date.getUTCHours()',
  'date.getUTCMinutes()',
  'date.getUTCSeconds()',
];
const LOCAL = UTC.map((part) => part.replace('UTC', ''));

/** Wrong answers to step 05. */
export const STRING_TO_SIGN: WrongAnswer[] = [
  ...answersUnder('signingTimestamp', [
    [
      'local time',
      TIMESTAMP,
      timestampOf(...LOCAL),
      /It is the local time of Asia\/Tokyo with a Z behind it/,
    ],
    [
      'the local date',
      TIMESTAMP,
      timestampOf(...LOCAL.slice(0, 3), ...UTC.slice(3)),
      /Its date is that of the local time; the hour is in UTC/,
    ],
    [
      'minutes for the month',
      TIMESTAMP,
      timestampOf(...UTC.with(1, UTC[4]!)),
      /It has the minutes where the month belongs/,
    ],
    [
      'the month for the minutes',
      TIMESTAMP,
      timestampOf(...UTC.with(4, UTC[1]!)),
      /It has the month where the minutes belong/,
    ],
    [
      'a month from 0',
      TIMESTAMP,
      timestampOf(...UTC.with(1, 'date.getUTCMonth()')),
      /Its month is one too low: getUTCMonth counts from 0/,
    ],
    [
      'the day of the week',
      TIMESTAMP,
      timestampOf(...UTC.with(2, 'date.getUTCDay()')),
      /It has the day of the week/,
    ],
    [
      'a Buddhist year',
      TIMESTAMP,
      timestampOf(...UTC.with(0, 'date.getUTCFullYear() + 543')),
      /Its year is of the Buddhist calendar, 543 years ahead/,
    ],
    [
      'an hour of twelve',
      TIMESTAMP,
      timestampOf(...UTC.with(3, 'date.getUTCHours() % 12 || 12')),
      /Its hour is of the 12-hour clock/,
    ],
    [
      'the hour 24',
      TIMESTAMP,
      timestampOf(...UTC.with(3, 'date.getUTCHours() || 24')),
      /Its hour 24 is 00 of the next day/,
    ],
    [
      'no leading zeros',
      TIMESTAMP,
      timestampOf(...UTC).replace(".padStart(2, '0')", ''),
      /Leading zeros are missing/,
    ],
    [
      'rounded seconds',
      TIMESTAMP,
      "return new Date(Math.round(date.getTime() / 1000) * 1000).toISOString().replace(/[-:]|\\.\\d{3}/g, '');",
      /Its seconds are rounded/,
    ],
    [
      'milliseconds',
      TIMESTAMP,
      "return date.toISOString().replace(/[-:]/g, '');",
      /Its milliseconds are left/,
    ],
    [
      'digits of the milliseconds',
      TIMESTAMP,
      "return date.toISOString().replace(/[-:.]/g, '');",
      /The digits of the milliseconds are left/,
    ],
    [
      'toISOString alone',
      TIMESTAMP,
      'return date.toISOString();',
      /It is as toISOString writes it/,
    ],
    [
      'the extended form',
      TIMESTAMP,
      "return date.toISOString().replace(/\\.\\d+/, '');",
      /It is in the extended form of ISO 8601/,
    ],
    [
      'no Z',
      TIMESTAMP,
      "return date.toISOString().replace(/[-:]|\\.\\d{3}Z/g, '');",
      /The Z at its end is missing/,
    ],
    [
      'no T',
      TIMESTAMP,
      "return date.toISOString().replace(/[-:T]|\\.\\d{3}/g, '');",
      /The T between date and time is missing/,
    ],
    [
      'the date alone',
      TIMESTAMP,
      "return date.toISOString().slice(0, 10).replaceAll('-', '');",
      /The time is missing behind the date/,
    ],
    [
      'seconds since 1970',
      TIMESTAMP,
      'return String(Math.floor(date.getTime() / 1000));',
      /expected {2}20150830T123600Z\n {2}actual {4}1440938160\n/,
    ],
    [
      'the clock',
      TIMESTAMP,
      "return new Date().toISOString().replace(/[-:]|\\.\\d{3}/g, '');",
      /expected {2}20150830T123600Z\n/,
    ],
    [
      'an invalid date accepted',
      TIMESTAMP,
      "return Number.isNaN(date.getTime()) ? '' : date.toISOString().replace(/[-:]|\\.\\d{3}/g, '');",
      /For an invalid date it must throw, as toISOString does/,
    ],
    [
      'an invalid date as text',
      TIMESTAMP,
      timestampOf(...UTC),
      /For an invalid date it must throw, as toISOString does/,
    ],
    [
      'the date that is given changed',
      TIMESTAMP,
      "date.setMilliseconds(0);\n  return date.toISOString().replace(/[-:]|\\.\\d{3}/g, '');",
      /signingTimestamp has changed the date that it was given/,
    ],
  ]),
  ...answersUnder('credentialScope', [
    ['the scope without its end', '/${TERMINATOR}', '', /credential scope[\s\S]*The mistake: /],
    [
      'region and service swapped',
      '${region}/${service}',
      '${service}/${region}',
      /credential scope[\s\S]*The mistake: scope-region-service-swapped/,
    ],
    [
      'the whole timestamp',
      '${scopeDate(timestamp)}/',
      '${timestamp}/',
      /credential scope[\s\S]*The mistake: scope-timestamp-not-date/,
    ],
    [
      'the access key in front',
      'return `${scope',
      'return `AKIDEXAMPLE/${scope',
      /credential scope[\s\S]*expected[\s\S]*given {5}timestamp "/,
    ],
    [
      'a slash at the end',
      '/${TERMINATOR}`',
      '/${TERMINATOR}/`',
      /credential scope[\s\S]*expected/,
    ],
    [
      'joined by dashes',
      '}/${region}/${service}/',
      '}-${region}-${service}-',
      /credential scope[\s\S]*expected/,
    ],
    ['the region always the same', '/${region}/', '/us-east-1/', /credential scope[\s\S]*expected/],
    [
      'the service always the same',
      '/${service}/',
      '/execute-api/',
      /credential scope[\s\S]*The mistake: wrong-service/,
    ],
    [
      'the date with dashes',
      SCOPE_DATE,
      "return timestamp.replace(/^(....)(..)(..).*/, '$1-$2-$3');",
      /credential scope[\s\S]*expected/,
    ],
    [
      'a year and a month',
      SCOPE_DATE,
      'return timestamp.slice(0, 6);',
      /credential scope[\s\S]*expected/,
    ],
    [
      'the date of the clock',
      SCOPE_DATE,
      "return new Date().toISOString().slice(0, 10).replaceAll('-', '');",
      /credential scope[\s\S]*expected/,
    ],
    [
      'the terminator in capitals',
      "'aws4_request'",
      "'AWS4_REQUEST'",
      /credential scope[\s\S]*expected/,
    ],
    [
      'the terminator with a dash',
      "'aws4_request'",
      "'aws4-request'",
      /credential scope[\s\S]*expected/,
    ],
    [
      'no return',
      'return `${scopeDate',
      '`${scopeDate',
      /The function returned undefined; it must return text/,
    ],
  ]),
  ...answersUnder('stringToSign', [
    [
      'the canonical request trimmed',
      "hash('sha256', canonicalRequest, 'hex'),",
      "hash('sha256', canonicalRequest.trim(), 'hex'),",
      /given {5}a canonical request with blanks/,
    ],
    [
      'the canonical request in NFC',
      "hash('sha256', canonicalRequest, 'hex'),",
      "hash('sha256', canonicalRequest.normalize('NFC'), 'hex'),",
      /given {5}a canonical request with blanks/,
    ],
    [
      'the canonical request itself',
      "hash('sha256', canonicalRequest, 'hex')",
      'canonicalRequest',
      /The mistake: canonical-request-not-hashed/,
    ],
    [
      'its hash in base64',
      "canonicalRequest, 'hex'",
      "canonicalRequest, 'base64'",
      /The mistake: canonical-request-hash-not-hex/,
    ],
    [
      'its hash in capitals',
      "hash('sha256', canonicalRequest, 'hex')",
      "hash('sha256', canonicalRequest, 'hex').toUpperCase()",
      /hash of the canonical request[\s\S]*expected/,
    ],
    [
      'a newline at the end',
      "].join('\\n')",
      "].join('\\n') + '\\n'",
      /string to sign[\s\S]*trailing-newline/,
    ],
    [
      'a newline behind what is hashed',
      "hash('sha256', canonicalRequest, 'hex')",
      "hash('sha256', `${canonicalRequest}\\n`, 'hex')",
      /hash of the canonical request[\s\S]*trailing-newline/,
    ],
    ['joined by spaces', "].join('\\n')", "].join(' ')", /string to sign[\s\S]*expected/],
    ['no algorithm', '    ALGORITHM,\n', '', /string to sign, line 1: algorithm/],
    [
      'the algorithm of version 2',
      "'AWS4-HMAC-SHA256'",
      "'HmacSHA256'",
      /string to sign, line 1: algorithm[\s\S]*expected/,
    ],
    ['no timestamp', '    context.timestamp,\n', '', /string to sign, line 2: timestamp/],
    [
      'the date for the timestamp',
      '    context.timestamp,\n',
      '    scopeDate(context.timestamp),\n',
      /string to sign, line 2: timestamp[\s\S]*The mistake: timestamp-incomplete/,
    ],
    [
      'the timestamp of the clock',
      '    context.timestamp,\n',
      '    signingTimestamp(new Date()),\n',
      /string to sign, line 2: timestamp[\s\S]*expected/,
    ],
    [
      'the scope in front of the timestamp',
      '    context.timestamp,\n    credentialScope(context),\n',
      '    credentialScope(context),\n    context.timestamp,\n',
      /string to sign, line 2: timestamp[\s\S]*expected/,
    ],
    [
      'the secret logged',
      '  return [\n    ALGORITHM',
      '  console.log(context);\n  return [\n    ALGORITHM',
      /The secret access key was logged/,
    ],
    [
      'the secret in the text',
      '    ALGORITHM,\n',
      '    context.credentials.secretAccessKey,\n',
      /actual {4}\(the secret access key\)/,
    ],
    [
      'the secret thrown',
      '  return [\n    ALGORITHM',
      '  if (context.region) throw new Error(`no luck with ${context.credentials.secretAccessKey}`);\n  return [\n    ALGORITHM',
      /no luck with \(the secret access key\)\nThe error tells the secret access key/,
    ],
  ]),
];

const CACHE_NAME =
  "[credentials.secretAccessKey, scopeDate(timestamp), region, service].join('\\n')";
const CHAIN = /const dateKey[\s\S]*return hmac\(serviceKey, TERMINATOR\);/;
const AWS4 = '`AWS4${context.credentials.secretAccessKey}`';

/** The chain of HMACs with another first key, texts, or form of the keys between. */
const chainOf = (first: string, texts: string[], form = '') =>
  `let key: any = ${first};\n  for (const text of [${texts}]) key = (hmac(key, text) as any)${form};\n  return key;`;
const TEXTS = ['scopeDate(context.timestamp)', 'context.region', 'context.service', 'TERMINATOR'];

/** Wrong answers to step 06. */
export const SIGNING_KEY: WrongAnswer[] = [
  ...answersUnder('deriveSigningKey', [
    [
      'equals signs of the secret left out',
      'AWS4${context.credentials.secretAccessKey}',
      "AWS4${context.credentials.secretAccessKey.replace(/=+$/, '')}",
      /differ in the last character of the secret access key alone/,
    ],
    [
      'hex in each step',
      CHAIN,
      chainOf(AWS4, TEXTS, ".toString('hex')"),
      /returned text of 64 characters; it must return the 32 raw bytes/,
    ],
    [
      'hex in each step but the last',
      CHAIN,
      chainOf(AWS4, TEXTS.slice(0, 3), ".toString('hex')").replace(
        'return key',
        'return hmac(key, TERMINATOR)',
      ),
      /The HMAC of the date and that of the region and that of the service goes on as hex text/,
    ],
    [
      'hex in the first step',
      'hmac(dateKey, context.region)',
      "hmac(dateKey.toString('hex'), context.region)",
      /The HMAC of the date goes on as hex text\. Each HMAC is keyed with the 32 bytes/,
    ],
    [
      'base64 in each step but the last',
      CHAIN,
      chainOf(AWS4, TEXTS.slice(0, 3), ".toString('base64')").replace(
        'return key',
        'return hmac(key, TERMINATOR)',
      ),
      /goes on as base64 text/,
    ],
    [
      'the finished key in hex',
      'return hmac(serviceKey, TERMINATOR);',
      "return hmac(serviceKey, TERMINATOR).toString('hex') as never;",
      /returned text of 64 characters/,
    ],
    [
      'bytes of the hex of the finished key',
      'return hmac(serviceKey, TERMINATOR);',
      "return Buffer.from(hmac(serviceKey, TERMINATOR).toString('hex'));",
      /returned 64 bytes; 32 were expected/,
    ],
    [
      'no AWS4',
      '`AWS4${context.credentials.secretAccessKey}`',
      'context.credentials.secretAccessKey',
      /The mistake: key-prefix-missing/,
    ],
    ['a space behind AWS4', '`AWS4${', '`AWS4 ${', /signature\n {2}expected/],
    [
      'AWS4 behind the secret',
      '`AWS4${context.credentials.secretAccessKey}`',
      '`${context.credentials.secretAccessKey}AWS4`',
      /signature\n {2}expected/,
    ],
    [
      'region and service swapped',
      CHAIN,
      chainOf(AWS4, [TEXTS[0]!, TEXTS[2]!, TEXTS[1]!, TEXTS[3]!]),
      /The mistake: key-region-service-swapped/,
    ],
    [
      'the whole timestamp',
      'scopeDate(context.timestamp));\n  const region',
      'context.timestamp);\n  const region',
      /The mistake: key-full-timestamp/,
    ],
    [
      'no terminator',
      'return hmac(serviceKey, TERMINATOR);',
      'return serviceKey;',
      /The mistake: key-terminator-missing/,
    ],
    [
      'the terminator first',
      CHAIN,
      chainOf(AWS4, [TEXTS[3]!, ...TEXTS.slice(0, 3)]),
      /signature\n {2}expected/,
    ],
    ['the chain from its end', CHAIN, chainOf(AWS4, TEXTS.toReversed()), /signature\n {2}expected/],
    [
      'key and text swapped',
      CHAIN,
      `let key: any = ${AWS4};\n  for (const text of [${TEXTS}]) key = createHmac('sha256', text).update(key).digest();\n  return key;`,
      /signature\n {2}expected/,
    ],
    [
      'one HMAC of all',
      CHAIN,
      `return hmac(${AWS4}, [${TEXTS}].join('\\n'));`,
      /signature\n {2}expected/,
    ],
    [
      'all links keyed with the secret',
      'hmac(dateKey, context.region)',
      `hmac(${AWS4}, context.region)`,
      /differ in the day alone have the same key/,
    ],
    [
      'SHA-1',
      /return createHmac\('sha256', key\)\.update\(text\)\.digest\(\);/,
      "return createHmac('sha1', key).update(text).digest();",
      /returned 20 bytes; 32 were expected/,
    ],
    [
      'the access key id for the secret',
      '`AWS4${context.credentials.secretAccessKey}`',
      '`AWS4${context.credentials.accessKeyId}`',
      /differ in the secret access key alone have the same key/,
    ],
    [
      'the secret trimmed of its slashes',
      '`AWS4${context.credentials.secretAccessKey}`',
      "`AWS4${context.credentials.secretAccessKey.replaceAll('/', '')}`",
      /signature\n {2}expected/,
    ],
    [
      'the secret logged',
      'const dateKey',
      'console.debug(context.credentials);\n  const dateKey',
      /The secret access key was logged/,
    ],
    [
      'the first key logged',
      'const dateKey',
      `console.log('%s', ${AWS4});\n  const dateKey`,
      /The secret access key was logged/,
    ],
    [
      'the secret written past the console',
      'const dateKey',
      `process.stderr.write(${AWS4});\n  const dateKey`,
      /The secret access key was logged/,
    ],
    [
      'no return',
      'return hmac(serviceKey, TERMINATOR);',
      'hmac(serviceKey, TERMINATOR);',
      /The function returned undefined; it must return the 32 raw bytes/,
    ],
  ]),
  ...answersUnder('deriveSigningKey', [
    [
      'one region for all',
      'hmac(dateKey, context.region)',
      "hmac(dateKey, 'us-east-1')",
      /Two contexts that differ in the region alone have the same key/,
    ],
    [
      'one service for all',
      'hmac(regionKey, context.service)',
      "hmac(regionKey, 'execute-api')",
      /Two contexts that differ in the service alone have the same key/,
    ],
  ]),
  ...answersUnder('signature', [
    [
      'the string to sign trimmed',
      "return createHmac('sha256', key).update(stringToSign).digest('hex');",
      "return createHmac('sha256', key).update(stringToSign.trim()).digest('hex');",
      /given {5}a text with blanks/,
    ],
    [
      'the string to sign as Latin-1',
      "return createHmac('sha256', key).update(stringToSign).digest('hex');",
      "return createHmac('sha256', key).update(stringToSign, 'latin1').digest('hex');",
      /given {5}a text with blanks/,
    ],
    [
      'base64',
      "update(stringToSign).digest('hex')",
      "update(stringToSign).digest('base64')",
      /The mistake: signature-base64/,
    ],
    [
      'capitals',
      "update(stringToSign).digest('hex')",
      "update(stringToSign).digest('hex').toUpperCase()",
      /The mistake: signature-uppercase/,
    ],
    [
      'key and text swapped',
      "createHmac('sha256', key).update(stringToSign)",
      "createHmac('sha256', stringToSign).update(key)",
      /The mistake: hmac-arguments-swapped/,
    ],
    [
      'the key as hex',
      "createHmac('sha256', key).update(stringToSign)",
      "createHmac('sha256', key.toString('hex')).update(stringToSign)",
      /The mistake: key-hex-chained/,
    ],
    [
      'a hash without a key',
      "createHmac('sha256', key).update(stringToSign)",
      "require('node:crypto').createHash('sha256').update(stringToSign)",
      /signature-not-keyed|signature\n {2}expected/,
    ],
    [
      'bytes',
      "update(stringToSign).digest('hex')",
      'update(stringToSign).digest() as never',
      /The function returned object; it must return text/,
    ],
    [
      'the text trimmed',
      'update(stringToSign)',
      "update(stringToSign.split('\\n').slice(0, 3).join('\\n'))",
      /signature\n {2}expected/,
    ],
  ]),
  ...answersUnder('signingKey', [
    [
      'a name joined by hyphens',
      "service].join('\\n');",
      "service].join('-');",
      /differ in the hyphen between region and service alone/,
    ],
    [
      'a cache of two',
      'CACHE_SIZE = 100',
      'CACHE_SIZE = 2',
      /A call after 50 for other regions has derived the key again/,
    ],
    ['no cache', 'cache.set(name, key);', '', /The second call has derived the key again/],
    [
      'a cache that is never asked',
      'if (known) return known;',
      '',
      /The second call has derived the key again/,
    ],
    [
      'copies handed out',
      'if (known) return known;',
      'if (known) return Buffer.from(known);',
      /The second call has derived the key again/,
    ],
    [
      'the whole timestamp in the name',
      'credentials.secretAccessKey, scopeDate(timestamp), region',
      'credentials.secretAccessKey, timestamp, region',
      /A call later on the same day has derived the key again/,
    ],
    [
      'a name without the secret',
      'credentials.secretAccessKey, scopeDate(timestamp)',
      'scopeDate(timestamp)',
      /differ in the secret access key alone, the second is given the key of the first/,
    ],
    [
      'the access key id in place of the secret',
      'credentials.secretAccessKey, scopeDate',
      'credentials.accessKeyId, scopeDate',
      /differ in the secret access key alone/,
    ],
    [
      "the secret's first 8 characters",
      'credentials.secretAccessKey, scopeDate',
      'credentials.secretAccessKey.slice(0, 8), scopeDate',
      /differ in the end of the secret access key alone/,
    ],
    [
      "the secret's last 8 characters",
      'credentials.secretAccessKey, scopeDate',
      'credentials.secretAccessKey.slice(-8), scopeDate',
      /differ in the beginning of the secret access key alone/,
    ],
    [
      "the secret's length",
      'credentials.secretAccessKey, scopeDate',
      'credentials.secretAccessKey.length, scopeDate',
      /differ in the secret access key alone/,
    ],
    [
      'a name without the day',
      ', scopeDate(timestamp), region',
      ', region',
      /differ in the day alone/,
    ],
    [
      'a day without its year',
      'scopeDate(timestamp), region',
      'timestamp.slice(4, 8), region',
      /differ in the year alone/,
    ],
    [
      'a day without its month',
      'scopeDate(timestamp), region',
      'timestamp.slice(6, 8), region',
      /differ in the month alone/,
    ],
    ['a name without the region', ', region, service]', ', service]', /differ in the region alone/],
    [
      'a name without the service',
      ', region, service]',
      ', region]',
      /differ in the service alone/,
    ],
    [
      "a name joined by ''",
      "service].join('\\n')",
      "service].join('')",
      /differ in the border between region and service alone/,
    ],
    ['one key for all', CACHE_NAME, "'key'", /differ in the secret access key alone/],
    [
      'the latest key alone, whatever it was made of',
      'const known = cache.get(name);',
      'const known = [...cache.values()].at(-1);',
      /differ in the secret access key alone/,
    ],
    [
      'a cache without an end',
      'if (cache.size === CACHE_SIZE) cache.clear();',
      '',
      /the first one is still remembered[\s\S]*CACHE_SIZE/,
    ],
    [
      'a cache ten times too large',
      'if (cache.size === CACHE_SIZE)',
      'if (cache.size === 10 * CACHE_SIZE)',
      /After 100 other keys the first one is still remembered/,
    ],
    [
      'a cache half as large again',
      'if (cache.size === CACHE_SIZE)',
      'if (cache.size === 1.5 * CACHE_SIZE)',
      /After 100 other keys the first one is still remembered/,
    ],
    [
      'a cache that is emptied for each key',
      'if (cache.size === CACHE_SIZE)',
      'if (cache.size > 0)',
      /A call after one for another region has derived the key again/,
    ],
    [
      'the name logged',
      'const known = cache.get(name);',
      'console.info(name);\n  const known = cache.get(name);',
      /The secret access key was logged/,
    ],
    [
      'a refusal that tells the secret',
      'const known = cache.get(name);',
      'if (name) throw new Error(`not found: ${name}`);\n  const known = cache.get(name);',
      /\(the secret access key\)/,
    ],
  ]),
];

// biome-ignore-end lint/suspicious/noTemplateCurlyInString: they are texts of the solution
