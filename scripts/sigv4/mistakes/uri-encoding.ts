import type { Stages } from '../staged-signer/staged-signer';
import { encodeBytes, percentByte, uriEncode } from '../staged-signer/uri-encode';
import { AWS_ANSWERS } from './aws-answers';
import type { Mistake, Variant } from './mistake';
import { SPECIFICATION } from './specification';

const common = {
  specification: SPECIFICATION.canonicalRequest,
  awsAnswers: AWS_ANSWERS.mismatch,
} as const;

type Rewrite = (encode: (text: string) => string) => (text: string) => string;

/** UriEncode done wrong, in the path and the query or in one of them. */
function everywhere(name: string, rewrite: Rewrite): Variant[] {
  const inPath = (stages: Stages) => ({ encodePathText: rewrite(stages.encodePathText) });
  const inQuery = (stages: Stages) => ({ encodeQueryText: rewrite(stages.encodeQueryText) });
  return [
    { name, replace: (stages) => ({ ...inPath(stages), ...inQuery(stages) }) },
    { name: `${name}, in the path`, replace: inPath },
    { name: `${name}, in the query`, replace: inQuery },
  ];
}

/** The encoding for some characters only; the others as before. */
const forCharacters =
  (characters: RegExp, encodeOne: (character: string) => string): Rewrite =>
  (encode) =>
  (text) =>
    text
      .split(characters)
      .map((piece, index) => (index % 2 === 1 ? encodeOne(piece) : encode(piece)))
      .join('');

const asIs = (character: string) => character;

const RESERVED_ESCAPE = /(%(?:2[346BCF]|3[ABDF]|40))/i;

/** Decodes as decodeURI does: the escapes of reserved characters stay. */
export const leavingReserved: Rewrite = (decode) => (text) =>
  text
    .split(RESERVED_ESCAPE)
    .map((piece, index) => (index % 2 === 1 ? piece : decode(piece)))
    .join('');

const NON_ASCII = /([^\0-\x7f]+)/;
const ASTRAL = /([\u{10000}-\u{10ffff}])/u;

/** A UTF-16 code unit encoded as if it were a character: three bytes. */
const encodeUnit = (unit: number) =>
  encodeBytes(
    Uint8Array.of(0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f)),
  );

const unitsOf = (character: string) => [character.charCodeAt(0), character.charCodeAt(1)];

