import { remember } from '../account/remember';
import type { PolicyKind } from './grammar';
import { parsePolicy } from './parse';
import type { ParsedPolicy } from './policy';

const CAPACITY = 1000;

const reader = (kind: PolicyKind) => remember((text) => parsePolicy(text, kind), CAPACITY);

const READERS: Record<PolicyKind, (text: string) => ParsedPolicy> = {
  inline: reader('inline'),
  managed: reader('managed'),
  trust: reader('trust'),
  resource: reader('resource'),
};

/**
 * Reads a policy that has been accepted before; the same text is parsed once.
 * @param text JSON
 */
export function readPolicy(text: string, kind: PolicyKind): ParsedPolicy {
  return READERS[kind](text);
}
