import {
  type AnsweredCase,
  type Diagnosis,
  type DiagnosisOptions,
  diagnose,
} from '../../sigv4/diagnosis/diagnose';
import type { CaseVerdict } from './judge';

/** Of the second look: what it does not find soon, it hardly finds at all. */
const SHORT = { mistakes: 3, trials: 30_000 };

const NOTHING_WRONG: Diagnosis = { explanations: [], unexplained: null, cases: [] };

/**
 * What is wrong with a signer, from all that it signed. The values beside a signature are taken at
 * their word first; where they lead nowhere, they may not be what it really signs, and the
 * signatures alone are looked at.
 *
 * @param verdicts in the order of asking: a signer may remember keys
 */
export function diagnoseVerdicts(
  verdicts: readonly CaseVerdict[],
  options: DiagnosisOptions = {},
): Diagnosis {
  if (!verdicts.some(({ status }) => status === 'fail')) return NOTHING_WRONG;
  const told = verdicts.flatMap(toldBy);
  const diagnosis = diagnose(told, options);
  if (diagnosis.unexplained === null || !told.some(tellsMore)) return diagnosis;
  const bySignatures = diagnose(told.map(signatureAlone), { ...SHORT, ...options });
  return explained(bySignatures) > explained(diagnosis) ? bySignatures : diagnosis;
}

/** Of a right signature, nothing else is evidence: a value beside it may be badly reported. */
function toldBy({
  case: { vector, mode },
  status,
  figures,
  answeredAt,
}: CaseVerdict): AnsweredCase[] {
  if (!figures) return [];
  const answered = { vector, mode, answer: figures, answeredAt };
  return [status === 'pass' ? signatureAlone(answered) : answered];
}

function signatureAlone({ answer: { signature }, ...asked }: AnsweredCase): AnsweredCase {
  return { ...asked, answer: { signature } };
}

function tellsMore({ answer: { signature, ...others } }: AnsweredCase): boolean {
  return Object.values(others).some((text) => text !== undefined);
}

function explained({ explanations }: Diagnosis): number {
  return explanations.reduce((sum, { explains }) => sum + explains, 0);
}
