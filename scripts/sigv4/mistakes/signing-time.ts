import type { Mistake } from './mistake';
import { SPECIFICATION } from './specification';

/** Mistakes in which time is signed. */
export const SIGNING_TIME_MISTAKES: Mistake[] = [
  {
    id: 'timestamp-from-clock',
    title: 'The clock is read, and the timestamp that was given is not used',
    why: 'A signature is over one time: that of X-Amz-Date. A signer that looks at the clock by itself signs another time than the caller sends, and no test can repeat what it does.',
    fix: 'Take the time as an argument, with the clock as its default; make the timestamp and the date of the scope out of this one value.',
    specification: SPECIFICATION.stringToSign,
    awsAnswers:
      'Accepted where the time that was signed is also the one that is sent; if they differ, 403 InvalidSignatureException.',
    frequency: 4,
    hints: [
      'Sign the same request twice, a minute apart, with the same timestamp given. Are the signatures equal?',
      'RequestDateTime is the time that the request carries in X-Amz-Date, and the date of the scope is that of the same time ("Create a string to sign", RequestDateTime).',
      'sign(request, timestamp = now()): amzDate = timestamp; scopeDate = slice(timestamp, 0, 8)',
    ],
    variants: [
      { name: 'everywhere', replace: () => ({ signingTime: (_, clock) => clock }) },
      {
        name: 'for the date of the scope and of the key',
        replace: () => ({ scopeDate: (_, clock) => clock.slice(0, 8) }),
      },
    ],
  },
];
