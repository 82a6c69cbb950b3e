import { readFileSync } from 'node:fs';
import Ajv, { type ErrorObject } from 'ajv';
import schema from '../../fixtures/learner/report.schema.json';
import { isRecord, parseJson } from '../files/json';
import type { LearnerReport } from './report';

/** A report, or why a file is none: the end of a sentence. */
export type ReadReport = { report: LearnerReport } | { why: string };

const isReport = new Ajv().compile<LearnerReport>(schema);

/** The marks that tell how the bytes of a text are to be read; UTF-8 where there is none. */
const BYTE_ORDER_MARKS = [
  { mark: [0xff, 0xfe], encoding: 'utf-16le' },
  { mark: [0xfe, 0xff], encoding: 'utf-16be' },
];

/** Reads a file that may be a report, as the command wrote it or as a shell put its `--json` there. */
export function readReportFile(file: string): ReadReport {
  let text: string;
  try {
    text = decoded(readFileSync(file));
  } catch (error) {
    return { why: `it cannot be read: ${(error as Error).message}` };
  }
  return readReport(unwrapped(parseJson(text)));
}

/** A value that may be a report; undefined is what no JSON was read of. */
export function readReport(content: unknown): ReadReport {
  if (isReport(content)) return { report: content };
  return { why: whyNot(content, isReport.errors) };
}

/** PowerShell's `>` writes UTF-16, or a mark before UTF-8. */
function decoded(bytes: Buffer): string {
  const marked = BYTE_ORDER_MARKS.find(({ mark }) =>
    mark.every((byte, index) => bytes[index] === byte),
  );
  return new TextDecoder(marked?.encoding).decode(bytes);
}

/** What `report --json` prints holds the report, and the name of its file. */
function unwrapped(content: unknown): unknown {
  return isRecord(content) && isRecord(content.report) ? content.report : content;
}

function whyNot(content: unknown, errors: ErrorObject[] | null | undefined): string {
  if (content === undefined) return 'it is no JSON';
  const { kind, version } = schema.properties;
  if (!isRecord(content) || content.kind !== kind.const) return 'it is no report of this workshop';
  if (content.version !== version.const) {
    return (
      `another release of the workshop has made it: its form is version ${content.version}, and ` +
      `this release reads version ${version.const}. Bring both to one release (npm run workshop ` +
      '-- update), and ask for the report again'
    );
  }
  const [first] = errors ?? [];
  const where = first?.instancePath || 'it';
  return `it is not as the workshop wrote it: ${where} ${first?.message}. Ask for the report again`;
}
