import type { WrongAnswer } from './wrong-answer';

const heading = 'signWithLibrary';

/** Wrong answers to step 10. */
export const USE_THE_LIBRARY: WrongAnswer[] = [
  {
    mistake: 'an instance in place of the constructor',
    alone: true,
    heading,
    text: 'sha256: Sha256',
    replacement: 'sha256: new Sha256() as never',
    told: /sha256 must be Sha256 alone, without new and \(\)/,
  },
  {
    mistake: 'a signature that is not awaited',
    alone: true,
    heading,
    text: 'await signer.sign(',
    replacement: '(signer as any).sign(',
    told: /signer\.sign returns a promise of the request: is an await missing before it\?/,
  },
  {
    mistake: 'the moment left out',
    heading: 'signWithLibrary signs for',
    text: 'signingDate: signingDate(context.timestamp),',
    replacement: '',
    told: /The library has signed for \d{8}T\d{6}Z, and the context's timestamp is 20150830T123600Z[\s\S]*signingDate/,
  },
  {
    mistake: 'credentials without the token',
    heading: 'signWithLibrary signs for',
    text: 'credentials: context.credentials',
    replacement: 'credentials: { ...context.credentials, sessionToken: undefined }',
    told: /X-Amz-Security-Token is not the session token of the context/,
  },
  {
    mistake: "the library's headers as they are",
    alone: true,
    heading,
    text: 'Object.entries(signed.headers)',
    replacement: 'signed.headers as never',
    told: /has as headers a value of the type object, not list[\s\S]*Object\.entries\(signed\.headers\)/,
  },
  {
    mistake: 'the request in the form of step 04 to the library',
    alone: true,
    heading,
    text: 'libraryRequest(request), {',
    replacement: 'request as never, {',
    told: /The library takes the request in its own form: libraryRequest\(request\)/,
  },
  {
    mistake: 'the headers alone',
    heading: 'signWithLibrary does not change',
    text: '...request, ',
    replacement: '',
    told: /The result lacks the method of the request: return \{ \.\.\.request, headers \}/,
  },
  {
    mistake: 'the own signer',
    alone: true,
    heading,
    text: /const signer = new SignatureV4[\s\S]*?\n {2}return .*/,
    replacement: "return require('../07-sign-request/sign-request').signRequest(request, context);",
    told: /signWithLibrary must call sign of a SignatureV4 once; it did so 0 times/,
  },
  {
    mistake: 'no payload hash among the headers',
    heading: 'signWithLibrary agrees',
    text: 'sha256: Sha256,',
    replacement: 'sha256: Sha256,\n    applyChecksum: false,',
    told: /The library adds\n[\s\S]*and yours, of steps 04 to 07,\n/,
  },
  {
    mistake: 'a handler that does not use the library',
    heading: 'handler',
    text: 'return callApi(signWithLibrary);',
    replacement: 'return callApi((request) => request);',
    told: /handler must have the library sign, once; it did so 0 times/,
  },
  {
    mistake: 'a handler that throws',
    alone: true,
    heading: 'on Lambda, the caller',
    text: 'return callApi(signWithLibrary);',
    replacement: "throw new TypeError('nothing signed');",
    told: /On Lambda, the function caller failed:\nTypeError: nothing signed/,
  },
];
