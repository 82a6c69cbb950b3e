import { CASE_SEPARATOR, type CheckRequest, tell } from './messages';
import { readResult, type TestResult } from './read-result';

/** A Jest reporter that tells the learner's loop which case is running, and the verdict. */
export default class VerdictReporter {
  readonly #request: CheckRequest;

  constructor(_globalConfig: unknown, request: CheckRequest) {
    this.#request = request;
  }

  onTestCaseStart(
    _file: unknown,
    test: { ancestorTitles: string[]; title: string },
  ): Promise<void> {
    return tell({
      type: 'running',
      test: [...test.ancestorTitles, test.title].join(CASE_SEPARATOR),
    });
  }

  onTestFileResult(_file: unknown, result: TestResult): Promise<void> {
    return tell({ type: 'verdict', verdict: readResult(result, this.#request) });
  }
}
