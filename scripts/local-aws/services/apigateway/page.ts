import { badRequest } from './stored';

const DEFAULT_LIMIT = 25;
const MAXIMUM_LIMIT = 500;

/** The part of a request that asks for a page of a list. */
export interface PageRequest {
  position?: string | undefined;
  limit?: number | undefined;
}

/**
 * One page of a list. The position is the index of the page's first item.
 * @returns the items, and where the next page begins if there is one
 * @throws BadRequestException for a position that no answer has given
 */
export function pageOf<T>(
  all: T[],
  { position = '0', limit = DEFAULT_LIMIT }: PageRequest,
): { items: T[]; position?: string } {
  if (!/^\d+$/.test(position)) throw badRequest('Invalid position parameter specified');
  const start = Number(position);
  const end = start + Math.min(Math.max(limit, 1), MAXIMUM_LIMIT);
  const items = all.slice(start, end);
  return end < all.length ? { items, position: String(end) } : { items };
}
