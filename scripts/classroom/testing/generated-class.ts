import { seededRandom } from '../../files/seeded-random';
import { readSteps } from '../../learner/steps';
import { CATALOGUE } from '../../sigv4/mistakes/catalogue';
import type { LearnerReport, StepReport } from '../report';

const NAMES = ['Ada', 'Bo', 'Chen', 'Dilek', 'Emeka', 'Fatima', 'Goran', 'Hana', 'Ines', 'Jun'];

/** The reports of a class that nobody was in, for tests: the same ones for the same seed. */
export function generatedClass(size: number, seed = 1): LearnerReport[] {
  const random = seededRandom(seed);
  return Array.from({ length: size }, (_, index) => generatedReport(index, random));
}

function generatedReport(index: number, random: () => number): LearnerReport {
  const steps = readSteps();
  let began = Date.parse('2026-03-01T09:00:00.000Z');
  // Most are in the middle; some have not begun, and some have finished.
  const done = Math.min(steps.length, Math.floor((random() + random()) * (steps.length / 1.8)));
  return {
    kind: 'sigv4-workshop-report',
    version: 1,
    learner: (index + 0xa000_0000).toString(16),
    ...(index % 4 === 3 ? {} : { name: `${NAMES[index % NAMES.length]} ${index + 1}` }),
    workshop: '0.1.0',
    at: '2026-03-01T12:00:00.000Z',
    steps: steps.map(({ id, title, minutes }, position): StepReport => {
      const state = position < done ? (random() < 0.12 ? 'solution' : 'passed') : 'begun';
      const step = { step: id, title, minutesPlanned: minutes };
      if (position > done || (done === 0 && index % 3 === 0)) return { ...step, ...NOTHING };
      const diagnoses = position >= 3 && position <= 7 ? someMistakes(random) : {};
      const seconds = Math.round(minutes * 60 * (0.4 + random() * 1.5));
      began += seconds * 500;
      const at = new Date(began).toISOString();
      const solution = {
        solutionTakenAt: at,
        caughtUp: index % 2 === 0 ? (true as const) : undefined,
      };
      return {
        ...step,
        ...(state === 'solution' ? solution : {}),
        state,
        seconds,
        checks: 1 + Math.floor(random() * 14),
        hints: Math.floor(random() * 4),
        firstPassedAt: state === 'passed' ? at : null,
        lastCheckedAt: at,
        solutionSeenAt: state === 'passed' && random() < 0.1 ? at : undefined,
        diagnoses,
        mistakes: state === 'begun' ? Object.keys(diagnoses).slice(0, 1) : undefined,
      };
    }),
  };
}

/** Of a step that nobody has touched. */
export const NOTHING = {
  state: 'not begun' as const,
  seconds: 0,
  checks: 0,
  hints: 0,
  firstPassedAt: null,
  lastCheckedAt: null,
  diagnoses: {},
};

function someMistakes(random: () => number): Record<string, number> {
  const ids = [0, 1].map(() => CATALOGUE[Math.floor(random() ** 4 * CATALOGUE.length)]?.id ?? '');
  return Object.fromEntries(ids.map((id) => [id, 1 + Math.floor(random() * 5)]));
}
