import { solutionWith } from '../sigv4/testing/altered-solution';
import { generatedVectors } from './generated-vectors';
import { headerLines } from './matchers';

test('makes the same of the same seed, and other vectors of another', () => {
  expect(generatedVectors(1)).toEqual(generatedVectors(1));
  expect(generatedVectors(1)).not.toEqual(generatedVectors(2));
});

test('says with which seed it was made', () => {
  expect(generatedVectors(7)[0]?.note).toContain('--seed 7');
});

test.each(Array.from({ length: 20 }, (_, seed) => seed))(
  'makes only vectors that the solutions answer: seed %d',
  (seed) => {
    const { signRequest, presignQuery } = solutionWith();
    for (const { request, context, added } of generatedVectors(seed)) {
      const { headers } = signRequest(request, context);
      expect(headerLines(headers.slice(request.headers.length))).toBe(headerLines(added.header));
      const query = [request.query, added.query].filter((text) => text !== '').join('&');
      expect(presignQuery(request, context)).toBe(query);
    }
  },
);
