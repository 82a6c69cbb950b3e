import { AWS_ANSWERS } from './aws-answers';
import type { Mistake } from './mistake';
import { SPECIFICATION } from './specification';

const common = {
  specification: SPECIFICATION.canonicalRequest,
  awsAnswers: AWS_ANSWERS.mismatch,
} as const;

/** Mistakes in how the parts become the texts that are hashed and signed. */
export const TEXT_MISTAKES: Mistake[] = [
  {
    ...common,
    id: 'trailing-newline',
    title: 'A newline stands at the end of a text that is hashed or signed',
    why: 'Neither the canonical request nor the string to sign ends with a newline; print functions and here-documents add one.',
    fix: 'Join the lines by newlines; write none behind the last. In a shell, printf instead of echo.',
    frequency: 4,
    hints: [
      'What is the very last character of the text that you hash?',
      'The parts are joined by newlines, with none at the end ("Create a canonical request").',
      'canonicalRequest = join(parts, "\\n"), not each part + "\\n"',
    ],
    variants: [
      {
        name: 'of the canonical request',
        replace: (stages) => ({
          canonicalRequest: (parts) => `${stages.canonicalRequest(parts)}\n`,
        }),
      },
      {
        name: 'of the string to sign',
        replace: (stages) => ({ stringToSign: (parts) => `${stages.stringToSign(parts)}\n` }),
      },
      {
        name: 'of both',
        replace: (stages) => ({
          canonicalRequest: (parts) => `${stages.canonicalRequest(parts)}\n`,
          stringToSign: (parts) => `${stages.stringToSign(parts)}\n`,
        }),
      },
    ],
  },
  {
    ...common,
    id: 'carriage-returns',
    title: 'The lines are joined by carriage return and newline',
    why: 'Lines of the canonical request and of the string to sign are joined by \\n alone, whatever the system’s habit.',
    fix: 'Join by "\\n", not by the line separator of the platform.',
    frequency: 2,
    hints: [
      'Does it work on one system and fail on another? How do they end a line?',
      'The parts are joined by the newline character, one byte ("Create a canonical request").',
      'join(parts, "\\n")',
    ],
    variants: [
      {
        name: 'in both texts',
        replace: (stages) => ({
          canonicalRequest: (parts) => stages.canonicalRequest(parts).replaceAll('\n', '\r\n'),
          stringToSign: (parts) => stages.stringToSign(parts).replaceAll('\n', '\r\n'),
        }),
      },
    ],
  },
  {
    ...common,
    id: 'method-lowercased',
    title: 'The HTTP method is not in capitals',
    why: 'The method is signed as it is sent, GET and not get; clients send it in capitals.',
    fix: 'Upper-case the method before you sign.',
    frequency: 1,
    hints: [
      'Look at the first line of your canonical request.',
      'HTTPMethod is the method of the request, such as GET or PUT ("Create a canonical request", HTTPMethod).',
      'canonicalRequest = upperCase(method) + "\\n" + …',
    ],
    variants: [
      {
        name: 'in lower case',
        replace: (stages) => ({
          canonicalRequest: (parts) =>
            stages.canonicalRequest({ ...parts, method: parts.method.toLowerCase() }),
        }),
      },
    ],
  },
];
