import aws4 from 'aws4';
import fc from 'fast-check';
import { issueSession } from '../../services/sts/sessions';
import {
  account,
  admin,
  asSent,
  cloud,
  EXPECTED,
  HOST,
  NOW,
  presigned,
  ROLE,
  received,
  ruleBrokenBy,
  SESSION,
  signed,
} from '../../testing/signing';
import { authenticate } from '.';

describe('a signature in order', () => {
  test('is verified in header form and tells the user', async () => {
    const result = await authenticate(await signed(), cloud, EXPECTED);
    expect(result).toMatchObject({
      verified: true,
      caller: { principal: { kind: 'user', arn: 'arn:aws:iam::123456789012:user/admin' } },
      evidence: { outcome: 'verified', form: 'header' },
    });
  });

  test('is verified in query form, for as long as it says', async () => {
    const request = await presigned({ date: '2026-01-31T11:59:10Z', expiresIn: 60 });
    expect(await ruleBrokenBy(request)).toBeUndefined();
  });

  test('is verified with temporary credentials and tells the session', async () => {
    const credentials = issueSession(account, SESSION);
    const { expiration: _, ...signing } = credentials;
    for (const request of [
      await signed({ credentials: signing }),
      await presigned({ credentials: signing }),
    ]) {
      const result = await authenticate(request, cloud, EXPECTED);
      expect(result).toMatchObject({
        verified: true,
        caller: {
          principal: { kind: 'assumed-role', roleArn: ROLE.arn, sessionName: 'test' },
        },
      });
    }
  });

  test('may leave the session token unsigned', async () => {
    const { accessKeyId, secretAccessKey, sessionToken } = issueSession(account, SESSION);
    const request = await signed({ credentials: { accessKeyId, secretAccessKey } });
    request.headers.push(['X-Amz-Security-Token', sessionToken]);
    expect(await ruleBrokenBy(request)).toBeUndefined();
  });

  test('may carry its date in a Date header', async () => {
    const options = {
      host: HOST,
      path: '/dev/',
      service: 'execute-api',
      region: 'ap-northeast-1',
      headers: { Date: new Date(NOW).toUTCString() },
    };
    const { headers = {} } = aws4.sign(options, admin);
    const request = received({ path: '/dev/', headers: asSent(headers) });
    expect(await ruleBrokenBy(request)).toBeUndefined();
  });

  test('of another library is verified for any path, query and body', async () => {
    const segment = fc.string({ unit: fc.constantFrom(...'abcXYZ019-_.~ %/+&=é漢'), maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(segment.map(encodeURIComponent), { maxLength: 4 }),
        fc.dictionary(segment.map(encodeURIComponent), segment.map(encodeURIComponent)),
        fc.string(),
        async (segments, parameters, body) => {
          const path = `/dev/${segments.filter((part) => !/^\.*$/.test(part)).join('/')}`;
          const query = Object.entries(parameters)
            .filter(([name]) => name !== '')
            .map(([name, value]) => `${name}=${value}`)
            .join('&');
          const { headers = {} } = aws4.sign(
            {
              host: HOST,
              path: query ? `${path}?${query}` : path,
              method: 'POST',
              service: 'execute-api',
              region: 'ap-northeast-1',
              body,
              headers: { 'X-Amz-Date': '20260131T120000Z' },
            },
            admin,
          );
          const sent = { method: 'POST', path, query, headers: asSent(headers), body };
          expect(await ruleBrokenBy(received(sent))).toBeUndefined();
        },
      ),
      { numRuns: 100 },
    );
  });
});
