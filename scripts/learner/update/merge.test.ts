import { mergeStarter } from './merge';

const FORMER = [
  "import { a } from '../04-a/a';",
  '',
  'export function f(): number {',
  "  throw new Error('TODO f: return 1');",
  '}',
  '',
  'export function g(): number {',
  "  throw new Error('TODO g: return 2');",
  '}',
  '',
].join('\n');

const OWN = FORMER.replace("throw new Error('TODO f: return 1');", 'return 1; // mine');

const merge = (own: string, newStarter: string) =>
  mergeStarter({ own, formerStarter: FORMER, newStarter });

test('takes what is new into what the learner wrote', () => {
  const newStarter = FORMER.replace('04-a', '04-b').replace('TODO g: return 2', 'TODO g: return 3');
  const { text, conflicts } = merge(OWN, newStarter);
  expect(conflicts).toBe(0);
  expect(text).toBe(OWN.replace('04-a', '04-b').replace('TODO g: return 2', 'TODO g: return 3'));
});

test('leaves what the learner wrote where only the task has new words', () => {
  const newStarter = FORMER.replace('TODO f: return 1', 'TODO f: always return 1');
  expect(merge(OWN, newStarter)).toEqual({ text: OWN, conflicts: 0 });
});

test('marks a place that both have changed, and holds both there', () => {
  const own = OWN.replace('export function f(): number', 'export function f(): 1');
  const { text, conflicts } = merge(own, FORMER.replace('f(): number', 'f(n: number): number'));
  expect(conflicts).toBe(1);
  expect(text).toMatch(
    /<<<<<<< your work\n.*f\(\): 1 \{\n.*mine\n=======\n.*f\(n: number\).*\n[^>]*>>>>>>> new starter\n/,
  );
});

test('keeps the ends of lines that the learner has', () => {
  const own = OWN.replaceAll('\n', '\r\n');
  const { text } = merge(own, FORMER.replace('04-a', '04-b'));
  expect(text).toBe(own.replace('04-a', '04-b'));
});
