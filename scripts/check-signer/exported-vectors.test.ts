import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv/dist/2020';
import { ROOT } from '../files/root';
import { type ExportedVectors, exportedVectors } from './exported-vectors';

const SCHEMA = path.join(ROOT, 'fixtures/check-signer/vectors.schema.json');
const validate = new Ajv({ allErrors: true }).compile<ExportedVectors>(
  JSON.parse(readFileSync(SCHEMA, 'utf8')),
);
const exported: ExportedVectors = JSON.parse(JSON.stringify(exportedVectors('1.2.3')));

test('the exported vectors keep to their schema', () => {
  validate(exported);
  expect(validate.errors).toBeNull();
});

test('the schema holds them to what they say', () => {
  const [first] = exported.cases;
  expect(validate({ ...exported, schema: 2 })).toBe(false);
  expect(validate({ ...exported, cases: [{ ...first, expected: undefined }] })).toBe(false);
});

test('each signature is that of its string to sign under its signing key', () => {
  for (const { expected } of exported.cases) {
    const key = Buffer.from(expected.signingKey, 'hex');
    const signature = createHmac('sha256', key).update(expected.stringToSign).digest('hex');
    expect(signature).toBe(expected.signature);
  }
});

test('what signing adds holds the signature', () => {
  for (const { expected } of exported.cases) {
    const added = expected.headers?.at(-1)?.[1] ?? expected.query;
    expect(added).toContain(`Signature=${expected.signature}`);
  }
});
