import type { WrongAnswer } from './wrong-answer';

/** Wrong answers to step 04. */
export const CANONICAL_REQUEST: WrongAnswer[] = [
  {
    mistake: 'a plus sign read as a space',
    heading: 'canonicalQuery',
    text: 'uriEncode(decodeURIComponent(value))',
    replacement: "uriEncode(decodeURIComponent(value.replaceAll('+', ' ')))",
    told: /expected {2}a=1%2B2\n {2}actual {4}a=1%202\n.*\n {2}given {5}query "a=1\+2"/,
  },
];
