import { execFileSync } from 'node:child_process';
import { starterOf } from '../starter';
import { BareWorkshop } from '../testing/bare-workshop';
import { keptTexts } from '../testing/kept-texts';
import { solution } from '../testing/scenarios';
import { undoUpdate, update } from './update';

jest.setTimeout(30_000);

const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 12, minute));
const FILE = 'steps/04-first/f.ts';
const STARTER = starterOf(solution('f'));
const OWN = STARTER.replace(/throw .*;/, 'return 41; // mine');

let upstream: BareWorkshop;
let workshop: BareWorkshop;

function git(folder: BareWorkshop, ...args: string[]): string {
  const identity = ['-c', 'user.name=test', '-c', 'user.email=test@localhost'];
  return execFileSync('git', [...identity, ...args], { cwd: folder.root, encoding: 'utf8' }).trim();
}

function commit(folder: BareWorkshop, message: string): void {
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '-m', message);
}

beforeEach(() => {
  upstream = new BareWorkshop();
  upstream.write('package.json', '{"name":"workshop"}');
  upstream.write('.gitignore', '.workshop/\n');
  upstream.write('scripts/tool.ts', 'old\n');
  upstream.writeStep('04-first', { solution: solution('f'), own: STARTER });
  git(upstream, 'init', '--quiet', '--initial-branch=main');
  commit(upstream, 'the first release');
  workshop = new BareWorkshop();
  git(workshop, 'clone', '--quiet', upstream.root, '.');

  upstream.write('scripts/tool.ts', 'new\n');
  upstream.write('solutions/04-first/f.ts', solution('f', ' More words.'));
  upstream.write(FILE, starterOf(solution('f', ' More words.')));
  commit(upstream, 'the second release');
});

afterEach(() => {
  upstream.remove();
  workshop.remove();
});

test('fetches, merges, moves the branch, and loses neither staged nor changed work', () => {
  workshop.write(FILE, `${OWN}// staged\n`);
  git(workshop, 'add', FILE);
  workshop.write(FILE, OWN);
  workshop.write('steps/04-first/notes.md', 'untracked\n');

  const commits = [workshop, upstream].map((each) => git(each, 'rev-parse', 'HEAD').slice(0, 7));
  const { text } = update(undefined, workshop.context(at(0)));
  expect(text).toContain('The workshop is updated');
  expect(text).toMatch(new RegExp(`from .*, commit ${commits.join('\\n *to .*, commit ')}\\n`));
  expect(workshop.read('scripts/tool.ts')).toBe('new\n');
  expect(workshop.read(FILE)).toBe(OWN.replace('The f.', 'The f. More words.'));
  expect(workshop.read('steps/04-first/notes.md')).toBe('untracked\n');
  expect(git(workshop, 'rev-parse', 'HEAD')).toBe(git(upstream, 'rev-parse', 'HEAD'));
  expect(git(workshop, 'status', '--short').split('\n')).toEqual([
    `M ${FILE}`,
    '?? steps/04-first/notes.md',
  ]);
  const saved = git(workshop, 'for-each-ref', '--format=%(refname)', 'refs/workshop');
  expect(git(workshop, 'show', `${saved}^2:${FILE}`)).toContain('// staged');
  expect(keptTexts(workshop.root, FILE)).toContain(OWN);
  expect(update(undefined, workshop.context(at(1))).text).toBe('The workshop is up to date.');
});

test('is undone together with the branch', () => {
  const head = git(workshop, 'rev-parse', 'HEAD');
  workshop.write(FILE, OWN);
  update(undefined, workshop.context(at(0)));
  undoUpdate(workshop.context(at(1)));
  expect(git(workshop, 'rev-parse', 'HEAD')).toBe(head);
  expect(workshop.read(FILE)).toBe(OWN);
  expect(git(workshop, 'status', '--short')).toBe(`M ${FILE}`);
});

test('leaves a branch with commits of its own where it is, and says so', () => {
  workshop.write(FILE, OWN);
  commit(workshop, 'my work');
  const head = git(workshop, 'rev-parse', 'HEAD');
  update(undefined, workshop.context(at(0)));
  expect(workshop.warnings).toEqual([expect.stringContaining('commits of its own')]);
  expect(git(workshop, 'rev-parse', 'HEAD')).toBe(head);
  expect(workshop.read(FILE)).toContain('More words.');
});

test('changes nothing if the other repository cannot be reached', () => {
  workshop.write(FILE, OWN);
  git(workshop, 'remote', 'set-url', 'origin', `${upstream.root}-gone`);
  expect(() => update(undefined, workshop.context(at(0)))).toThrow(
    /git fetch --quiet failed: .*gone/,
  );
  expect(workshop.read(FILE)).toBe(OWN);
  expect(workshop.read('scripts/tool.ts')).toBe('old\n');
});

test('says what to do where git cannot fetch', () => {
  git(workshop, 'checkout', '--quiet', '-b', 'mine');
  expect(() => update(undefined, workshop.context(at(0)))).toThrow(/follows none.*update FOLDER/);
  const bare = new BareWorkshop();
  expect(() => update(undefined, bare.context(at(0)))).toThrow(/no git checkout.*update FOLDER/);
  bare.remove();
});
