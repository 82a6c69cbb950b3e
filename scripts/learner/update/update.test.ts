import { chmodSync, statSync } from 'node:fs';
import path from 'node:path';
import { starterOf } from '../starter';
import { BareWorkshop } from '../testing/bare-workshop';
import { keptTexts } from '../testing/kept-texts';
import { solution } from '../testing/scenarios';
import { undoUpdate, update } from './update';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 12, minute));

const OWN = starterOf(solution('f')).replace(/throw .*;/, 'return 41; // mine');

let workshop: BareWorkshop;
let release: BareWorkshop;

/** A workshop with steps 04 and 05; the learner has begun 04. */
function baseline(): BareWorkshop {
  const made = new BareWorkshop();
  made.write('package.json', '{"name":"workshop","version":"1"}');
  made.write('package-lock.json', '{"version":"1"}');
  made.write('scripts/kept.ts', 'old\n');
  made.writeStep('04-first', { solution: solution('f'), own: starterOf(solution('f')) });
  made.writeStep('05-second', { solution: solution('g'), own: starterOf(solution('g')) });
  return made;
}

beforeEach(() => {
  workshop = baseline();
  release = baseline();
  workshop.write('steps/04-first/f.ts', OWN);
});

afterEach(() => {
  workshop.remove();
  release.remove();
});

const run = (minute = 0) => update(release.root, workshop.context(at(minute)));
const undo = (minute: number) => undoUpdate(workshop.context(at(minute)));

test('says so if there is nothing new, and leaves the work as it is', () => {
  expect(run().text).toBe('The workshop is up to date.');
  expect(workshop.read('steps/04-first/f.ts')).toBe(OWN);
});

test('replaces what is ours, removes what is gone, and keeps what is the learner’s', () => {
  workshop.write('scripts/gone.ts', 'old\n');
  workshop.write('steps/04-first/notes.md', 'my notes\n');
  workshop.write('.env', 'mine\n');
  release.write('scripts/kept.ts', 'new\n');
  release.write('scripts/added.ts', 'new\n');
  release.write('package-lock.json', '{"version":"2"}');
  release.write('steps/04-first/f.test.ts', '// a better check\n');

  expect(run().text).toMatch(/is updated: 5 files changed[\s\S]*Now run: npm ci/);
  expect(workshop.read('scripts/kept.ts')).toBe('new\n');
  expect(workshop.read('scripts/added.ts')).toBe('new\n');
  expect(workshop.read('scripts/gone.ts')).toBeUndefined();
  expect(workshop.read('steps/04-first/f.test.ts')).toBe('// a better check\n');
  expect(workshop.read('steps/04-first/notes.md')).toBe('my notes\n');
  expect(workshop.read('.env')).toBe('mine\n');
  expect(workshop.read('steps/04-first/f.ts')).toBe(OWN);
});

test('merges a changed starter into the work, and gives it whole where nothing was begun', () => {
  release.write('solutions/04-first/f.ts', solution('f', ' More words.'));
  release.write('solutions/05-second/f.ts', solution('g', ' More words.'));
  expect(run().data).toMatchObject({ merged: ['steps/04-first/f.ts'], conflicts: [] });
  expect(workshop.read('steps/04-first/f.ts')).toBe(OWN.replace('f.', 'f. More words.'));
  expect(workshop.read('steps/05-second/f.ts')).toBe(starterOf(solution('g', ' More words.')));
});

test('marks what it cannot merge, and has saved the original', () => {
  workshop.write('steps/04-first/f.ts', OWN.replace('The f.', 'The f, as I see it.'));
  release.write('solutions/04-first/f.ts', solution('f', ' More words.'));
  const answer = run();
  expect(answer.data).toMatchObject({ conflicts: ['steps/04-first/f.ts'] });
  expect(answer.text).toContain('look for <<<<<<< in these files of yours:\n  steps/04-first/f.ts');
  const merged = workshop.read('steps/04-first/f.ts');
  expect(merged).toMatch(/<<<<<<<[\s\S]*as I see it[\s\S]*More words[\s\S]*>>>>>>>/);
  expect(merged).toContain('return 41; // mine');
  expect(keptTexts(workshop.root, 'steps/04-first/f.ts')).toContain(
    OWN.replace('The f.', 'The f, as I see it.'),
  );
});

test('says from which version to which, and where files have changed', () => {
  release.write('package.json', '{"name":"workshop","version":"2"}');
  release.write('scripts/kept.ts', 'new\n');
  release.write('scripts/added.ts', 'new\n');
  const { text, data } = run();
  expect(data).toMatchObject({ from: 'version 1', to: 'version 2' });
  expect(text).toContain('  from  version 1\n  to    version 2\n');
  expect(text).toMatch(/ {2}in {4}(?=.*package\.json)(?=.*scripts \(2\))/);
});

