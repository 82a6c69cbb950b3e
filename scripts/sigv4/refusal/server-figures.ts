/** What AWS computed for a request that it refused. */
export interface ServerFigures {
  canonicalRequest: string;
  stringToSign: string;
}

// Greedy up to the words that follow: a header's value may hold an apostrophe.
const LONG_FORM =
  /The Canonical String for this request should have been\n'(.*)'\n\nThe String-to-Sign should have been\n'(.*)'/s;

/**
 * Reads AWS's own texts out of a refusal.
 *
 * @param text the body of a 403 as it came, its message alone, or either of them as a log shows it,
 *   with its newlines escaped
 * @returns undefined where the refusal does not contain them: a short message, or another reason
 */
export function serverFigures(text: string): ServerFigures | undefined {
  const message = messageOf(text).replaceAll('\r\n', '\n');
  const found = LONG_FORM.exec(message) ?? LONG_FORM.exec(message.replaceAll('\\n', '\n'));
  if (!found) return undefined;
  const [, canonicalRequest = '', stringToSign = ''] = found;
  return { canonicalRequest, stringToSign };
}

/** The message of a JSON body, be there something around it or not; else the text itself. */
export function messageOf(text: string): string {
  const json = text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1);
  try {
    const { message, Message } = JSON.parse(json) as Record<string, unknown>;
    return String(message ?? Message ?? text);
  } catch (error) {
    // Not JSON: somebody pasted the message itself.
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
