import { generatedVectors } from '../../scripts/jest/generated-vectors';
import { allVectors, MODES } from '../../scripts/sigv4/vectors';
import { credentialScope, signingTimestamp, stringToSign } from './string-to-sign';

const cases = allVectors().flatMap((vector) =>
  MODES.map((mode) => ({ name: vector.name, vector, mode })),
);

describe('signingTimestamp', () => {
  test.each([
    ['drops dashes, colons and milliseconds', '2015-08-30T12:36:00.123Z', '20150830T123600Z'],
    ['is in UTC', '2015-08-30T23:36:00-05:00', '20150831T043600Z'],
    ['keeps leading zeros', '2026-01-02T03:04:05Z', '20260102T030405Z'],
  ])('%s', (_, date, timestamp) => {
    expect(signingTimestamp(new Date(date))).toBeText(timestamp, date);
  });
});

describe('credentialScope', () => {
  test.each(cases.filter(({ mode }) => mode === 'header'))('$name', ({ vector }) => {
    const scope = credentialScope(vector.context);
    expect(scope).toMatchVector(vector, 'header', 'credential-scope');
  });
});

describe('stringToSign', () => {
  test.each(cases)('$name, $mode form', ({ vector, mode }) => {
    const text = stringToSign(vector.figures[mode].canonicalRequest, vector.context);
    expect(text).toMatchVector(vector, mode, 'string-to-sign');
  });
});

describe('stringToSign of requests made for this run', () => {
  test.each(generatedVectors())('$name', (vector) => {
    const text = stringToSign(vector.figures.header.canonicalRequest, vector.context);
    expect(text).toMatchVector(vector, 'header', 'string-to-sign');
  });
});
