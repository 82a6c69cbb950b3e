import fc from 'fast-check';
import type { Header, VectorContext, VectorRequest } from '../sigv4/vectors';

/** Text that may be in a name or a value: of several alphabets, and with reserved characters. */
const text = fc.string({ unit: 'binary', maxLength: 8 }).map(withoutControls);
const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,10}$/);

const path = fc
  .array(text.map(encodeURIComponent), { maxLength: 4 })
  .map((segments) => `/${segments.join('/')}`);

const query = fc
  .array(fc.tuple(text, text), { maxLength: 4 })
  .map((parameters) => parameters.map((pair) => pair.map(encodeURIComponent).join('=')).join('&'));

/** Distinct from those that signing adds, and from those that no signer signs. */
const header: fc.Arbitrary<Header> = fc.tuple(
  name.map((suffix) => `X-Own-${suffix}`),
  fc.stringMatching(/^[ -~]{0,12}$/),
);

/** Requests as an HTTP client sends them: encoded paths and queries, repeated names, any body. */
export function plainRequests(): fc.Arbitrary<VectorRequest> {
  return fc.record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
    path,
    query,
    headers: fc
      .array(header, { maxLength: 4 })
      .map((headers): Header[] => [['Host', 'example.amazonaws.com'], ...headers]),
    body: fc.oneof(text, fc.uint8Array({ maxLength: 16 })),
  });
}

/** Credentials with and without a token, any moment, a few regions and services. */
export function signingContexts(): fc.Arbitrary<Omit<VectorContext, 'options' | 'expiresIn'>> {
  const token = fc.stringMatching(/^[A-Za-z0-9+/=]{1,20}$/);
  return fc.record({
    credentials: fc.record(
      {
        accessKeyId: fc.constant('ASIAEXAMPLE'),
        secretAccessKey: fc.stringMatching(/^[A-Za-z0-9+/]{8,40}$/),
        sessionToken: token,
      },
      { requiredKeys: ['accessKeyId', 'secretAccessKey'] },
    ),
    region: fc.constantFrom('ap-northeast-1', 'eu-central-1'),
    service: fc.constantFrom('execute-api', 'lambda'),
    timestamp: fc
      .date({ min: new Date(0), max: new Date('2099-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().replace(/[-:]|\.\d{3}/g, '')),
  });
}

function withoutControls(value: string): string {
  return value.replace(/[\p{Cc}\p{Cs}]/gu, '');
}
