import { visible } from '../../sigv4/first-difference';
import { printable } from '../../terminal/printable';
import type { Screen } from '../../terminal/screen';
import { count } from '../../terminal/words';
import { wrapped } from '../../terminal/wrap';
import type { CaseVerdict } from '../judge/judge';
import { caseName } from './case-name';
import type { SignerReport } from './report';

/** Lines of a reason that are shown, and kinds of what is sent. */
const SHOWN = 3;
const SHOWN_KINDS = 8;

/** How many cases have no signature, or were skipped, and why the first one. */
export function showReasons(
  status: 'error' | 'skip',
  verdicts: readonly CaseVerdict[],
  { style, columns }: Screen,
): string[] {
  // A case that was never answered is spoken of by the fault.
  const withReason = verdicts.filter((one) => one.status === status && one.isAnswered);
  const [first] = withReason;
  if (!first) return [];
  const what = status === 'error' ? 'Without a signature' : 'Skipped by the signer';
  const title = `${what}: ${count(withReason.length, 'case')}. The first, ${nameOf(first)}:`;
  const reason = (first.message ?? '').split('\n').map(visible);
  return [
    style(status === 'error' ? 'bad' : 'faint', title),
    ...reason
      .flatMap((line) => wrapped(line, columns - 2))
      .slice(0, SHOWN)
      .map((line) => `  ${line}`),
  ];
}

/** What a signer sends that is not what it was asked to send, and signs rightly. */
export function showSends(verdicts: readonly CaseVerdict[], { style, columns }: Screen): string[] {
  const passed = verdicts.filter(({ status }) => status === 'pass');
  const other = passed.filter(({ signed }) => signed && signed.sends.length > 0);
  if (other.length === 0) return [];
  const kinds = new Map<string, string[]>();
  for (const text of other.flatMap(({ signed }) => signed?.sends ?? [])) {
    kinds.set(kindOf(text), [...(kinds.get(kindOf(text)) ?? []), text]);
  }
  const rows = Array.from(kinds, ([kind, texts]) => {
    const example = texts[0] === kind ? '' : `, such as ${texts[0]}`;
    return { count: texts.length, text: `${kind}: ${count(texts.length, 'case')}${example}` };
  }).sort((a, b) => b.count - a.count);
  const of = `${count(other.length, 'case')} of ${passed.length} that pass`;
  const title = `Signed rightly, but not as asked: ${of}. With --strict they fail.`;
  return [
    ...wrapped(title, columns).map((line) => style('strong', line)),
    ...rows.slice(0, SHOWN_KINDS).flatMap(({ text }) => {
      const [first = '', ...rest] = wrapped(printable(text), columns - 4);
      return [`  ${first}`, ...rest.map((line) => `    ${line}`)];
    }),
    ...(rows.length > SHOWN_KINDS ? [`  … and ${rows.length - SHOWN_KINDS} more; see --json`] : []),
  ];
}

/** `path`, for all the paths that are sent in place of others. */
function kindOf(text: string): string {
  return text.includes(' instead of ') ? text.slice(0, text.indexOf(' ')) : text;
}

/** What of the accepted cases is worth a word. */
export function showAccepted({ passedAgain }: SignerReport, { columns }: Screen): string[] {
  if (passedAgain.length === 0) return [];
  const names = passedAgain.map(caseName).join('; ');
  return wrapped(
    `Accepted as wrong, but passing now: ${names}. Take ${passedAgain.length === 1 ? 'it' : 'them'} out of the file of --accept.`,
    columns,
  );
}

/** What was odd and did no harm. */
export function showRemarks(
  { remarks }: SignerReport,
  verdicts: readonly CaseVerdict[],
  { columns }: Screen,
): string[] {
  const odd = verdicts.filter(({ status, message }) => status === 'pass' && message !== undefined);
  const [first] = odd;
  const others = first
    ? [`${count(odd.length, 'case')} like ${nameOf(first)}: ${first.message}`]
    : [];
  return [...remarks, ...others].flatMap((remark) =>
    wrapped(`Note: ${printable(remark)}`, columns),
  );
}

function nameOf({ case: { vector, mode } }: CaseVerdict): string {
  return caseName({ name: vector.name, mode });
}
