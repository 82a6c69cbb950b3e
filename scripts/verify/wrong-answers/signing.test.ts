import { canonicalRequest } from '../../../solutions/04-canonical-request/canonical-request';
import type {
  HttpRequest,
  SigningContext,
  SigningOptions,
} from '../../../solutions/04-canonical-request/signing-input';
import { stringToSign } from '../../../solutions/05-string-to-sign/string-to-sign';
import { deriveSigningKey } from '../../../solutions/06-signing-key/signing-key';
import { signRequest } from '../../../solutions/07-sign-request/sign-request';
import { presignUrl } from '../../../solutions/08-presign-url/presign-url';
import { testSession } from '../../account/testing/test-session';
import { type LocalAws, startLocalAws } from '../../local-aws';
import { provisionAll } from '../testing/provision-all';
import { toldAbout } from '../testing/told-about';

let aws: LocalAws;

beforeAll(async () => {
  aws = await startLocalAws();
  const session = testSession(aws);
  await provisionAll(session);
  await session.close();
});

afterAll(() => aws.stop());

test('04: a query that is not sorted is shown beside that of AWS', async () => {
  const unsorted = (request: HttpRequest, options: SigningOptions) =>
    canonicalRequest(request, options).replace(/name=&(text=[^\n]*)/, '$1&name=');
  const answer = await toldAbout(aws, '04', {
    '04-canonical-request/canonical-request': { canonicalRequest: unsorted },
  });
  expect(answer).toContain('AWS    name=&text=hello%20world%21');
  expect(answer).toContain('yours  text=hello%20world%21&name=');
  expect(answer).toContain('canonical request, line 3: canonical query string');
  expect(answer).toContain('by the rule signature-mismatch');
});

test('05: a string to sign without the hash is shown beside that of AWS', async () => {
  const short = (text: string, context: SigningContext) =>
    stringToSign(text, context).replace(/\n[0-9a-f]{64}$/, '');
  const answer = await toldAbout(aws, '05', {
    '05-string-to-sign/string-to-sign': { stringToSign: short },
  });
  expect(answer).toContain('AWS computes the same canonical request as you do.');
  expect(answer).toContain('string to sign, line 4: hash of the canonical request');
});

test('06: with equal strings it must be the key', async () => {
  const signingKey = (context: SigningContext) =>
    Buffer.from(deriveSigningKey(context).toString('hex'));
  const answer = await toldAbout(aws, '06', { '06-signing-key/signing-key': { signingKey } });
  expect(answer).toContain('AWS computes the same string to sign as you do.');
  expect(answer).toContain('So it is the signing key or the signature');
  expect(answer).toContain('The mistake: ');
});

const signing = (change: (context: SigningContext) => SigningContext) =>
  toldAbout(aws, '07', {
    '07-sign-request/sign-request': {
      signRequest: (request: HttpRequest, context: SigningContext) =>
        signRequest(request, change(context)),
    },
  });

test('07: a token that is not sent', async () => {
  const answer = await signing(({ credentials: { sessionToken: _, ...keys }, ...context }) => ({
    ...context,
    credentials: keys,
  }));
  expect(answer).toContain('the session token was not sent');
  expect(answer).toContain('by the rule unknown-key');
});

test('07: another service', async () => {
  const answer = await signing((context) => ({ ...context, service: 'apigateway' }));
  expect(answer).toContain('sign for execute-api');
  expect(answer).toContain('/apigateway/aws4_request');
});

test('07: another region', async () => {
  const answer = await signing((context) => ({ ...context, region: 'us-east-1' }));
  expect(answer).toContain("sign for the API's region");
});

test('08: a URL whose query was changed', async () => {
  const changed = (...input: Parameters<typeof presignUrl>) =>
    presignUrl(...input).replace('X-Amz-Expires=3600', 'X-Amz-Expires=60');
  const answer = await toldAbout(aws, '08', {
    '08-presign-url/presign-url': { presignUrl: changed },
  });
  expect(answer).toContain('something was sent otherwise than it was signed');
});

test('a starter that is not touched', async () => {
  const todo = () => {
    throw new Error('TODO signRequest: check the input, sign');
  };
  const answer = await toldAbout(aws, '07', {
    '07-sign-request/sign-request': { signRequest: todo },
  });
  expect(answer).toContain('This is still to be written:');
  expect(answer).toContain('TODO signRequest: check the input, sign');
});