test('says which lessons it has replaced, and where notes in them are', () => {
  const lesson = 'steps/04-first/README.md';
  const notes = `${workshop.read(lesson)}\nMy notes.\n`;
  workshop.write(lesson, notes);
  const { text, data } = run();
  expect(data).toMatchObject({ replaced: [lesson] });
  expect(text).toMatch(
    /notes of your own in them are in the snapshot.*\n {2}steps\/04-first\/README/,
  );
  expect(keptTexts(workshop.root, lesson)).toContain(notes);
});

test('says that a starter edited in the newer copy is not taken, and why', () => {
  release.write('steps/04-first/f.ts', 'edited by hand\n');
  const { text, data } = run();
  expect(data).toMatchObject({ notTaken: ['steps/04-first/f.ts'], changed: [] });
  expect(text).toMatch(/up to date\.\n\nNot taken, since starters are made from solutions/);
  release.write('scripts/kept.ts', 'new\n');
  expect(run(1).text).toContain('Not taken, since');
  expect(workshop.read('steps/04-first/f.ts')).toBe(OWN);
});

test('follows renamed steps: work, notes, imports and progress', () => {
  const own = `import { g } from '../05-second/f';\n${OWN}`;
  workshop.write('steps/04-first/f.ts', own);
  workshop.write('steps/05-second/notes.md', 'my notes\n');
  const { progress } = workshop.context(at(0));
  progress.recordCheck('05-second', true, at(0));
  release.remove();
  release = new BareWorkshop();
  release.write('package.json', '{"name":"workshop","version":"2"}');
  release.write('scripts/kept.ts', 'old\n');
  for (const [id, formerly, name] of [
    ['05-first', '03-older, 04-first', 'f'],
    ['06-second', '05-second', 'g'],
  ] as const) {
    release.writeStep(id, { solution: solution(name), own: '' });
    release.write(
      `steps/${id}/README.md`,
      `---\ntitle: ${id}\nminutes: 5\nformerly: ${formerly}\n---\n`,
    );
  }

  expect(run(1).data).toMatchObject({
    renamed: { '04-first': '05-first', '05-second': '06-second' },
    orphaned: [],
  });
  expect(workshop.read('steps/05-first/f.ts')).toBe(own.replace('05-second', '06-second'));
  expect(workshop.read('steps/06-second/notes.md')).toBe('my notes\n');
  expect(Object.keys(progress.read())).toEqual(['06-second']);
  expect(
    workshop
      .context(at(1))
      .steps()
      .map(({ id }) => id),
  ).toEqual(['05-first', '06-second']);

  undo(2);
  expect(workshop.read('steps/04-first/f.ts')).toBe(own);
  expect(Object.keys(progress.read())).toEqual(['05-second']);
  expect(
    workshop
      .context(at(2))
      .steps()
      .map(({ id }) => id),
  ).toEqual(['04-first', '05-second']);
});

test('saves and names the work on a step that is gone', () => {
  release.remove();
  release = new BareWorkshop();
  release.write('package.json', '{"name":"workshop"}');
  release.write('scripts/kept.ts', 'old\n');
  release.writeStep('05-second', { solution: solution('g'), own: '' });
  expect(run().data).toMatchObject({ orphaned: ['steps/04-first/f.ts'] });
  expect(workshop.read('steps/04-first/f.ts')).toBeUndefined();
  expect(keptTexts(workshop.root, 'steps/04-first/f.ts')).toEqual([OWN]);
});

test('can be undone once, with what was written since saved as well', () => {
  release.write('scripts/kept.ts', 'new\n');
  release.write('solutions/04-first/f.ts', solution('f', ' More words.'));
  expect(() => undo(1)).toThrow('There is no update to undo.');
  run(1);
  workshop.write('steps/04-first/f.ts', 'since then\n');
  undo(2);
  expect(workshop.read('steps/04-first/f.ts')).toBe(OWN);
  expect(workshop.read('scripts/kept.ts')).toBe('old\n');
  expect(keptTexts(workshop.root, 'steps/04-first/f.ts')).toContain('since then\n');
  expect(() => undo(3)).toThrow('There is no update to undo.');
});

test('leaves a file that can be run as one that can be run', () => {
  workshop.write('scripts/kept.ts', 'runs\n');
  chmodSync(path.join(workshop.root, 'scripts/kept.ts'), 0o755);
  run();
  expect(workshop.read('scripts/kept.ts')).toBe('old\n');
  expect(statSync(path.join(workshop.root, 'scripts/kept.ts')).mode & 0o777).toBe(
    process.platform === 'win32' ? 0o666 : 0o755,
  );
});

test('refuses a folder that holds another project, or none', () => {
  release.write('package.json', '{"name":"another"}');
  expect(() => run()).toThrow(/holds another, not workshop/);
  expect(() => update('/nowhere', workshop.context(at(0)))).toThrow(
    /nowhere holds no copy of the workshop: it has no package\.json/,
  );
});