/** Characters that stay raw in the path, by who leaves them so. */
const RAW_IN_PATH: Record<string, RegExp> = {
  "! $ & ' ( ) * + , ; = : @, as RFC 3986 allows them in a segment and encodeURI leaves them":
    /([!$&'()*+,;=:@])/,
  'those of RFC 3986 except * and +': /([!$&'(),;=:@])/,
  '= left as it is': /(=)/,
  '( and ) left as they are': /([()])/,
  ': left as it is': /(:)/,
  '@ left as it is': /(@)/,
  '@ and : left as they are': /([@:])/,
  '+ left as it is': /(\+)/,
  '& left as it is': /(&)/,
  '$ left as it is': /(\$)/,
  ', left as it is': /(,)/,
  '; left as it is': /(;)/,
  "' left as it is": /(')/,
  '! left as it is': /(!)/,
};

const normalizing =
  (form: 'NFC' | 'NFD'): Rewrite =>
  (encode) =>
  (text) =>
    encode(text.normalize(form));

/** Mistakes in UriEncode, which path and query share. */
export const URI_ENCODING_MISTAKES: Mistake[] = [
  {
    ...common,
    id: 'reserved-not-encoded',
    title: 'Reserved characters are not encoded',
    why: "encodeURIComponent and similar functions do not encode ! ' ( ) *; the specification’s UriEncode does.",
    fix: "After encodeURIComponent, encode these five as well: replace each match of /[!'()*]/g with % and its hex code.",
    frequency: 4,
    hints: [
      'Which punctuation do the failing requests have? Look it up in the list of unreserved characters.',
      'Only A–Z a–z 0–9 - . _ ~ stay as they are; every other byte is encoded ("Create a canonical request", UriEncode).',
      'uriEncode(text) = replace(encodeURIComponent(text), each of ! \' ( ) * → "%" + upper-case hex of its code)',
    ],
    variants: [
      ...everywhere("! ' ( ) * left as they are", forCharacters(/([!'()*])/, asIs)),
      ...everywhere('* left as it is', forCharacters(/(\*)/, asIs)),
      ...everywhere(
        'encodeURI instead of encodeURIComponent',
        forCharacters(/([!'()*;,/?:@&=+$#])/, asIs),
      ).filter(({ name }) => !name.endsWith('in the path')),
    ],
  },
  {
    ...common,
    id: 'path-characters-raw',
    title: 'Characters that a path may contain unencoded are not encoded in the canonical URI',
    why: 'RFC 3986 allows more characters in a path than UriEncode. A client may send = or ( unencoded, but the signer must encode it.',
    fix: 'Encode every character of a segment except A–Z a–z 0–9 - . _ ~.',
    frequency: 3,
    hints: [
      'Which punctuation do the failing paths have?',
      'In the canonical URI only A–Z a–z 0–9 - . _ ~ and the slashes stay as they are ("Create a canonical request", UriEncode).',
      'canonicalUri("/(v=1)") = "/%28v%3D1%29"',
    ],
    variants: Object.entries(RAW_IN_PATH).map(([name, characters]) => ({
      name,
      replace: (stages) => ({
        encodePathText: forCharacters(characters, asIs)(stages.encodePathText),
      }),
    })),
  },
  {
    ...common,
    id: 'path-form-encoded',
    title: 'The path is encoded like a form',
    why: 'A form encoder such as URLEncoder writes a space as + and encodes the tilde; a path has %20 and ~.',
    fix: 'Encode the path with UriEncode, or correct what the form encoder writes: + to %20, * to %2A, %7E to ~.',
    frequency: 3,
    hints: [
      'How does your canonical URI write a space?',
      'The space character is encoded as %20, and not as + ("Create a canonical request", UriEncode).',
      'uriEncode(text) = replaceAll(formEncode(text), "+" → "%20", "*" → "%2A", "%7E" → "~")',
    ],
    variants: [
      {
        name: 'a space as +',
        replace: (stages) => ({
          encodePathText: (text) => stages.encodePathText(text).replaceAll('%20', '+'),
        }),
      },
      {
        name: 'by URLEncoder or URLSearchParams',
        replace: () => ({
          encodePathText: (text) => new URLSearchParams({ '': text }).toString().slice(1),
        }),
      },
      {
        name: 'by URLEncoder, + turned into %20',
        replace: () => ({
          encodePathText: (text) =>
            new URLSearchParams({ '': text }).toString().slice(1).replaceAll('+', '%20'),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'path-plus-as-space',
    title: 'A plus sign in the path is read as a space',
    why: 'A plus sign stands for a space in forms and queries; in a path it is a plus sign.',
    fix: 'Encode the + of a path as %2B.',
    frequency: 2,
    hints: [
      'Do the failing paths contain a plus sign?',
      'UriEncode is applied to the path as it is; its + becomes %2B ("Create a canonical request", CanonicalUri).',
      'canonicalUri("/a+b") = "/a%2Bb"',
    ],
    variants: [
      {
        name: 'encoded as %20',
        replace: (stages) => ({
          encodePathText: (text) => stages.encodePathText(text.replaceAll('+', ' ')),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'percent-unpadded',
    title: 'Escapes of small codes have only one digit',
    why: 'Without padding, a tab becomes %9. An escape has two digits: %09.',
    fix: 'Pad the hexadecimal code with a zero.',
    frequency: 1,
    hints: [
      'Do the failing requests contain a control character such as a tab?',
      'Each byte becomes % and two hexadecimal digits ("Create a canonical request", UriEncode).',
      'escape(byte) = "%" + padStart(upperCase(hex(byte)), 2, "0")',
    ],
    variants: [
      {
        name: '%9 for %09, in the query',
        replace: (stages) => ({
          encodeQueryText: (text) => stages.encodeQueryText(text).replace(/%0([0-9A-F])/g, '%$1'),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'unicode-normalized',
    title: 'Letters with accents are converted to another Unicode form',
    why: 'é may be one code point or two, and the two forms are different bytes. A signer that normalizes the text signs another text than it sends.',
    fix: 'Encode the text as it is; do not call normalize().',
    frequency: 1,
    hints: [
      'Do the failing requests have a letter whose accent is a separate code point?',
      'UriEncode applies to the UTF-8 bytes of the text as it is ("Create a canonical request", UriEncode).',
      'uriEncode(text), not uriEncode(text.normalize("NFC"))',
    ],
    variants: [
      ...everywhere('one code point (NFC)', normalizing('NFC')),
      ...everywhere('two code points (NFD)', normalizing('NFD')),
    ],
  },
  {
    ...common,
    id: 'tilde-encoded',
    title: 'The tilde is encoded',
    why: 'The tilde is unreserved in RFC 3986; form encoders and older URL encoders write %7E.',
    fix: 'Leave ~ as it is, or turn %7E back into ~.',
    frequency: 3,
    hints: [
      'Exactly one of the unreserved characters is wrong. Which one?',
      'The unreserved characters are A–Z a–z 0–9 - . _ and ~ ("Create a canonical request", UriEncode).',
      'uriEncode(text) = replaceAll(yourEncoder(text), "%7E", "~")',
    ],
    variants: everywhere('~ written as %7E', forCharacters(/(~)/, percentByte)),
  },
  {
    ...common,
    id: 'percent-lowercase',
    title: 'Escapes are written with lower-case hex digits',
    why: 'The canonical form of an escape is %2F, not %2f; the two hash differently.',
    fix: 'Write the hex digits of percent escapes in capitals.',
    frequency: 3,
    hints: [
      'Compare the escapes letter by letter.',
      'Letters in the hexadecimal value must be upper case, for example %1A ("Create a canonical request", UriEncode).',
      'escape(byte) = "%" + upperCase(hex(byte))',
    ],
    variants: everywhere(
      'lower-case hex',
      (encode) => (text) => encode(text).replace(/%[0-9A-F]{2}/g, (triple) => triple.toLowerCase()),
    ),
  },
  {
    ...common,
    id: 'utf8-as-latin1',
    title: 'Characters beyond ASCII are not encoded as UTF-8',
    why: 'UriEncode works on the bytes of the UTF-8 text; another character set has other bytes.',
    fix: 'Convert the text to UTF-8 bytes first, then encode byte by byte.',
    frequency: 2,
    hints: [
      'How many escapes does your signer write for one character beyond ASCII, and how many should it be?',
      'UriEncode applies to every byte of the UTF-8 encoding ("Create a canonical request", UriEncode).',
      'uriEncode(text) = for each byte of utf8(text): unreserved ? the character : "%" + HEX(byte)',
    ],
    variants: [
      ...everywhere(
        'UTF-8 read as Latin-1, then encoded as UTF-8',
        forCharacters(NON_ASCII, (text) => uriEncode(Buffer.from(text).toString('latin1'))),
      ),
      ...everywhere(
        'the low byte of each character',
        forCharacters(NON_ASCII, (text) => encodeBytes(Buffer.from(text, 'latin1'))),
      ),
      ...everywhere(
        'a question mark for what Latin-1 lacks',
        forCharacters(NON_ASCII, (text) =>
          encodeBytes(Buffer.from(text.replace(/[^\0-\xff]/gu, '?'), 'latin1')),
        ),
      ),
      ...everywhere('escape(), which writes %u1234', forCharacters(NON_ASCII, legacyEscape)),
    ],
  },
  {
    ...common,
    id: 'surrogates-broken',
    title: 'Characters beyond U+FFFF are encoded in two halves',
    why: 'Such a character takes two UTF-16 units in JavaScript, Java and C#, but one sequence of four bytes in UTF-8.',
    fix: 'Encode whole code points: iterate with for…of, or encode the text as a whole.',
    frequency: 2,
    hints: [
      'Does it fail for an emoji and pass for other characters beyond ASCII?',
      'UriEncode applies to every byte of the UTF-8 encoding; an emoji has four of them ("Create a canonical request", UriEncode).',
      'for each code point (not each char) of text: encode its UTF-8 bytes',
    ],
    variants: [
      ...everywhere(
        'each half as three bytes',
        forCharacters(ASTRAL, (character) => unitsOf(character).map(encodeUnit).join('')),
      ),
      ...everywhere(
        'each half as U+FFFD',
        forCharacters(ASTRAL, () => '%EF%BF%BD%EF%BF%BD'),
      ),
      ...everywhere(
        'each half as a question mark',
        forCharacters(ASTRAL, () => '%3F%3F'),
      ),
    ],
  },
];

/** What the old global function escape() makes of characters beyond ASCII. */
function legacyEscape(text: string): string {
  const units = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
  return units
    .map((unit) =>
      unit < 0x100
        ? percentByte(String.fromCharCode(unit))
        : `%u${unit.toString(16).toUpperCase().padStart(4, '0')}`,
    )
    .join('');
}
