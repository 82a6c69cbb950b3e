import { renderReport } from '../../../terminal/report/render';
import type { NamedMistake, ScreenReport } from '../../../terminal/report/report';
import type { Screen } from '../../../terminal/screen';

/** A screen of a command, as it is shown from data alone. */
export interface ScreenModel {
  /** The command and how it comes out: `verify, three steps pass`. */
  name: string;
  show(screen: Screen): string;
  /** What must be read within the first lines. */
  mistake?: string;
  /** Lines of code, diffs and commands stay as they are. */
  code?: RegExp;
}

/** The screen of a report. */
export function reportScreen(
  name: string,
  report: ScreenReport,
  options: Pick<ScreenModel, 'code'> = {},
): ScreenModel {
  return {
    name,
    show: (screen) => renderReport(report, screen),
    mistake: report.outcome === 'failed' ? shownFirst(report.mistake, report.verdict) : undefined,
    ...options,
  };
}

function shownFirst(mistake: NamedMistake | undefined, verdict: string): string {
  return mistake?.name ?? verdict;
}
