import { addedBySigning } from './added-by-signing';
import { allVectors, s3Vectors } from './vectors';

test.each([...allVectors(), ...s3Vectors()].map((vector) => [vector.name, vector] as const))(
  'what signing adds to %s follows from its context and figures',
  (_, vector) => expect(addedBySigning(vector)).toEqual(vector.added),
);
