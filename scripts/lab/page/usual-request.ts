import type { Header, StoredRequest } from '../../sigv4/vectors';

/** What most vectors have in common; the page holds of each only what differs from it. */
export const USUAL_REQUEST: StoredRequest = {
  method: 'GET',
  path: '/',
  query: '',
  headers: [['Host', 'example.amazonaws.com']],
};

/** A request without what is usual in it. */
export interface UnusualRequest extends Partial<StoredRequest> {
  /** After the usual Host. */
  moreHeaders?: Header[];
}

/** The whole request. */
export function wholeRequest({ moreHeaders = [], ...own }: UnusualRequest): StoredRequest {
  const headers = [...USUAL_REQUEST.headers, ...moreHeaders];
  return { ...USUAL_REQUEST, headers, ...own };
}
