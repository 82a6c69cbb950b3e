import {
  cpSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../../files/root';
import { verdictOn } from '../../learner/checked';
import { mistakesShownBy } from '../../learner/hints/diagnosis';
import { showVerdict } from '../../learner/show/verdict';
import { readSteps, stepNumbered } from '../../learner/steps';
import { coloured } from '../../terminal/screen';
import { svgOf } from './svg';

/** The picture in the README, relative to the workshop's folder. */
export const PICTURE = '.github/named-mistake.svg';

const COLUMNS = 88;
const TITLE = 'What npm start shows when step 04 has a mistake';

/** The mistake: a path that is encoded already is decoded first, so that it is encoded once only. */
const FILE = '04-canonical-request/canonical-request.ts';
const CORRECT = 'return uriEncode(absolutePath)';
const WRONG = 'return uriEncode(decodeURI(absolutePath))';

/**
 * What the loop shows of the finished step 04 with one mistake in it, as a picture.
 *
 * @returns an SVG
 * @throws Error if the solution does not contain the line to change
 */
export async function pictureOfNamedMistake(): Promise<string> {
  const solution = readFileSync(path.join(ROOT, 'solutions', FILE), 'utf8');
  if (!solution.includes(CORRECT)) throw new Error(`solutions/${FILE} lacks "${CORRECT}".`);
  const root = workshopWithStep(path.dirname(FILE));
  try {
    writeFileSync(path.join(root, 'steps', FILE), solution.replace(CORRECT, WRONG));
    const step = stepNumbered(readSteps(root), '04');
    const verdict = await verdictOn(step, root);
    const screen = { root, columns: COLUMNS, style: coloured };
    const shown = showVerdict(step, verdict, screen, mistakesShownBy(verdict));
    return svgOf(shown, { columns: COLUMNS, title: TITLE });
  } finally {
    rmSync(root, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** A workshop of one step, in a folder of its own: no file of the learner is touched. */
function workshopWithStep(id: string): string {
  // Jest compares real paths; the temporary folder of macOS is a link.
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'picture-')));
  for (const folder of ['node_modules', 'scripts', 'fixtures']) {
    symlinkSync(path.join(ROOT, folder), path.join(root, folder), 'junction');
  }
  for (const item of ['jest.config.js', 'tsconfig.json', 'package.json', `steps/${id}`]) {
    cpSync(path.join(ROOT, item), path.join(root, item), { recursive: true });
  }
  return root;
}

/** Draws the picture again. */
export async function drawPicture(): Promise<void> {
  writeFileSync(path.join(ROOT, PICTURE), await pictureOfNamedMistake());
  console.log(`Drawn: ${PICTURE}`);
}
