import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readSteps, solutionOf, stepNumbered } from '../steps';
import { type TemporaryWorkshop, temporaryWorkshop } from '../testing/temporary-workshop';
import { Checker } from './checker';
import { FINGERPRINTS_FILE, fingerprintsOf, isCheckChanged } from './shipped-checks';

jest.setTimeout(60_000);

let folder: TemporaryWorkshop;

beforeEach(() => {
  folder = temporaryWorkshop();
});

afterEach(() => folder.remove());

/** A step as it is here, in a folder of its own, with the files of the solutions. */
function layOut(number: string, changed: Record<string, (text: string) => string> = {}) {
  const step = stepNumbered(readSteps(), number);
  for (const file of [step.lesson, step.check, ...step.files]) {
    const name = path.basename(file);
    const text = readFileSync(solutionOf(step, file) ?? file, 'utf8');
    folder.write(`steps/${step.id}/${name}`, (changed[name] ?? ((same) => same))(text));
  }
  return stepNumbered(readSteps(folder.root), number);
}

// When a check is changed on purpose: npm run record-checks
test('knows the checks as they are', () => {
  expect(JSON.parse(readFileSync(FINGERPRINTS_FILE, 'utf8'))).toEqual(fingerprintsOf(readSteps()));
});

test('notices a changed check, but not other line ends', () => {
  expect(isCheckChanged(layOut('05'))).toBe(false);
  const windows = (text: string) => text.replaceAll('\n', '\r\n');
  expect(isCheckChanged(layOut('05', { 'string-to-sign.test.ts': windows }))).toBe(false);
  const shorter = (text: string) => text.replace('toMatchVector', 'not.toMatchVector');
  expect(isCheckChanged(layOut('05', { 'string-to-sign.test.ts': shorter }))).toBe(true);
});

test('does not pass what knows the answers of all vectors by heart', async () => {
  layOut('04');
  const byHeart = (text: string) =>
    `import { readFileSync } from 'node:fs';
const vectors = ['official', 'extended'].flatMap((name) =>
  JSON.parse(readFileSync(\`fixtures/sigv4/\${name}.json\`, 'utf8')).cases,
);
const forms = vectors.flatMap(({ header, query }) => [header, query]);
${text.replace(/export function stringToSign[\s\S]*/, '')}
export function stringToSign(canonicalRequest: string, context: SigningContext): string {
  const known = forms.find(
    (form) =>
      form.canonicalRequest.join('\\n') === canonicalRequest &&
      form.stringToSign[1] === context.timestamp &&
      form.stringToSign[2] === credentialScope(context),
  );
  return known.stringToSign.join('\\n');
}
`;
  const step = layOut('05', { 'string-to-sign.ts': byHeart });
  const checker = new Checker({ root: folder.root });
  try {
    const { finding, tally } = await checker.check(step);
    expect(finding).toMatchObject({
      kind: 'failed',
      test: ['stringToSign', 'requests made for this run'],
    });
    expect(tally.failed).toBe(2);
  } finally {
    checker.close();
  }
});
