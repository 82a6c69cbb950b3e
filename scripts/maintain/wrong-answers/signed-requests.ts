import { answersUnder, type WrongAnswer } from './wrong-answer';

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: they are texts of the solution

const RETURNED =
  'return { ...request, headers: [...ownHeaders, ...token, date, ...contentHash, authorization] };';
const returning = (changes: string) => RETURNED.replace('...request, ', `...request, ${changes}, `);
const TO_SIGN =
  'const toSign = { ...request, headers: [...ownHeaders, ...signedToken, date, ...contentHash] };';
const CHECKED = '  assertSigningInput(request, context);\n';
const DEFAULTS = '{ ...DEFAULT_OPTIONS, ...context.options }';
const SIGNED =
  'signature(signingKey(context), stringToSign(canonicalRequest(toSign, options), context)),';
const AUTHORIZATION =
  'return `${ALGORITHM} Credential=${credential}, SignedHeaders=${signedHeaderNames}, Signature=${signatureHex}`;';

/** Wrong answers to step 07. */
export const SIGN_REQUEST: WrongAnswer[] = [
  ...answersUnder('authorizationHeader', [
    [
      'no algorithm',
      '${ALGORITHM} Credential',
      'Credential',
      /expected {2}AWS4-HMAC-SHA256 Credential=[\s\S]*actual {4}Credential=/,
    ],
    [
      'a comma behind the algorithm',
      '${ALGORITHM} Credential',
      '${ALGORITHM}, Credential',
      /actual {4}AWS4-HMAC-SHA256, Credential/,
    ],
    [
      'commas without spaces',
      ', SignedHeaders=${signedHeaderNames}, ',
      ',SignedHeaders=${signedHeaderNames},',
      /expected[\s\S]*actual/,
    ],
    [
      'semicolons',
      ', SignedHeaders=${signedHeaderNames}, ',
      '; SignedHeaders=${signedHeaderNames}; ',
      /expected[\s\S]*actual/,
    ],
    ['quotes', 'Signature=${signatureHex}', 'Signature="${signatureHex}"', /expected[\s\S]*actual/],
    [
      'no access key',
      '${context.credentials.accessKeyId}/${credentialScope',
      '${credentialScope',
      /expected[\s\S]*actual/,
    ],
    [
      'the secret in place of the access key',
      '${context.credentials.accessKeyId}/',
      '${context.credentials.secretAccessKey}/',
      /actual {4}AWS4-HMAC-SHA256 Credential=\(the secret access key\)\//,
    ],
    [
      'the credential percent-encoded',
      AUTHORIZATION,
      AUTHORIZATION.replace('${credential}', '${encodeURIComponent(credential)}'),
      /%2F/,
    ],
    [
      'no return',
      'return `${ALGORITHM}',
      '`${ALGORITHM}',
      /returned undefined; it must return text/,
    ],
  ]),
  ...answersUnder('signRequest', [
    [
      'all x-amz- headers of the caller dropped',
      '!ADDED_HEADERS.has(name.toLowerCase())',
      '!/^(x-amz-|authorization$)/i.test(name)',
      /own headers must be returned as they are/,
    ],
    [
      'the token encoded',
      "['X-Amz-Security-Token', sessionToken]",
      "['X-Amz-Security-Token', encodeURIComponent(sessionToken)]",
      /actual {4}x-amz-security-token:\S*%2F/,
    ],
    [
      'the body lost',
      RETURNED,
      returning("body: ''"),
      /The body of the returned request is lost: return it as it was given/,
    ],
    [
      'the body as text',
      RETURNED,
      returning('body: String(request.body)'),
      /The body of the returned request is another one than was given/,
    ],
    [
      'the query lost',
      RETURNED,
      returning("query: ''"),
      /The query of the returned request is "", and was "/,
    ],
    [
      'encodeURI(query)',
      RETURNED,
      returning('query: encodeURI(request.query)'),
      /The query of the returned request is "/,
    ],
    [
      'the canonical query sent',
      RETURNED,
      returning("query: request.query.split('&').sort().join('&')"),
      /The query of the returned request is "/,
    ],
    [
      '// collapsed in the path',
      RETURNED,
      returning("path: request.path.replace(/\\/+/g, '/')"),
      /The path of the returned request is "\/[^"]*", and was "\/\//,
    ],
    [
      'the path encoded again',
      RETURNED,
      returning('path: encodeURI(request.path)'),
      /The path of the returned request is "/,
    ],
    [
      'the path decoded',
      RETURNED,
      returning('path: decodeURI(request.path)'),
      /The path of the returned request is "/,
    ],
    [
      'the method in small letters',
      RETURNED,
      returning('method: request.method.toLowerCase()'),
      /The method of the returned request is "get", and was "GET"/,
    ],
    [
      'only the headers returned',
      RETURNED,
      'return { headers: [...ownHeaders, ...token, date, ...contentHash, authorization] } as never;',
      /The result of signRequest has no method/,
    ],
    [
      'own headers lost',
      RETURNED,
      RETURNED.replace('...ownHeaders, ', ''),
      /own headers must be returned as they are, in front/,
    ],
    [
      'own headers in small letters',
      RETURNED,
      RETURNED.replace(
        '...ownHeaders,',
        '...ownHeaders.map(([name, value]): Header => [name.toLowerCase(), value]),',
      ),
      /own headers must be returned as they are[\s\S]*header 1 is "host: /,
    ],
    [
      'own headers trimmed in place',
      'const ownHeaders = request.headers.filter(',
      'for (const header of request.headers) header[1] = header[1].trim();\n  const ownHeaders = request.headers.filter(',
      /has changed the request that it was given|would change what the function was given/,
    ],
    [
      'own headers sorted in place',
      'const ownHeaders = request.headers.filter(',
      'const ownHeaders = request.headers.sort().filter(',
      /has changed the request that it was given|would change what the function was given/,
    ],
    [
      'added headers pushed into the request',
      RETURNED,
      'request.headers.push(...token, date, ...contentHash, authorization);\n  return request;',
      /signRequest has changed the request that it was given: return a copy|would change what the function was given/,
    ],
    [
      'the request itself changed',
      RETURNED,
      'request.headers = [...ownHeaders, ...token, date, ...contentHash, authorization];\n  return request;',
      /signRequest has changed the request that it was given: return a copy/,
    ],
    [
      'the credentials returned',
      RETURNED,
      returning('...context.credentials'),
      /The returned request holds the secret access key/,
    ],
    [
      'the context returned',
      RETURNED,
      'return { ...request, context, headers: [...ownHeaders, ...token, date, ...contentHash, authorization] } as HttpRequest;',
      /The returned request holds the secret access key/,
    ],
    [
      'an extra member',
      RETURNED,
      'return { ...request, signed: true, headers: [...ownHeaders, ...token, date, ...contentHash, authorization] } as HttpRequest;',
      /The returned request has more than a request: signed/,
    ],
    [
      'the credentials logged',
      CHECKED,
      `${CHECKED}  console.log('signing', context);\n`,
      /The secret access key was logged/,
    ],
    [
      'the token logged',
      CHECKED,
      `${CHECKED}  if (context.credentials.sessionToken) console.warn(context.credentials.sessionToken);\n`,
      /The session token was logged/,
    ],
    [
      'the token logged in base64',
      CHECKED,
      `${CHECKED}  console.info(Buffer.from(\`of \${context.credentials.sessionToken}\`).toString('base64'));\n`,
      /The session token was logged/,
    ],
    [
      'the secret logged in hex',
      CHECKED,
      `${CHECKED}  process.stdout.write(Buffer.from(context.credentials.secretAccessKey).toString('hex'));\n`,
      /The secret access key was logged/,
    ],
    [
      'the signed headers logged',
      RETURNED,
      `console.table([...ownHeaders, ...token]);\n  ${RETURNED}`,
      /The session token was logged/,
    ],
    [
      'no return',
      RETURNED,
      RETURNED.replace('return ', 'const signed = '),
      /The result of signRequest is missing: is a return missing\?/,
    ],
    [
      'a promise',
      RETURNED,
      RETURNED.replace('return ', 'return Promise.resolve(').replace('};', '}) as never;'),
      /The result of signRequest is a promise/,
    ],
    [
      'the token neither sent nor signed',
      "sessionToken ? [['X-Amz-Security-Token', sessionToken]] : []",
      '[]',
      /Missing among the headers that signing adds: x-amz-security-token\.\n.*send it(?![\s\S]*The mistake)/,
    ],
    [
      'the token signed, and not sent',
      '[...ownHeaders, ...token, date',
      '[...ownHeaders, date',
      /Missing among the headers that signing adds: x-amz-security-token\./,
    ],
    [
      'the token sent, and not signed',
      '[...ownHeaders, ...signedToken, date',
      '[...ownHeaders, date',
      /canonical request, line \d+: canonical headers[\s\S]*x-amz-security-token[\s\S]*The mistake: token-never-signed/,
    ],
    [
      'the token always signed',
      'options.signSessionToken ? token : []',
      'token',
      /canonical request, line \d+: [\s\S]*The mistake: token-always-signed/,
    ],
    [
      'no date sent',
      '...token, date, ...contentHash, authorization',
      '...token, ...contentHash, authorization',
      /Missing among the headers that signing adds: x-amz-date\./,
    ],
    [
      'no date signed',
      '...signedToken, date, ...contentHash]',
      '...signedToken, ...contentHash]',
      /canonical request, line \d+: canonical headers[\s\S]*The mistake: date-not-signed/,
    ],
    [
      'the date of the clock',
      "['X-Amz-Date', context.timestamp]",
      "['X-Amz-Date', new Date().toISOString().replace(/[-:]|\\.\\d{3}/g, '')]",
      /x-amz-date\n {2}expected {2}x-amz-date:2015/,
    ],
    [
      'no content hash',
      "? [['x-amz-content-sha256', payloadHash(request.body)]]",
      '? []',
      /Missing among the headers that signing adds: x-amz-content-sha256\./,
    ],
    [
      'the content hash of an empty body',
      'payloadHash(request.body)',
      "payloadHash('')",
      /x-amz-content-sha256\n {2}expected/,
    ],
    [
      'the content hash always',
      "options.signBody\n    ? [['x-amz-content-sha256', payloadHash(request.body)]]\n    : []",
      "[['x-amz-content-sha256', payloadHash(request.body)]]",
      /canonical request|x-amz-content-sha256/,
    ],
    [
      'the content hash not signed',
      '...signedToken, date, ...contentHash]',
      '...signedToken, date]',
      /canonical request, line \d+[\s\S]*content-sha256/,
    ],
    [
      'the request without the added headers signed',
      TO_SIGN,
      'const toSign = request;',
      /canonical request, line \d+: canonical headers[\s\S]*expected/,
    ],
    [
      'the options of the context alone',
      DEFAULTS,
      'context.options as typeof DEFAULT_OPTIONS',
      /SignedHeaders must be\nhost;[\s\S]*DEFAULT_OPTIONS|TypeError/,
    ],
    [
      'the default options alone',
      DEFAULTS,
      'DEFAULT_OPTIONS',
      /headers that signing adds|canonical request/,
    ],
    [
      'a newline behind the canonical request',
      SIGNED,
      SIGNED.replace(
        'canonicalRequest(toSign, options)',
        '`${canonicalRequest(toSign, options)}\\n`',
      ),
      /string to sign, line 4: hash of the canonical request[\s\S]*trailing-newline/,
    ],
    [
      'a newline behind the string to sign',
      SIGNED,
      SIGNED.replace(
        'stringToSign(canonicalRequest(toSign, options), context)',
        '`${stringToSign(canonicalRequest(toSign, options), context)}\\n`',
      ),
      /trailing-newline/,
    ],
    [
      'the canonical request signed',
      SIGNED,
      'signature(signingKey(context), canonicalRequest(toSign, options)),',
      /authorization\n {2}expected/,
    ],
    [
      'the string to sign without a hash',
      SIGNED,
      SIGNED.replace('canonicalRequest(toSign, options)', "''"),
      /string to sign|authorization/,
    ],
    [
      'the path normalized for S3, too',
      'canonicalRequest(toSign, options)',
      'canonicalRequest(toSign, { ...options, normalizePath: true })',
      /canonical request, line 2: canonical URI[\s\S]*The mistake: path-always-normalized/,
    ],
    [
      'the signature cut off',
      SIGNED,
      SIGNED.replace('context)),', 'context)).slice(0, 63),'),
      /authorization\n {2}expected/,
    ],
    [
      'Authorization named otherwise',
      "'Authorization',\n",
      "'Authorisation',\n",
      /Missing among the headers that signing adds: authorization\./,
    ],
    [
      'all headers named as signed',
      'signedHeaders(headersToSign(toSign.headers))',
      "toSign.headers.map(([name]) => name.toLowerCase()).join(';')",
      /authorization\n {2}expected/,
    ],
    [
      'service always execute-api',
      'stringToSign(canonicalRequest(toSign, options), context)',
      "stringToSign(canonicalRequest(toSign, options), { ...context, service: 'execute-api' })",
      /string to sign, line 3: credential scope/,
    ],
    [
      'a key of another region',
      'signingKey(context)',
      "signingKey({ ...context, region: 'eu-west-1' })",
      /authorization\n {2}expected/,
    ],
    [
      'old headers of a signed request kept',
      /request\.headers\.filter\(\(\[name\]\) => !ADDED_HEADERS.*\)/,
      'request.headers',
      /expected[\s\S]*actual/,
    ],
    [
      'old headers known by one case only',
      'ADDED_HEADERS.has(name.toLowerCase())',
      'ADDED_HEADERS.has(name)',
      /expected[\s\S]*actual/,
    ],
    [
      'a name that is not declared',
      'const { sessionToken } = context.credentials;',
      'const { sessionToken } = credentials;'.replace(
        'credentials;',
        '(globalThis as any).credentials;',
      ),
      /TypeError: [\s\S]*get-vanilla/,
    ],
  ]),
  ...answersUnder('signRequest refuses', [
    [
      'input that is not looked at',
      CHECKED,
      '',
      /It must refuse a request without Host, and has signed it\.\n.*assertSigningInput/,
    ],
    [
      'a refusal without a reason',
      CHECKED,
      "  try {\n    assertSigningInput(request, context);\n  } catch {\n    throw new TypeError('refused');\n  }\n",
      /It must refuse a request without Host, and say why\. What was thrown says\nrefused/,
    ],
    [
      'a refusal with the secret',
      CHECKED,
      '  try {\n    assertSigningInput(request, context);\n  } catch (error) {\n    throw new TypeError(`${(error as Error).message} ${JSON.stringify(context)}`);\n  }\n',
      /The error tells the secret access key/,
    ],
    [
      'an unsigned request for what is refused',
      CHECKED,
      '  try {\n    assertSigningInput(request, context);\n  } catch {\n    return request;\n  }\n',
      /It must refuse a request without Host, and has signed it/,
    ],
    [
      'the request looked at, the context not',
      CHECKED,
      "  assertSigningInput(request, { ...context, timestamp: '20150830T123600Z' });\n",
      /It must refuse a date with dashes, and has signed it/,
    ],
  ]),
];

