import { ADDED_HEADER_MISTAKES } from './added-headers';
import { DATE_WRITING_MISTAKES } from './date-writing';
import { HEADER_VALUE_MISTAKES } from './header-values';
import { HEADER_MISTAKES } from './headers';
import { HEADERS_TO_SIGN_MISTAKES } from './headers-to-sign';

import { KEY_MISTAKES } from './key';
import { KEY_CACHE_MISTAKES } from './key-cache';
import type { Mistake } from './mistake';
import { PATH_MISTAKES } from './path';
import { PATH_NORMALIZATION_MISTAKES } from './path-normalization';
import { PAYLOAD_MISTAKES } from './payload';
import { QUERY_MISTAKES } from './query';
import { QUERY_FORM_MISTAKES } from './query-form';
import { QUERY_ORDER_MISTAKES } from './query-order';
import { QUERY_PARSING_MISTAKES } from './query-parsing';
import { SCOPE_MISTAKES } from './scope';
import { SECRET_MISTAKES } from './secret';
import { SESSION_TOKEN_MISTAKES } from './session-token';
import { SIGNATURE_MISTAKES } from './signature';
import { SIGNING_TIME_MISTAKES } from './signing-time';
import { STRING_TO_SIGN_MISTAKES } from './string-to-sign';
import { TEXT_MISTAKES } from './texts';
import { URI_ENCODING_MISTAKES } from './uri-encoding';

/**
 * Every mistake that can be named, in the order of the stages that it concerns. Together, mistakes
 * are made in this order.
 */
export const CATALOGUE: readonly Mistake[] = [
  ...PATH_MISTAKES,
  ...PATH_NORMALIZATION_MISTAKES,
  ...URI_ENCODING_MISTAKES,
  ...QUERY_PARSING_MISTAKES,
  ...QUERY_MISTAKES,
  ...QUERY_ORDER_MISTAKES,
  ...QUERY_FORM_MISTAKES,
  ...ADDED_HEADER_MISTAKES,
  ...HEADERS_TO_SIGN_MISTAKES,
  ...HEADER_MISTAKES,
  ...HEADER_VALUE_MISTAKES,
  ...PAYLOAD_MISTAKES,
  ...SESSION_TOKEN_MISTAKES,
  ...SIGNING_TIME_MISTAKES,
  ...DATE_WRITING_MISTAKES,
  ...STRING_TO_SIGN_MISTAKES,
  ...SCOPE_MISTAKES,
  ...TEXT_MISTAKES,
  ...KEY_MISTAKES,
  ...SECRET_MISTAKES,
  ...KEY_CACHE_MISTAKES,
  ...SIGNATURE_MISTAKES,
];

/** The mistake of that id. @throws Error if there is none */
export function mistakeNamed(id: string): Mistake {
  const found = CATALOGUE.find((mistake) => mistake.id === id);
  if (!found) throw new Error(`There is no mistake named "${id}" in the catalogue.`);
  return found;
}
