import { readFileSync } from 'node:fs';
import { assertSigningInput } from '../../../solutions/04-canonical-request/signing-input';
import { isRecord } from '../../files/json';
import { readPasted } from '../../inspect/pasted/read-pasted';
import {
  type Mode,
  type StoredContext,
  type StoredRequest,
  storedContext,
  storedRequest,
  vectorNamed,
} from '../../sigv4/vectors';
import { type TriedCase, triedCase } from './tried-case';

const STANDARD_INPUT = 0;

/** Of the vectors; for a request that names none. */
const HOST = 'example.amazonaws.com';

/** A request of one's own, as a file contains it; what is left out is as in get-vanilla. */
interface OwnRequest extends Partial<StoredRequest> {
  context?: StoredContext;
}

/**
 * The case of the request that a file holds: as JSON in the form of the vectors, as a
 * curl line or a URL, or as HTTP text.
 *
 * @param file - stands for standard input
 * @throws Error if the file cannot be read, or holds no request that can be signed
 */
export function caseOfFile(file: string, mode: Mode): TriedCase {
  const text = readFileSync(file === '-' ? STANDARD_INPUT : file, 'utf8').trim();
  const { context: ownContext, ...ownRequest } = text.startsWith('{')
    ? requestOfJson(text, file)
    : requestOfText(text, file);
  const vanilla = vectorNamed('get-vanilla');
  const request = storedRequest({ ...vanilla.request, body: '', ...ownRequest });
  const context = storedContext(vanilla.context, ownContext);
  assertSigningInput(request, context);
  return triedCase(file === '-' ? 'your request' : file, mode, { request, context });
}

function requestOfJson(text: string, file: string): OwnRequest {
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value)) return value as OwnRequest;
  } catch (error) {
    throw new Error(`${file} is not JSON: ${(error as Error).message}\n${FORMS}`);
  }
  throw new Error(`${file} does not contain a request.\n${FORMS}`);
}

const FORMS = [
  'Give a request as JSON:',
  '  {"method": "GET", "path": "/", "query": "a=b", "headers": [["Host", "example.com"]]}',
  'or a curl line: curl https://example.com/?a=b',
].join('\n');

/** What signing adds itself is left out: a copied request may have the headers of its old signature. */
function requestOfText(text: string, file: string): OwnRequest {
  const pasted = readPasted(text);
  if (pasted.kind === 'answer' || pasted.request.path === undefined) {
    throw new Error(`${file} does not contain a request.\n${FORMS}`);
  }
  const { method, host, path, query, headers, body } = pasted.request;
  const own = headers.filter(([name]) => !/^(authorization|x-amz-date)$/i.test(name));
  const hasHost = own.some(([name]) => name.toLowerCase() === 'host');
  return { method, path, query, headers: hasHost ? own : [['Host', host || HOST], ...own], body };
}
