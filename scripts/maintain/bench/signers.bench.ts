import { createHmac, hash } from 'node:crypto';
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import aws4 from 'aws4';
import type {
  HttpRequest,
  SigningContext,
} from '../../../solutions/04-canonical-request/signing-input';
import { signRequest } from '../../../solutions/07-sign-request/sign-request';
import { type Contender, medianRatios } from './ratios';

const REGION = 'ap-northeast-1';
const SERVICE = 'execute-api';
const TIMESTAMP = '20150830T123600Z';
const DATE = new Date('2015-08-30T12:36:00Z');
const HOST = 'abc123.execute-api.ap-northeast-1.amazonaws.com';
const KEYS = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
};

type KeysOf = () => typeof KEYS;

/** Another secret each time, so that no cache has its signing key. */
function changingKeys(): KeysOf {
  let count = 0;
  return () => {
    count += 1;
    return { ...KEYS, secretAccessKey: `${KEYS.secretAccessKey}${count}` };
  };
}

/** Each signer with the same request, in the form that it takes. */
function contenders(method: string, body: string, keysOf: KeysOf): Record<string, Contender> {
  const headers = { Host: HOST, Accept: 'application/json' };
  const target = { path: '/dev/pets', query: 'limit=10&type=cat' };
  const contentLength = body === '' ? {} : { 'Content-Length': String(body.length) };
  const contentType = body === '' ? {} : { 'Content-Type': 'application/json' };
  const allHeaders = { ...headers, ...contentType, ...contentLength };

  const request: HttpRequest = { method, ...target, headers: Object.entries(allHeaders), body };
  const context: SigningContext = {
    credentials: KEYS,
    region: REGION,
    service: SERVICE,
    timestamp: TIMESTAMP,
  };
  const smithyRequest = {
    method,
    protocol: 'https:',
    hostname: HOST,
    path: target.path,
    query: { limit: '10', type: 'cat' },
    headers: Object.fromEntries(
      Object.entries(allHeaders).map(([name, value]) => [name.toLowerCase(), value]),
    ),
    body,
  };
  let keys = KEYS;
  const smithy = new SignatureV4({
    credentials: async () => keys,
    region: REGION,
    service: SERVICE,
    sha256: Sha256,
  });
  return {
    ours: () => signRequest(request, { ...context, credentials: keysOf() }),
    smithy: () => {
      keys = keysOf();
      return smithy.sign(smithyRequest, { signingDate: DATE });
    },
    hashing: hashingAlone(body, keysOf),
    aws4: () =>
      aws4.sign(
        {
          method,
          path: `${target.path}?${target.query}`,
          headers: { ...allHeaders, 'X-Amz-Date': TIMESTAMP },
          body,
          service: SERVICE,
          region: REGION,
        },
        keysOf(),
      ),
  };
}

/** As long as the canonical request and the string to sign of these requests. */
const CANONICAL_REQUEST = 'c'.repeat(400);
const STRING_TO_SIGN = 's'.repeat(150);

/** The floor: the hashes and HMACs that no signer can do without, and no text around them. */
function hashingAlone(body: string, keysOf: KeysOf): Contender {
  let remembered: { secret: string; key: Buffer } | undefined;
  return () => {
    const { secretAccessKey: secret } = keysOf();
    hash('sha256', body, 'hex');
    hash('sha256', CANONICAL_REQUEST, 'hex');
    if (remembered?.secret !== secret) remembered = { secret, key: keyChain(secret) };
    return hmac(remembered.key, STRING_TO_SIGN).toString('hex');
  };
}

function keyChain(secret: string): Buffer {
  const texts = [TIMESTAMP.slice(0, 8), REGION, SERVICE, 'aws4_request'];
  return texts.reduce(hmac, Buffer.from(`AWS4${secret}`));
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

/**
 * The figures in words, two lines for each case: how fast the hand-written signer is beside others,
 * and beside the floor.
 */
export async function benchSigners(): Promise<string[]> {
  const cases: [string, Record<string, Contender>][] = [
    ['GET, signing key remembered', contenders('GET', '', () => KEYS)],
    ['POST of 1 KiB, a new signing key', contenders('POST', 'x'.repeat(1024), changingKeys())],
  ];
  const lines: string[] = [];
  for (const [title, signers] of cases) {
    const {
      ours = Number.NaN,
      aws4 = Number.NaN,
      hashing = Number.NaN,
    } = await medianRatios(signers, 'smithy');
    lines.push(
      `${title}: the hand-written signer is ${ours.toFixed(1)} times as fast as ` +
        `@smithy/signature-v4, aws4 ${aws4.toFixed(1)} times (aim: no slower than aws4)`,
      `  it takes ${(hashing / ours).toFixed(1)} times as long as its hashes and HMACs alone`,
    );
  }
  return lines;
}

if (require.main === module) {
  benchSigners().then((lines) => {
    for (const line of lines) console.log(line);
  });
}
