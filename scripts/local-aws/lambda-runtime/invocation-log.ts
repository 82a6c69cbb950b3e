/** What the REPORT line of an invocation tells. */
export interface InvocationFigures {
  readonly requestId: string;
  /** `$LATEST`, or the number of a published version. */
  readonly version: string;
  readonly durationMs: number;
  /** Present for the first invocation of an environment. */
  readonly initMs?: number;
  readonly memorySize: number;
  readonly maxMemoryBytes: number;
  /** Present when the function did not return; an error has a type, a timeout none. */
  readonly failure?: { status: 'error'; errorType: string } | { status: 'timeout' };
}

/**
 * The log of an invocation, with Lambda's own lines around what the function wrote.
 * @param initLog what was written while the function was loaded; it is before START
 */
export function invocationLog(initLog: string, log: string, figures: InvocationFigures): string {
  const { requestId, version } = figures;
  return [
    initLog,
    `START RequestId: ${requestId} Version: ${version}\n`,
    log === '' || log.endsWith('\n') ? log : `${log}\n`,
    `END RequestId: ${requestId}\n`,
    reportLine(figures),
  ].join('');
}

/** The last 4 KiB of a log, which Invoke returns on demand; base64. */
export function logTail(log: string): string {
  return Buffer.from(log).subarray(-4096).toString('base64');
}

function reportLine(figures: InvocationFigures): string {
  const { durationMs, initMs, memorySize, maxMemoryBytes, failure } = figures;
  const fields = [
    `REPORT RequestId: ${figures.requestId}`,
    `Duration: ${durationMs.toFixed(2)} ms`,
    `Billed Duration: ${Math.ceil(durationMs + (initMs ?? 0))} ms`,
    `Memory Size: ${memorySize} MB`,
    `Max Memory Used: ${Math.ceil(maxMemoryBytes / 1024 / 1024)} MB`,
    ...(initMs === undefined ? [] : [`Init Duration: ${initMs.toFixed(2)} ms`]),
    ...(failure ? [`Status: ${failure.status}`] : []),
    ...(failure?.status === 'error' ? [`Error Type: ${failure.errorType}`] : []),
  ];
  return `${fields.join('\t')}\t\n`;
}
