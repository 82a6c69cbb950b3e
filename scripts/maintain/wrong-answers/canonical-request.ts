import type { WrongAnswer } from './wrong-answer';

/** Wrong answers to step 04. */
export const CANONICAL_REQUEST: WrongAnswer[] = [
  {
    mistake: 'small hex digits',
    alone: true,
    heading: 'uriEncode',
    text: /`,\n {2}\);/,
    replacement: '`,\n  ).replace(/%../g, (hex) => hex.toLowerCase());',
    told: /URI encoding[\s\S]*given[\s\S]*The mistake: percent-lowercase/,
  },
  {
    mistake: 'headers in the order they came',
    alone: true,
    heading: 'headersToSign',
    text: 'return [...values].sort(([a], [b]) => (a < b ? -1 : 1));',
    replacement: 'return [...values];',
    told: /headers to sign\n[\s\S]* {2}order {5}expected .+\n {12}actual {3}.+\n {2}given {5}"Content-Type: [\s\S]*The mistake: headers-not-sorted/,
  },
  {
    mistake: 'spaces left as they are',
    alone: true,
    heading: 'headersToSign',
    text: "return value.replace(/[ \\t\\r\\n]+/g, ' ').replace(/^ | $/g, '');",
    replacement: 'return value.trim();',
    told: /given {5}"Host: [\s\S]*The mistake: header-spaces-not-collapsed/,
  },
  {
    mistake: 'a raw plus sign signed as a plus sign',
    heading: 'canonicalQuery',
    text: "decodeURIComponent(text.replaceAll('+', ' '))",
    replacement: 'decodeURIComponent(text)',
    told: /expected {2}a=1%202\n {2}actual {4}a=1%2B2\n.*\n {2}given {5}query "a=1\+2"/,
  },
];
