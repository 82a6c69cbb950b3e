import { vectorNamed } from '../sigv4/vectors';
import { locateDisagreement, type StagesOfSigner } from './disagreement';

const RIGHT: StagesOfSigner = {
  canonicalRequest: ({ figures }) => figures.header.canonicalRequest,
  stringToSign: ({ figures }) => figures.header.stringToSign,
  signature: ({ figures }) => figures.header.signature,
};

const vector = vectorNamed('query-sub-delimiters');

test('says in which step the mistake is, and which it is, with a caret', () => {
  const lines = locateDisagreement(vector, {
    ...RIGHT,
    canonicalRequest: (one) => RIGHT.canonicalRequest(one).replaceAll('%21', '!'),
  });
  expect(lines[0]).toBe('The mistake is in step 04:');
  expect(lines[1]).toContain('canonical query string\n');
  expect(lines[1]).toMatch(/\^/);
});

test('names the mistake where the catalogue has it', () => {
  const lines = locateDisagreement(vector, {
    ...RIGHT,
    signature: (one) => RIGHT.signature(one).toUpperCase(),
  });
  expect(lines[0]).toBe('The mistake is in step 06:');
  expect(lines[2]).toBe('The mistake: signature-uppercase');
});

test('is silent where each stage is right by itself', () => {
  expect(locateDisagreement(vector, RIGHT)).toEqual([]);
});
