import { type PolicyDocument, type PolicyKind, parsePolicy } from '../../authorization';

const CAPACITY = 1000;
const cache = new Map<string, PolicyDocument>();

/**
 * Reads a policy that has been accepted before; the same text is parsed once.
 * @param text JSON
 */
export function readPolicy(text: string, kind: PolicyKind): PolicyDocument {
  const key = `${kind} ${text}`;
  const known = cache.get(key);
  if (known) return known;
  const document = parsePolicy(text, kind);
  if (cache.size >= CAPACITY) cache.clear();
  cache.set(key, document);
  return document;
}
