/** What a check hands to the learner's code, and nobody else may read. */
interface CheckedCredentials {
  secretAccessKey: string;
  sessionToken?: string;
}

const SECRET = 'secret access key';
const TOKEN = 'session token';

/** By the secret itself: what it is called. */
const kept = new Map<string, string>();

/** Has these credentials guarded: they may not be printed, and no verdict shows them. */
export function guardCredentials({ secretAccessKey, sessionToken }: CheckedCredentials): void {
  keep(secretAccessKey, SECRET);
  if (sessionToken) keep(sessionToken, TOKEN);
}

/** As it is, and as it stands in a URL. */
function keep(secret: string, name: string): void {
  kept.set(secret, name);
  kept.set(encodeURIComponent(secret), name);
}

/** What the guarded secrets are called that stand in a text: `secret access key`. */
export function secretsIn(text: string): string[] {
  const found = [...kept].filter(([secret]) => text.includes(secret));
  return [...new Set(found.map(([, name]) => name))];
}

/**
 * A text without the guarded secrets.
 *
 * @param expected a text that may be shown; what stands in it is left, such as a signed token
 */
export function conceal(text: string, expected = ''): string {
  let shown = text;
  for (const [secret, name] of kept) {
    if (!expected.includes(secret)) shown = shown.replaceAll(secret, `(the ${name})`);
  }
  return shown;
}

/** What is wrong where secrets were printed, in a sentence each. */
export function leakFindings(printed: string): string[] {
  return secretsIn(printed).map(
    (name) =>
      `The ${name} was logged: whoever reads the log can sign in its owner's name. ` +
      'Take it out of what is printed.',
  );
}
