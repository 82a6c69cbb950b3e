import { createHash } from 'node:crypto';
import { unless } from '../../scripts/inspect/findings';
import { inTimeZone, TIME_ZONES } from '../../scripts/inspect/time-zones';
import { inspectTimestamp } from '../../scripts/inspect/timestamp';
import { vectorsToCheck, vectorToCheck } from '../../scripts/jest/check-vectors';
import { messageOf } from '../../scripts/jest/complaint';
import { generatedVectors } from '../../scripts/jest/generated-vectors';
import { MODES } from '../../scripts/sigv4/vectors';
import { credentialScope, signingTimestamp, stringToSign } from './string-to-sign';

const vectors = vectorsToCheck();
const cases = vectors.flatMap((vector) =>
  MODES.map((mode) => ({ name: vector.name, vector, mode })),
);

describe('signingTimestamp', () => {
  test.each([
    ['drops dashes, colons and milliseconds', '2015-08-30T12:36:00.123Z', '20150830T123600Z'],
    ['is in UTC', '2015-08-30T23:36:00-05:00', '20150831T043600Z'],
    ['keeps leading zeros', '2026-01-02T03:04:05Z', '20260102T030405Z'],
    ['does not round the seconds', '2026-12-31T23:59:59.987Z', '20261231T235959Z'],
    ['counts the hours from 0 to 23', '2026-01-01T00:00:07.007Z', '20260101T000007Z'],
  ])('%s', (_, date, timestamp) => {
    for (const zone of TIME_ZONES) {
      const given = new Date(date);
      const actual = inTimeZone(zone, () => signingTimestamp(given));
      const changed = 'signingTimestamp has changed the date that it was given: make a copy first.';
      expect(unless(given.getTime() === Date.parse(date), changed)).toHaveNoFindings();
      expect(inspectTimestamp(actual, { date, timestamp, zone })).toHaveNoFindings();
      expect(actual).toBeText(timestamp, date);
    }
  });

  test('throws for an invalid date', async () => {
    const complaint = await messageOf(() => signingTimestamp(new Date(Number.NaN)));
    const finding =
      'For an invalid date it must throw, as toISOString does: a signature over a wrong time would ' +
      'fail later, and say less.';
    expect(unless(complaint !== undefined, finding)).toHaveNoFindings();
    expect(unless(!complaint?.startsWith('TODO'), complaint ?? '')).toHaveNoFindings();
  });
});

describe('credentialScope', () => {
  test.each(cases.filter(({ mode }) => mode === 'header'))('$name', ({ vector }) => {
    for (const zone of TIME_ZONES) {
      const scope = () => inTimeZone(zone, () => credentialScope(vector.context));
      expect(scope).toMatchVector(vector, 'header', 'credential-scope');
    }
  });
});

describe('stringToSign', () => {
  test.each(cases)('$name, $mode form', ({ vector, mode }) => {
    const text = () => stringToSign(vector.figures[mode].canonicalRequest, vector.context);
    expect(text).toMatchVector(vector, mode, 'string-to-sign');
  });

  test('requests made for this run', () => {
    for (const zone of TIME_ZONES) {
      for (const vector of generatedVectors()) {
        const { canonicalRequest } = vector.figures.header;
        const text = () => inTimeZone(zone, () => stringToSign(canonicalRequest, vector.context));
        expect(text).toMatchVector(vector, 'header', 'string-to-sign');
      }
    }
  });

  test('hashes every character as it is', () => {
    const { context } = vectorToCheck('get-vanilla');
    const text = ' e\u0301\n\n';
    const hex = createHash('sha256').update(text).digest('hex');
    const lines = () => stringToSign(text, context).split('\n').at(-1);
    expect(lines).toBeText(
      hex,
      'a canonical request with blanks at its ends and an accent of its own',
    );
  });
});
