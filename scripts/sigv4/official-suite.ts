import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Figures, Header, Mode, Vector, VectorContext, VectorRequest } from './vectors';

/** context.json of a case. */
interface OfficialContext {
  credentials: { access_key_id: string; secret_access_key: string; token?: string };
  expiration_in_seconds: number;
  normalize: boolean;
  region: string;
  service: string;
  sign_body: boolean;
  timestamp: string;
  omit_session_token?: boolean;
}

const HTTP_VERSION = ' HTTP/1.1';

/**
 * Reads a checkout of the official suite: a folder of cases, each with context.json, request.txt,
 * header-*.txt and query-*.txt, as in the folder `tests/aws-signing-test-suite/v4` of aws-c-auth.
 *
 * @param directory the folder that holds the cases' folders
 * @returns the cases by name
 * @throws Error if the folder is missing, holds no case, or a case lacks a file
 */
export function readOfficialSuite(directory: string): Vector[] {
  if (!existsSync(directory)) throw new Error(`There is no folder ${directory}.`);
  const cases = readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .filter((name) => existsSync(path.join(directory, name, 'context.json')))
    .sort();
  if (cases.length === 0) {
    throw new Error(
      `${directory} holds no case of the official suite: no folder in it has a context.json. ` +
        'Name the folder tests/aws-signing-test-suite/v4 of a checkout of awslabs/aws-c-auth.',
    );
  }
  return cases.map((name) => readCase(path.join(directory, name), name));
}

function readCase(directory: string, name: string): Vector {
  const read = (file: string) => readText(path.join(directory, file));
  const request = parseRequest(read('request.txt'));
  const figuresOf = (mode: Mode): Figures => ({
    canonicalRequest: read(`${mode}-canonical-request.txt`),
    stringToSign: read(`${mode}-string-to-sign.txt`),
    signature: read(`${mode}-signature.txt`),
  });
  const signedHeaders = parseRequest(read('header-signed-request.txt')).headers;
  const signedQuery = parseRequest(read('query-signed-request.txt')).query;
  return {
    name,
    suite: 'official',
    group: groupOf(name),
    request,
    context: toContext(JSON.parse(read('context.json'))),
    added: {
      header: signedHeaders.slice(request.headers.length),
      query: request.query === '' ? signedQuery : signedQuery.slice(request.query.length + 1),
    },
    figures: { header: figuresOf('header'), query: figuresOf('query') },
  };
}

function readText(file: string): string {
  return readFileSync(file, 'utf8').replaceAll('\r', '');
}

/** Raw HTTP: the target may hold spaces and raw UTF-8, and a header may be folded. */
function parseRequest(text: string): VectorRequest {
  const end = text.indexOf('\n\n');
  const head = end < 0 ? text : text.slice(0, end);
  const body = end < 0 ? '' : text.slice(end + 2);
  // A line that begins with white space continues the header above it.
  const [requestLine = '', ...headerLines] = head.trimEnd().split(/\n(?![ \t])/);
  const space = requestLine.indexOf(' ');
  const target = requestLine.slice(space + 1, -HTTP_VERSION.length);
  const [path = '', query = ''] = splitOnce(target, '?');
  return {
    method: requestLine.slice(0, space),
    path,
    query,
    headers: headerLines.map((line) => splitOnce(line, ':') as Header),
    body,
  };
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}

function toContext(context: OfficialContext): VectorContext {
  const { access_key_id, secret_access_key, token } = context.credentials;
  return {
    credentials: {
      accessKeyId: access_key_id,
      secretAccessKey: secret_access_key,
      ...(token === undefined ? {} : { sessionToken: token }),
    },
    region: context.region,
    service: context.service,
    timestamp: context.timestamp.replace(/[-:]/g, ''),
    expiresIn: context.expiration_in_seconds,
    options: {
      normalizePath: context.normalize,
      signBody: context.sign_body,
      signSessionToken: !context.omit_session_token,
    },
  };
}

/** The official suite has no groups; the names of its cases tell them. */
function groupOf(name: string): string {
  if (/session-token|sts-header/.test(name)) return 'session-token';
  if (/header/.test(name)) return 'headers';
  if (/urlencoded/.test(name)) return 'payload';
  if (/vanilla-query$|^(get|post)-vanilla$/.test(name)) return 'plain';
  if (/query/.test(name)) return 'query';
  return 'path';
}
