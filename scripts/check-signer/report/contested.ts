import { wrapped } from '../../sigv4/describe-explanation';
import type { ContestedAnswer } from '../judge/compare-contested';
import type { Page } from './page';

const ALONE = 'as none of them';

/** For information: which signers an answer to a contested case agrees with, case by case. */
export function showContested(
  contested: readonly ContestedAnswer[],
  { columns, style }: Page,
): string[] {
  if (contested.length === 0) return [];
  const names = [...new Set(contested.map(({ name }) => name))];
  const title =
    `For information: ${names.length} contested cases, on which maintained signers differ. Nobody ` +
    'passes or fails them. This signer answers';
  const [first = '', ...rest] = wrapped(title, columns);
  const lines = names.map((name) => ({
    name,
    text: agreement(contested.filter((one) => one.name === name)),
  }));
  const alone = lines.filter(({ text }) => text === ALONE).map(({ name }) => name);
  const width = Math.max(...names.map((name) => name.length));
  return [
    style('bold', first),
    ...rest,
    ...lines
      .filter(({ text }) => text !== ALONE)
      .map(({ name, text }) => `  ${name.padEnd(width)}  ${text}`),
    ...(alone.length === 0
      ? []
      : wrapped(`${ALONE}: ${alone.join(', ')}`, columns - 2).map((line) => `  ${line}`)),
  ];
}

/** In both forms at once where they agree with the same signers. */
function agreement(forms: readonly ContestedAnswer[]): string {
  const texts = forms.map(withWhom);
  const [text = ''] = texts;
  if (texts.every((other) => other === text)) return text;
  return forms.map(({ mode }, index) => `${mode} form ${texts[index]}`).join('; ');
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
