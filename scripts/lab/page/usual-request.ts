import type { StoredRequest } from '../../sigv4/vectors';

/** What most vectors have in common; the page holds of each only what differs from it. */
export const USUAL_REQUEST: StoredRequest = {
  method: 'GET',
  path: '/',
  query: '',
  headers: [['Host', 'example.amazonaws.com']],
};
