import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { ROOT } from '../files/root';
import type {
  ContestedFile,
  Figures,
  StoredVector,
  Suite,
  SuiteFile,
  Vector,
  VectorContext,
} from '../sigv4/vectors';

/** The file of a suite in fixtures/sigv4. */
export function suiteFile(suite: Suite | 'contested'): string {
  return path.join(ROOT, 'fixtures/sigv4', `${suite}.json`);
}

/** Writes a file of vectors; `npm run format` puts it into its final shape. */
export function writeSuite(file: string, content: SuiteFile | ContestedFile): void {
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
}

/** A vector in its form on disk: see the comment in scripts/sigv4/vectors.ts. */
export function toStored(vector: Omit<Vector, 'suite'>, defaults: VectorContext): StoredVector {
  const { body, ...request } = vector.request;
  const bodyMember = typeof body === 'string' ? { body } : { bodyBase64: toBase64(body) };
  return {
    name: vector.name,
    group: vector.group,
    ...(vector.note === undefined ? {} : { note: vector.note }),
    request: { ...request, ...(body.length === 0 ? {} : bodyMember) },
    ...own(vector.context, defaults),
    ...(vector.agreedBy === undefined ? {} : { agreedBy: vector.agreedBy }),
    header: { adds: vector.added.header, ...inLines(vector.figures.header) },
    query: { adds: vector.added.query, ...inLines(vector.figures.query) },
  };
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

function inLines({ canonicalRequest, stringToSign, signature }: Figures) {
  return {
    canonicalRequest: canonicalRequest.split('\n'),
    stringToSign: stringToSign.split('\n'),
    signature,
  };
}

/** What of a context differs from the defaults. */
function own(context: VectorContext, defaults: VectorContext): Pick<StoredVector, 'context'> {
  const { options, ...members } = differences(context, defaults);
  const ownOptions = options && differences(context.options, defaults.options);
  const difference = { ...members, ...(ownOptions ? { options: ownOptions } : {}) };
  return Object.keys(difference).length === 0 ? {} : { context: difference };
}

function differences<T extends object>(value: T, base: T): Partial<T> {
  const entries = Object.entries(value) as [keyof T, T[keyof T]][];
  return Object.fromEntries(
    entries.filter(([key, member]) => !isDeepStrictEqual(member, base[key])),
  ) as Partial<T>;
}
