import { inspect } from 'node:util';
import { writtenForms } from '../terminal/written-forms';

/** What a check hands to the learner's code, and nobody else may read. */
interface CheckedCredentials {
  secretAccessKey: string;
  sessionToken?: string;
}

const SECRET = 'secret access key';
const TOKEN = 'session token';

/** By the secret itself: what it is called. */
const kept = new Map<string, string>();

/** The ways in which each secret may be in a text: made when something is first printed. */
const forms = new Map<string, string[]>();

/** Has these credentials guarded: they may not be printed, and no verdict shows them. */
export function guardCredentials({ secretAccessKey, sessionToken }: CheckedCredentials): void {
  kept.set(secretAccessKey, SECRET);
  if (sessionToken) kept.set(sessionToken, TOKEN);
}

function formsOf(secret: string): string[] {
  const known = forms.get(secret);
  if (known) return known;
  const made = writtenForms(secret);
  forms.set(secret, made);
  return made;
}

/** What the guarded secrets are called that are in a text: `secret access key`. */
export function secretsIn(text: string): string[] {
  const found = [...kept].filter(([secret]) => formsOf(secret).some((form) => text.includes(form)));
  return [...new Set(found.map(([, name]) => name))];
}

/**
 * A text without the guarded secrets.
 *
 * @param expected a text that may be shown; what is in it is left, such as a signed token
 */
export function conceal(text: string, expected = ''): string {
  let shown = text;
  for (const [secret, name] of kept) {
    const forms = formsOf(secret);
    // Where it may be shown, a wrong form of it may be, too: that is the difference.
    if (forms.some((form) => expected.includes(form))) continue;
    for (const form of forms) shown = shown.replaceAll(form, `(the ${name})`);
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

/**
 * What is wrong where a signed request holds secrets beside its headers, in a sentence each. A token
 * is in those rightly.
 */
export function heldSecrets(signed: object): string[] {
  const text = inspect({ ...signed, headers: [] }, { depth: null });
  // As it is: this is asked for every request of a check.
  const found = [...kept].filter(([secret]) => text.includes(secret)).map(([, name]) => name);
  return [...new Set(found)].map(
    (name) => `The returned request holds the ${name}: whoever sends or prints it gives it away.`,
  );
}
