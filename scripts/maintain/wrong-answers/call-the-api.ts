import { answersUnder, type WrongAnswer } from './wrong-answer';

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: they are texts of the solution

const LOG = 'console.log(`api_response is ${response.status} ${response.body}`);';
const HEADERS = "headers: [['Host', url.host]],";

/** Wrong answers to step 09, in the functions that `callApi` calls. */
export const CALL_THE_API_PARTS: WrongAnswer[] = [
  {
    mistake: 'credentials without the token',
    heading: 'roleCredentials',
    text: "sessionToken: variable(environment, 'AWS_SESSION_TOKEN'),",
    replacement: '',
    told: /The result of roleCredentials has no sessionToken/,
  },
  {
    mistake: 'the credentials of the process, not of the environment that is given',
    heading: 'roleCredentials',
    text: "variable(environment, 'AWS_SECRET_ACCESS_KEY')",
    replacement: "process.env.AWS_SECRET_ACCESS_KEY ?? 'none'",
    told: /secretAccessKey is not that of the environment/,
  },
  {
    mistake: 'no complaint of a token that is missing',
    heading: 'roleCredentials',
    text: "variable(environment, 'AWS_SESSION_TOKEN')",
    replacement: 'environment.AWS_SESSION_TOKEN',
    told: /Nothing was thrown when AWS_SESSION_TOKEN is missing\. Throw an Error that names/,
  },
  {
    mistake: 'roleCredentials without a return',
    heading: 'roleCredentials',
    text: /return \{(?=\s*accessKeyId)/,
    replacement: 'const credentials = {',
    told: /The result of roleCredentials is missing: is a return missing\?/,
  },
  {
    mistake: 'a host without its port',
    heading: 'apiRequest',
    text: HEADERS,
    replacement: "headers: [['Host', url.hostname]],",
    told: /Host is 127\.0\.0\.1; for .* it must be 127\.0\.0\.1:4566.*with the port.*url\.host/,
  },
  {
    mistake: 'no Host',
    heading: 'apiRequest',
    text: HEADERS,
    replacement: 'headers: [],',
    told: /The request has 0 headers Host; it needs one/,
  },
  {
    mistake: 'a path without the stage',
    heading: 'apiRequest',
    text: 'path: url.pathname',
    replacement: "path: '/'",
    told: /path is "\/"; for .* it must be "\/dev\/": the stage belongs to it/,
  },
  {
    mistake: 'a decoded path',
    heading: 'apiRequest',
    text: 'path: url.pathname',
    replacement: 'path: decodeURIComponent(url.pathname)',
    told: /path is "\/dev\/a b"; for .* it must be "\/dev\/a%20b"/,
  },
  {
    mistake: 'a query with its question mark',
    heading: 'apiRequest',
    text: 'query: url.search.slice(1)',
    replacement: 'query: url.search',
    told: /query is "\?a=1&b=%20"; for .* it must be "a=1&b=%20"/,
  },
  {
    mistake: 'headers that are not sent',
    heading: 'send',
    text: '{ method, headers: sent }',
    replacement: '{ method }',
    told: /X-Amz-Date and Authorization did not come: fetch must be given all headers/,
  },
  {
    mistake: 'Host among the headers that fetch is given',
    heading: 'send',
    text: '{ method, headers: sent }',
    replacement: '{ method, headers }',
    told: /fetch is given Host\. It writes that itself, from the URL: leave it out/,
  },
  {
    mistake: 'an unreachable host without the cause',
    heading: 'send',
    text: ': ${error.cause ?? error.message}`',
    replacement: '`',
    told: /The error says that 127\.0\.0\.1:\d+ cannot be reached, and not why\. The cause of the error/,
  },
  {
    mistake: 'a refusal that is thrown',
    heading: 'send',
    text: 'return { status: response.status',
    replacement:
      "if (!response.ok) throw new Error('refused');\n  return { status: response.status",
    told: /refused\n[\s\S]*answered 403\. That is an answer like any other/,
  },
  {
    mistake: 'the body without an await',
    heading: 'send',
    text: 'body: await response.text()',
    replacement: 'body: response.text() as never',
    told: /The result of send has a promise as body: is an await missing\?/,
  },
  {
    mistake: 'an answer of fetch that is not awaited',
    heading: 'send',
    text: 'const response = await fetch(',
    replacement: 'const response: any = fetch(',
    told: /fetch returns a promise of the response: is an await missing before it\?/,
  },
  {
    mistake: 'an unreachable host that is not named',
    heading: 'send',
    text: /\.catch\(\(error: Error\) => \{[\s\S]*?\n {2}\}\)/,
    replacement: '',
    told: /When nobody answers, the error must name 127\.0\.0\.1:\d+\. What was thrown says\n.*fetch failed/,
  },

  ...answersUnder('send', [
    [
      'no method',
      '{ method, headers: sent }',
      '{ headers: sent }',
      /What came is GET \/dev\/pets%20all\?a=1&b=%20, and what was signed is DELETE/,
    ],
    [
      "Host filtered by !== 'Host'",
      "name.toLowerCase() !== 'host'",
      "name !== 'Host'",
      /fetch is given host\. It writes that itself/,
    ],
    [
      'the query cut off',
      'fetch(url,',
      'fetch(new URL(url.pathname, url),',
      /What came is GET \/dev\/pets%20all, and what was signed is GET \/dev\/pets%20all\?a=1/,
    ],
    [
      'the path decoded',
      'fetch(url,',
      "fetch(decodeURI(url.href).replace(' ', ''),",
      /What came is/,
    ],
    [
      'header values in small letters',
      'headers: sent }',
      'headers: sent.map(([name, value]): [string, string] => [name, value.toLowerCase()]) }',
      /came with another value than was signed/,
    ],
    [
      'status and nothing else',
      ', body: await response.text() };',
      ' } as never;',
      /The result of send has no body/,
    ],
    [
      'the body parsed',
      'await response.text()',
      '(await response.json())',
      /has as body a value of the type object, not string/,
    ],
    [
      'the status as text',
      'status: response.status,',
      'status: String(response.status) as never,',
      /has as status a value of the type string, not number/,
    ],
    [
      'the error taken for an answer',
      /throw new Error\(`\$\{url\.host\}.*\);/,
      "return new Response('', { status: 599 });",
      /Nothing was thrown when nobody answers/,
    ],
  ]),
  ...answersUnder('apiRequest', [
    [
      'the method in small letters',
      "method: 'GET'",
      "method: 'get'",
      /method is "get"; for .* it must be "GET"/,
    ],
    ['the whole URL as the path', 'path: url.pathname', 'path: url.href', /path is "https:/],
    [
      'the query in the path',
      'path: url.pathname',
      'path: url.pathname + url.search',
      /path is "\/dev\?a=1&b=%20"/,
    ],
    [
      'the query decoded',
      'query: url.search.slice(1)',
      'query: decodeURIComponent(url.search.slice(1))',
      /query is "a=1&b= "/,
    ],
    ['a body of braces', "body: ''", "body: '{}'", /body is "\{\}"; for .* it must be ""/],
    [
      'a header more',
      HEADERS,
      "headers: [['Host', url.host], ['Accept', '*/*']],",
      /headers beside Host \(Accept\)/,
    ],
    ['the protocol in Host', HEADERS, "headers: [['Host', url.origin]],", /Host is https:/],
  ]),
];

/** Wrong answers to step 09, in how it calls them. */
export const CALL_THE_API: WrongAnswer[] = [
  {
    mistake: 'the wrong service',
    heading: 'callApi has the request signed',
    text: "'execute-api'",
    replacement: "'apigateway'",
    told: /signed for the service apigateway: a deployed API is the service execute-api/,
  },
  {
    mistake: "the function's region",
    heading: 'callApi has the request signed',
    text: "'API_REGION'",
    replacement: "'AWS_REGION'",
    told: /signed for the region eu-central-1: it must be the API's, ap-northeast-1 in API_REGION/,
  },
  {
    mistake: 'the URL in place of the request',
    heading: 'callApi has the request signed',
    alone: true,
    text: 'sign(apiRequest(url)',
    replacement: 'sign(url as never',
    told: /The request that is given to sign has no method\.\nIt must be \{ method, path, query/,
  },
  {
    mistake: 'a moment that is always the same',
    heading: 'callApi has the request signed',
    text: 'signingTimestamp(new Date())',
    replacement: "'20150830T123600Z'",
    told: /signed for 20150830T123600Z, and the clock says \d{8}T\d{6}Z: signingTimestamp/,
  },
  {
    mistake: 'a request that is not signed',
    alone: true,
    heading: 'callApi has the request signed',
    text: /await sign\(apiRequest\(url\), \{[\s\S]*?\n {2}\}\)/,
    replacement: 'apiRequest(url)',
    told: /callApi must sign once, with the sign that it is given; it did so 0 times/,
  },
  {
    mistake: 'a signature that is not awaited',
    heading: 'callApi sends what the signer returned',
    text: 'await sign(',
    replacement: '(sign as any)(',
    told: /A signer may return a promise of the signed request: is an await missing before sign\?/,
  },
  {
    mistake: 'the request as it was before it was signed',
    heading: 'callApi sends what the signer returned',
    text: 'send(url, signed)',
    replacement: 'send(url, apiRequest(url))',
    told: /What was sent is not what sign returned/,
  },
  {
    mistake: 'no log',
    heading: 'callApi logs',
    text: LOG,
    replacement: '',
    told: /Nothing was logged that begins with "api_response is "/,
  },
  {
    mistake: 'an answer that is not awaited',
    heading: 'callApi logs',
    text: 'const response = await send(',
    replacement: 'const response: any = send(',
    told: /The log says\napi_response is undefined undefined\n[\s\S]*Is an await missing/,
  },
  {
    mistake: 'a log without the body',
    heading: 'callApi logs',
    text: ' ${response.body}`',
    replacement: '`',
    told: /The log says\napi_response is 403\nExpected was\napi_response is 403 \{/,
  },
  {
    mistake: 'the credentials in the log',
    heading: 'callApi logs',
    text: LOG,
    replacement: `${LOG} console.error(roleCredentials(environment));`,
    told: /The secret access key was logged: whoever reads the log can call in this role/,
  },
  {
    mistake: 'a handler that does not use the signer of step 07',
    heading: 'handler',
    text: 'return callApi(signRequest);',
    replacement: 'return callApi((request) => request);',
    told: /handler must sign once, with signRequest of step 07; it did so 0 times/,
  },
  {
    mistake: 'a token that is not sent',
    alone: true,
    heading: 'on Lambda, the caller',
    text: 'return callApi(signRequest);',
    replacement: `return callApi((request, { credentials: { sessionToken, ...keys }, ...context }) =>
      signRequest(request, { ...context, credentials: keys }));`,
    told: /The security token included in the request is invalid[\s\S]*The remedy: send all three parts/,
  },

  ...answersUnder('handler', [
    [
      'the session token logged',
      'const response = await send(url, signed);',
      'console.log(signed.headers);\n  const response = await send(url, signed);',
      /The session token was logged/,
    ],
    [
      'the environment logged',
      'const response = await send(url, signed);',
      'console.dir(environment);\n  const response = await send(url, signed);',
      /The secret access key was logged|The session token was logged/,
    ],
  ]),
  ...answersUnder('callApi', [
    [
      'the query of the URL left out of what is signed',
      'sign(apiRequest(url)',
      "sign({ ...apiRequest(url), path: '/' }",
      /path is "\/"; for .* it must be "\/dev\/"/,
    ],
    [
      'the log in capitals',
      'console.log(`api_response is',
      'console.log(`API_RESPONSE is',
      /Nothing was logged that begins with "api_response is "/,
    ],
    [
      'the log as JSON',
      LOG,
      'console.log(JSON.stringify(response));',
      /Nothing was logged that begins/,
    ],
    [
      'the answer not returned',
      '  return response;\n}\n\n/**\n * The credentials',
      '  return undefined as never;\n}\n\n/**\n * The credentials',
      /The result of callApi is missing/,
    ],
  ]),
];

// biome-ignore-end lint/suspicious/noTemplateCurlyInString: they are texts of the solution
