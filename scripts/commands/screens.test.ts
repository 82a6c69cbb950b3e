import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type TemporaryWorkshop, temporaryWorkshop } from '../learner/testing/temporary-workshop';
import { plain, type Screen } from '../terminal/screen';
import { widthOf } from '../terminal/wrap';
import { ACCOUNT_SCREENS } from './testing/screens/account';
import { learnerScreens } from './testing/screens/learner';
import { EXPLAIN_SCREENS, REQUEST_SCREENS, signerScreens } from './testing/screens/others';
import type { ScreenModel } from './testing/screens/screen-model';
import { demoScreens, verifyScreens } from './testing/screens/verify';

// The screens of the commands, as text. A change is to be looked at: RECORD_SCREENS=1 writes the
// files, and git diff shows what people will see.

const FOLDER = path.join(__dirname, 'screens');
const WRITES = process.env.RECORD_SCREENS === '1';

/** Two terminals, and a pipe or a log. */
const SCREENS: readonly Screen[] = [
  { columns: 60, rows: 24, style: plain, isUnicode: true },
  { columns: 80, rows: 40, style: plain, isUnicode: true },
  { columns: 100, style: plain, isUnicode: false },
];

/** As wide as it takes: no word is broken, and no text is cut. */
const WITHOUT_END = 5000;

/** Of a longer screen, the head may have moved out of sight. */
const LINES_SEEN = 20;

let workshop: TemporaryWorkshop;
let models: ScreenModel[];

beforeAll(async () => {
  workshop = temporaryWorkshop();
  models = [
    ...(await verifyScreens()),
    ...demoScreens(),
    ...ACCOUNT_SCREENS,
    ...EXPLAIN_SCREENS,
    ...signerScreens(),
    ...REQUEST_SCREENS,
    ...learnerScreens(workshop),
  ];
});

afterAll(() => workshop.remove());

const fileOf = ({ name }: ScreenModel) => `${name.replace(/\W+/g, '-').toLowerCase()}.txt`;

/** One screen below the other. */
function shownOf(model: ScreenModel): string {
  return SCREENS.map((screen) => `--- ${screen.columns} columns\n${model.show(screen)}\n`).join(
    '\n',
  );
}

/** What each screen breaks of a rule, with its name. */
function broken(rule: (model: ScreenModel, screen: Screen) => string[]): string[] {
  return models.flatMap((model) =>
    SCREENS.flatMap((screen) =>
      rule(model, screen).map((line) => `${model.name}, ${screen.columns} columns: ${line}`),
    ),
  );
}

const wordsOf = (text: string) => text.split(/\s+/).filter((word) => word !== '');

test('each screen is as it was reviewed', () => {
  for (const model of models) {
    const file = path.join(FOLDER, fileOf(model));
    if (WRITES) writeFileSync(file, shownOf(model));
    const expected = existsSync(file) ? readFileSync(file, 'utf8').replaceAll('\r', '') : '';
    expect(shownOf(model)).toBe(expected);
  }
  expect(readdirSync(FOLDER).sort()).toEqual(models.map(fileOf).sort());
});

test('no line is wider than the screen, except a single word', () => {
  const tooWide = broken(({ show, code }, screen) => {
    const lines = show(screen).split('\n');
    return lines.filter(
      (line) => widthOf(line) > screen.columns && wordsOf(line).length > 1 && !code?.test(line),
    );
  });
  expect(tooWide).toEqual([]);
});

test('no word is broken, except an ARN or a query at its separators', () => {
  const inPieces = broken(({ show, code }, screen) => {
    const whole = wordsOf(show({ ...screen, columns: WITHOUT_END }));
    const words = new Set(whole);
    const breakable = whole.filter((word) => /arn:|&/.test(word));
    // The stretch around the place where two long lines part is cut off.
    const lines = show(screen)
      .split('\n')
      .filter((line) => !/…|\.\.\./.test(line) && !code?.test(line));
    return wordsOf(lines.join('\n')).filter(
      (word) =>
        !words.has(word) && !breakable.some((one) => one.includes(word)) && !/^[\^|→]+$/.test(word),
    );
  });
  expect(inPieces).toEqual([]);
});

test('no line stands twice, except the mistake that closes a long report', () => {
  const twice = broken(({ show }, screen) => {
    const text = show(screen);
    const isLong = text.split('\n').length > LINES_SEEN;
    const lines = (isLong ? text.slice(0, text.lastIndexOf('\n\n')) : text)
      .split('\n')
      .map((line) => line.replace(/^ *([✓✗?→] |ok +|FAIL +|-> )?/, '').replace(/\.$/, ''))
      .filter((line) => wordsOf(line).length > 2);
    return lines.filter((line, index) => lines.indexOf(line) !== index);
  });
  expect(twice).toEqual([]);
});

test('the mistake is within the first five lines', () => {
  const late = broken(({ show, mistake }, screen) => {
    const read = wordsOf(show(screen).split('\n').slice(0, 5).join('\n')).join(' ');
    return mistake === undefined || read.includes(wordsOf(mistake).join(' ')) ? [] : [mistake];
  });
  expect(late).toEqual([]);
});
