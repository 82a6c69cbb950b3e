import { CannotRun } from '../terminal/cannot-run';
import { tellError } from './tell-error';

let shown: string;

beforeEach(() => {
  shown = '';
  jest.spyOn(console, 'error').mockImplementation((text: string) => {
    shown += text;
  });
});

afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = 0;
});

const tell = (error: Error, members: object = {}) => tellError(Object.assign(error, members));

test.each([
  ['what speaks for itself', new CannotRun('No region is set.'), {}, /^\nNo region is set\.$/],
  [
    'a name that is not known',
    new Error('getaddrinfo ENOTFOUND iam.amazonaws.com'),
    { code: 'ENOTFOUND' },
    /AWS cannot be reached: .*there is no network here, or the region is misspelled\./,
  ],
  [
    'a certificate that is not trusted',
    new Error('self-signed certificate in certificate chain'),
    { code: 'SELF_SIGNED_CERT_IN_CHAIN' },
    /AWS cannot be reached: .*NODE_EXTRA_CA_CERTS/,
  ],
  [
    'a file that cannot be written, which is not the network',
    new Error('EACCES: permission denied'),
    { code: 'EACCES' },
    /^\nThis should not have happened: Error: EACCES/,
  ],
  [
    'what AWS refuses',
    new Error('no more'),
    { name: 'LimitExceeded', $metadata: { httpStatusCode: 409 } },
    /^\nAWS refused: no more \(LimitExceeded\)$/,
  ],
  [
    "an error of the workshop's own",
    new Error('There is no step 99.'),
    {},
    /^\nThere is no step 99\.$/,
  ],
  ['a mistake of the program', new TypeError('x is not iterable'), {}, /^\nThis should .*\n +at /],
])('tells %s', (_, error, members, text) => {
  tell(error, members);
  expect(shown).toMatch(text);
  expect(process.exitCode).toBe(2);
});

test('a refusal that repeats the session token does not show it', () => {
  const message =
    'The Canonical String should have been\nx-amz-security-token:IQoJb3JpZ2lu\n\nhost';
  tell(new Error(message), { $metadata: { httpStatusCode: 403 } });
  expect(shown).toContain('x-amz-security-token:********');
  expect(shown).not.toContain('IQoJb3JpZ2lu');
});