const QUERY = 'return [...own, ...parameters, ...token, ...proof].join(';
const URL = 'return `${protocol}://${host}${request.path}?${query}`;';
const HOST = "request.headers.find(([name]) => name.toLowerCase() === 'host')?.[1].trim();";

/** Wrong answers to step 08. */
export const PRESIGN_URL: WrongAnswer[] = [
  ...answersUnder('presignQuery', [
    [
      "the request's own parameters lost",
      QUERY,
      QUERY.replace('...own, ', ''),
      /The request's own parameters are missing.*must begin with \S+=\S*&\nIt begins with X-Amz-Algorithm/,
    ],
    [
      "the request's own parameters behind",
      QUERY,
      'return [...parameters, ...token, ...own, ...proof].join(',
      /The request's own parameters are not in front/,
    ],
    [
      "the request's own parameters encoded again",
      QUERY,
      QUERY.replace('...own', '...own.map(encodeURI)'),
      /The request's own parameters are missing, or were changed/,
    ],
    [
      "the request's own parameters twice",
      QUERY,
      QUERY.replace('...own, ', '...own, ...own, '),
      /query parameters that signing adds|expected/,
    ],
    [
      "the request's own parameters sorted",
      '[request.query];',
      "[request.query.split('&').sort().join('&')];",
      /The request's own parameters are missing, or were changed/,
    ],
    [
      'the token lost',
      '...parameters, ...token, ...proof',
      '...parameters, ...proof',
      /Missing among the query parameters that signing adds: X-Amz-Security-Token\./,
    ],
    [
      'the token never signed',
      'options.signSessionToken ? token : []',
      '[]',
      /canonical request, line 3: canonical query string[\s\S]*The mistake: token-never-signed/,
    ],
    [
      'the token always signed',
      'options.signSessionToken ? token : []',
      'token',
      /canonical request, line 3: canonical query string[\s\S]*The mistake: token-always-signed/,
    ],
    [
      'no X-Amz-Expires',
      "    'X-Amz-Expires': String(context.expiresIn ?? DEFAULT_EXPIRES_IN),\n",
      '',
      /Missing among the query parameters that signing adds: X-Amz-Expires\./,
    ],
    [
      'always an hour',
      'context.expiresIn ?? DEFAULT_EXPIRES_IN',
      'DEFAULT_EXPIRES_IN',
      /x-amz-expires\n {2}expected|The mistake: expires-ignored/,
    ],
    [
      'a day by default',
      'DEFAULT_EXPIRES_IN = 3600',
      'DEFAULT_EXPIRES_IN = 86400',
      /X-Amz-Expires|expected[\s\S]*3600/,
    ],
    [
      'no X-Amz-Date',
      "    'X-Amz-Date': context.timestamp,\n",
      '',
      /Missing among the query parameters that signing adds: X-Amz-Date\./,
    ],
    [
      'the date of the clock',
      "'X-Amz-Date': context.timestamp",
      "'X-Amz-Date': new Date().toISOString().replace(/[-:]|\\.\\d{3}/g, '')",
      /x-amz-date\n {2}expected {2}X-Amz-Date=2015/,
    ],
    [
      'the date without its time',
      "'X-Amz-Date': context.timestamp",
      "'X-Amz-Date': context.timestamp.slice(0, 8)",
      /x-amz-date\n {2}expected/,
    ],
    [
      'no X-Amz-SignedHeaders',
      "    'X-Amz-SignedHeaders': signedHeaders(headersToSign(request.headers)),\n",
      '',
      /Missing among the query parameters that signing adds: X-Amz-SignedHeaders\./,
    ],
    [
      'signed headers always host',
      'signedHeaders(headersToSign(request.headers))',
      "'host'",
      /canonical request, line 3: canonical query string|x-amz-signedheaders/,
    ],
    [
      'no X-Amz-Algorithm',
      "    'X-Amz-Algorithm': ALGORITHM,\n",
      '',
      /Missing among the query parameters that signing adds: X-Amz-Algorithm\./,
    ],
    [
      'the scope without the access key',
      '`${accessKeyId}/${credentialScope(context)}`',
      'credentialScope(context)',
      /x-amz-credential\n {2}expected/,
    ],
    [
      'slashes of the credential left',
      'return Object.entries(values).map(([name, value]) => `${name}=${uriEncode(value)}`);',
      "return Object.entries(values).map(([name, value]) => `${name}=${uriEncode(value).replaceAll('%2F', '/')}`);",
      /x-amz-credential\n {2}expected/,
    ],
    [
      'values not encoded',
      '`${name}=${uriEncode(value)}`',
      '`${name}=${value}`',
      /x-amz-credential\n {2}expected/,
    ],
    [
      'names in small letters',
      '`${name}=${uriEncode(value)}`',
      '`${name.toLowerCase()}=${uriEncode(value)}`',
      /Missing among the query parameters that signing adds: X-Amz-Algorithm/,
    ],
    [
      'the parameters not signed',
      "[...own, ...parameters, ...signedToken].join('&')",
      'request.query',
      /canonical request, line 3: canonical query string[\s\S]*The mistake: query-parameters-not-signed/,
    ],
    [
      'own parameters not signed',
      "[...own, ...parameters, ...signedToken].join('&')",
      "[...parameters, ...signedToken].join('&')",
      /canonical request, line 3: canonical query string/,
    ],
    [
      'the signature first',
      QUERY,
      'return [...own, ...proof, ...parameters, ...token].join(',
      /X-Amz-Signature must be the last parameter/,
    ],
    [
      'the signature named otherwise',
      "'X-Amz-Signature':",
      "'Signature':",
      /Missing among the query parameters that signing adds: X-Amz-Signature\./,
    ],
    [
      'joined by semicolons',
      "...proof].join('&')",
      "...proof].join(';')",
      /Missing among|own parameters|must be/,
    ],
    [
      'UNSIGNED-PAYLOAD',
      'canonicalRequest(toSign, options)',
      "canonicalRequest(toSign, options).replace(/[^\\n]*$/, 'UNSIGNED-PAYLOAD')",
      /string to sign, line 4: hash of the canonical request[\s\S]*payload-unsigned-literal/,
    ],
    [
      'the default options alone',
      '{ ...DEFAULT_OPTIONS, ...context.options }',
      'DEFAULT_OPTIONS',
      /canonical request/,
    ],
    [
      'no return',
      QUERY,
      QUERY.replace('return ', ''),
      /presignQuery returned undefined; it must return text/,
    ],
    [
      'a question mark in front',
      QUERY,
      "return '?' + [...own, ...parameters, ...token, ...proof].join(",
      /own parameters|X-Amz-Algorithm/,
    ],
    [
      'the credentials logged',
      '  assertSigningInput(request, context);\n',
      '  assertSigningInput(request, context);\n  console.error(JSON.stringify(context));\n',
      /The secret access key was logged/,
    ],
    [
      'the token logged',
      '  const own = request.query',
      '  console.log(String(token));\n  const own = request.query',
      /The session token was logged|was logged/,
    ],
    [
      'the secret as access key',
      'const { accessKeyId, sessionToken }',
      'const { secretAccessKey: accessKeyId, sessionToken }',
      /\(the secret access key\)/,
    ],
    [
      'pushed into the headers that are given',
      '  const own = request.query',
      "  request.headers.push(['X-Extra', '1']);\n  const own = request.query",
      /would change what the function was given/,
    ],
  ]),
  ...answersUnder('presignUrl', [
    [
      'the path lost',
      URL,
      URL.replace('${request.path}', '/'),
      /The path of the URL is "\/"; it must be "\/[^"]+"/,
    ],
    [
      'no path at all',
      URL,
      URL.replace('${request.path}', ''),
      /The path of the URL is ""; it must be "\/"/,
    ],
    [
      'encodeURI(path)',
      URL,
      URL.replace('request.path', 'encodeURI(request.path)'),
      /The path of the URL is "\/%E1%88%B4"; it must be "\/ሴ": exactly as in the request/,
    ],
    [
      'the path decoded',
      URL,
      URL.replace('request.path', 'decodeURI(request.path)'),
      /The path of the URL is "/,
    ],
    [
      'new URL(…).href',
      URL,
      URL.replace('return ', 'return new URL(').replace('`;', '`).href;'),
      /The query of the URL is not what presignQuery returns[\s\S]*\^/,
    ],
    [
      'own parameters twice',
      URL,
      URL.replace('?${query}', "?${request.query === '' ? '' : `${request.query}&`}${query}"),
      /The query of the URL is not what presignQuery returns, once/,
    ],
    [
      'own parameters alone',
      URL,
      URL.replace('?${query}', '?${request.query}'),
      /The query of the URL is not what presignQuery returns/,
    ],
    [
      'the query encoded again',
      URL,
      URL.replace('?${query}', '?${encodeURI(query)}'),
      /The query of the URL is not what presignQuery returns/,
    ],
    [
      "host found by === 'Host' only",
      HOST,
      HOST.replace("name.toLowerCase() === 'host'", "name === 'Host'"),
      /The host of the URL is "undefined"/,
    ],
    [
      'the first header taken for the host',
      HOST,
      'request.headers[0]?.[1].trim();',
      /The host of the URL is "[^"]*"; it must be/,
    ],
    [
      'the host not trimmed',
      HOST,
      HOST.replace('.trim()', ''),
      /The host of the URL is " example\.amazonaws\.com "/,
    ],
    [
      'the port cut off',
      HOST,
      HOST.replace('.trim()', ".trim().split(':')[0]"),
      /The host of the URL is "[^"]*"; it must be "[^"]*:\d+"/,
    ],
    [
      'the default port cut off',
      HOST,
      HOST.replace('.trim()', ".trim().replace(/:443$/, '')"),
      /The host of the URL is "example\.amazonaws\.com"; it must be "example\.amazonaws\.com:443"/,
    ],
    [
      'always https',
      URL,
      URL.replace('${protocol}', 'https'),
      /The protocol of the URL is "https"; it must be "http"/,
    ],
    [
      'http by default',
      "= 'https',",
      "= 'http',",
      /The protocol of the URL is "http"; it must be "https"/,
    ],
    [
      'no question mark',
      URL,
      URL.replace('?${query}', '&${query}'),
      /it must be protocol, :\/\/, host, path, \? and query/,
    ],
    [
      'a fragment',
      URL,
      URL.replace('${query}`', '${query}#`'),
      /The query of the URL is not what presignQuery returns/,
    ],
    [
      'a URL object',
      URL,
      URL.replace('return ', 'return new (globalThis as any).URL(').replace('`;', '`);'),
      /presignUrl returned object; it must return text|must return text/,
    ],
  ]),
  ...answersUnder('presignQuery refuses', [
    [
      'nothing is looked at',
      '  assertSigningInput(request, context);\n',
      '',
      /It must refuse expiresIn 0, and has signed it/,
    ],
    [
      'too long made a week',
      '  assertSigningInput(request, context);\n',
      '  context = { ...context, expiresIn: Math.min(context.expiresIn ?? 3600, 604_800) };\n  assertSigningInput(request, context);\n',
      /It must refuse expiresIn 604801, and has signed it/,
    ],
    [
      'fractions cut off',
      '  assertSigningInput(request, context);\n',
      '  context = { ...context, expiresIn: Math.floor(context.expiresIn ?? 3600) };\n  assertSigningInput(request, context);\n',
      /It must refuse expiresIn 1\.5, and has signed it/,
    ],
    [
      'not a number taken for an hour',
      '  assertSigningInput(request, context);\n',
      '  context = { ...context, expiresIn: context.expiresIn || 3600 };\n  assertSigningInput(request, context);\n',
      /It must refuse expiresIn 0, and has signed it/,
    ],
  ]),
];

// biome-ignore-end lint/suspicious/noTemplateCurlyInString: they are texts of the solution
