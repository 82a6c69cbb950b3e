import type { Screen } from '../../terminal/screen';
import { aligned } from '../../terminal/table';
import { wrapped } from '../../terminal/wrap';
import type { ContestedAnswer } from '../judge/compare-contested';
import { caseName } from './case-name';

const ALONE = 'as none of them';

/** For information: which signers an answer to a contested case agrees with, case by case. */
export function showContested(
  contested: readonly ContestedAnswer[],
  { columns, style }: Screen,
): string[] {
  if (contested.length === 0) return [];
  const rows = rowsOf(contested);
  const alone = rows.filter(({ text }) => text === ALONE).map(({ name }) => name);
  const [title = '', ...rest] = wrapped(
    'For information: contested cases, on which maintained signers differ. Nobody passes or fails ' +
      'them. This signer answers',
    columns,
  );
  const others = rows.filter(({ text }) => text !== ALONE).map(({ name, text }) => [name, text]);
  return [
    style('strong', title),
    ...rest,
    ...aligned(others).map((row) => `  ${row}`),
    ...(alone.length === 0
      ? []
      : wrapped(`${ALONE}: ${alone.join(', ')}`, columns - 2).map((line) => `  ${line}`)),
  ];
}

/** A row for both forms where they agree with the same signers, or one for each. */
function rowsOf(contested: readonly ContestedAnswer[]): { name: string; text: string }[] {
  return [...new Set(contested.map(({ name }) => name))].flatMap((name) => {
    const forms = contested.filter((one) => one.name === name);
    const texts = new Set(forms.map(withWhom));
    return texts.size === 1
      ? [...texts].map((text) => ({ name, text }))
      : forms.map((form) => ({ name: caseName(form), text: withWhom(form) }));
  });
}

function withWhom({ agreesWith, differsFrom, message }: ContestedAnswer): string {
  if (message !== undefined) return 'without a signature';
  if (agreesWith.length === 0) return ALONE;
  const as = `as ${agreesWith.map(withoutVersion).join(', ')}`;
  return differsFrom.length === 0
    ? as
    : `${as}; unlike ${differsFrom.map(withoutVersion).join(', ')}`;
}

function withoutVersion(signer: string): string {
  return signer.replace(/ \S+$/, '');
}
