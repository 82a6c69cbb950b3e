import { type AwsError, statusOf } from './aws-error';

const NETWORK =
  /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EPIPE)$/;
const CERTIFICATE = /CERT|UNABLE_TO_(VERIFY|GET)/;

/** By code of the error; the first that fits counts. */
const ADVICE: readonly [code: RegExp, advice: string][] = [
  [
    /^(ENOTFOUND|EAI_AGAIN)$/,
    'Its name is not known: there is no network here, or the region is misspelled.',
  ],
  [CERTIFICATE, 'A proxy may stand between: give its certificate in NODE_EXTRA_CA_CERTS.'],
  [/^/, 'Look at the network, a proxy or a firewall.'],
];

/**
 * Why AWS could not be reached, and what to do.
 *
 * @returns undefined where it was reached, or something else has failed
 */
export function unreachable(error: AwsError): string | undefined {
  const { code = error.name === 'TimeoutError' ? 'ETIMEDOUT' : '', message } = error;
  if (statusOf(error) !== undefined) return undefined;
  if (!NETWORK.test(code) && !CERTIFICATE.test(code)) return undefined;
  const [, advice] = ADVICE.find(([pattern]) => pattern.test(code))!;
  return `AWS cannot be reached: ${message || code}. ${advice}`;
}
