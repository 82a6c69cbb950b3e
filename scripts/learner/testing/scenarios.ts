import { catchUp } from '../commands/catch-up';
import { reset } from '../commands/reset';
import { restore } from '../commands/restore';
import { writeSolution } from '../commands/solution';
import { update } from '../update/update';
import { BareWorkshop } from './bare-workshop';

/** A command that changes a learner's files, for tests, and a workshop in which it may run. */
export interface Scenario {
  workshop: BareWorkshop;
  /** By file: every byte that the learner may not lose. */
  own: Map<string, string>;
  run(): Promise<unknown>;
  remove(): void;
}

const BEFORE = new Date('2026-03-01T11:00:00Z');
const NOW = new Date('2026-03-01T12:00:00Z');

/** A solution; `extra` tells one release from another. */
export function solution(name: string, extra = ''): string {
  return `/**\n * The ${name}.${extra}\n *\n * @exercise return 1\n */\nexport function ${name}(): number {\n  return 1;\n}\n`;
}

function own(name: string): string {
  return `/**\n * The ${name}.\n */\nexport function ${name}(): number {\n  return 41; // mine\n}\n`;
}

const IDS = ['04-first', '05-second', '06-third'];

function begun(): { workshop: BareWorkshop; own: Map<string, string> } {
  const workshop = new BareWorkshop();
  workshop.write('package.json', '{"name":"workshop"}');
  workshop.write('scripts/tool.ts', 'old\n');
  const files = new Map<string, string>();
  for (const [index, id] of IDS.entries()) {
    const text = own(`f${index}`);
    workshop.writeStep(id, { solution: solution(`f${index}`), own: text });
    files.set(`steps/${id}/f.ts`, text);
  }
  return { workshop, own: files };
}

function newRelease(): BareWorkshop {
  const release = new BareWorkshop();
  release.write('package.json', '{"name":"workshop"}');
  release.write('scripts/tool.ts', 'new\n');
  const [first = '', second = '', third = ''] = IDS;
  release.writeStep(first, { solution: solution('f0', ' New words.'), own: '' });
  release.writeStep('05-renamed', { solution: solution('f1'), own: '' });
  release.write(
    'steps/05-renamed/README.md',
    `---\ntitle: Renamed\nminutes: 5\nformerly: ${second}\n---\n`,
  );
  release.writeStep(third, { solution: solution('f2'), own: '' });
  return release;
}

/** By the command's name. */
export const SCENARIOS: Record<string, () => Promise<Scenario>> = {
  reset: async () => {
    const { workshop, own } = begun();
    const run = async () => reset(workshop.step('04'), workshop.context(NOW));
    return { workshop, own, run, remove: () => workshop.remove() };
  },
  'catch-up': async () => {
    const { workshop, own } = begun();
    const run = () => catchUp(workshop.step('06'), workshop.context(NOW), async () => false);
    return { workshop, own, run, remove: () => workshop.remove() };
  },
  restore: async () => {
    const { workshop, own } = begun();
    await catchUp(workshop.step('06'), workshop.context(BEFORE), async () => false);
    for (const file of own.keys()) own.set(file, `${workshop.read(file)}// and on\n`);
    for (const [file, text] of own) workshop.write(file, text);
    const run = async () =>
      restore({ snapshot: '2026-03-01T11', files: [] }, workshop.context(NOW));
    return { workshop, own, run, remove: () => workshop.remove() };
  },
  'solution --write': async () => {
    const { workshop, own } = begun();
    const run = async () => writeSolution(workshop.step('05'), workshop.context(NOW));
    return { workshop, own, run, remove: () => workshop.remove() };
  },
  update: async () => {
    const { workshop, own } = begun();
    const release = newRelease();
    const run = async () => update(release.root, workshop.context(NOW));
    const remove = () => {
      workshop.remove();
      release.remove();
    };
    return { workshop, own, run, remove };
  },
};
