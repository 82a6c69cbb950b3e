import { ANY_STEP, ENDINGS, LANGUAGE_ERRORS, NOT_LOADED, THROWN } from './any-step';
import { AWS_STEPS } from './aws-steps';
import type { CheckMistake } from './check-mistake';
import { SIGNING_STEPS } from './signing-steps';

/** How a check can fail without a word of its own. */
export type Ending = keyof typeof ENDINGS;

/** Functions of the steps whose result is compared with a text, to the letter. */
export const COMPARED_FUNCTIONS = [
  'uriEncode',
  'canonicalUri',
  'canonicalQuery',
  'headersToSign',
  'canonicalHeaders',
  'signedHeaders',
  'payloadHash',
  'canonicalRequest',
  'signingTimestamp',
  'scopeDate',
  'credentialScope',
  'stringToSign',
  'deriveSigningKey',
  'signingKey',
  'signature',
  'authorizationHeader',
  'signRequest',
  'presignQuery',
  'presignUrl',
  'libraryRequest',
  'signingDate',
  'signWithLibrary',
] as const;

const DIFFERENCES = COMPARED_FUNCTIONS.map(
  (name): CheckMistake => ({
    id: `${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}-differs`,
    title: `${name} returns something else than the specification says`,
    why: 'No mistake that is known by name gives exactly this.',
    fix: 'Compare the two texts from the mark on; the hints of the function lead there.',
    says: new RegExp(`^${name}\\b`),
  }),
);

const BY_MESSAGE = [...ANY_STEP, ...AWS_STEPS, ...SIGNING_STEPS];

/** Every mistake that a check can find beside those of the catalogue. */
export const CHECK_MISTAKES: readonly CheckMistake[] = [
  ...BY_MESSAGE,
  ...DIFFERENCES,
  ...NOT_LOADED,
  ...LANGUAGE_ERRORS,
  ...Object.values(ENDINGS).flat(),
  ...THROWN,
];

/**
 * The mistake that a failed case shows.
 *
 * @param message what the check says
 * @param heading what the case stands under; it begins with the function that it is about
 */
export function mistakeInCase(message: string, heading: string): CheckMistake {
  const differs = /^ {2}expected {2,}/m.test(message);
  return (
    firstThatSays(BY_MESSAGE, message) ??
    (differs ? firstThatSays(DIFFERENCES, heading) : undefined) ??
    firstThatSays([...LANGUAGE_ERRORS, ...THROWN], message)!
  );
}

/** The mistake that keeps a file from being loaded. */
export function mistakeAtLoading(message: string): CheckMistake {
  return firstThatSays(NOT_LOADED, message)!;
}

export function mistakeOfEnding(ending: Ending): CheckMistake {
  return ENDINGS[ending][0]!;
}

function firstThatSays(mistakes: readonly CheckMistake[], text: string): CheckMistake | undefined {
  return mistakes.find(({ says }) => says.test(text));
}
