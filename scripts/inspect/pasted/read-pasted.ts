import parse from 'shell-quote/parse';
import type { Header } from '../../sigv4/vectors';
import type { PastedRequest } from './signed-parts';

/** What somebody pasted to have it explained. */
export type Pasted =
  | {
      kind: 'curl line' | 'presigned URL' | 'Authorization header' | 'request';
      request: PastedRequest;
    }
  /** The body of an answer, its message, or anything else. */
  | { kind: 'answer'; text: string };

/** Recognizes what was pasted. Any text is an answer at least. */
export function readPasted(text: string): Pasted {
  const trimmed = text.trim();
  if (/^\$?\s*curl\s/.test(trimmed)) {
    return { kind: 'curl line', request: requestOfCurl(trimmed.replace(/^\$\s*/, '')) };
  }
  if (/^https?:\/\/\S+$/.test(trimmed)) {
    return {
      kind: 'presigned URL',
      request: { method: 'GET', ...partsOfUrl(trimmed), headers: [] },
    };
  }
  if (/^(AWS4-\S+\s|(Credential|SignedHeaders)=)/i.test(trimmed)) {
    const [authorization = '', ...others] = trimmed.split('\n');
    return {
      kind: 'Authorization header',
      request: { headers: [['Authorization', authorization], ...others.flatMap(headerOf)] },
    };
  }
  return requestOfMessage(trimmed) ?? { kind: 'answer', text };
}

/** A request as it is sent, or some headers of it, the signature among them. */
function requestOfMessage(text: string): Pasted | undefined {
  const [head = '', ...rest] = text.split(/\r?\n\r?\n/);
  const lines = head.split(/\r?\n/);
  const [, method, target] = /^([A-Z]+) (\S+)(?: HTTP\/[\d.]+)?$/.exec(lines[0]!) ?? [];
  const headerLines = method === undefined ? lines : lines.slice(1);
  const headers = headerLines.flatMap(headerOf);
  const isSigned = headers.some(([name]) => /^authorization$/i.test(name));
  if (headers.length < headerLines.length) return undefined;
  if (method === undefined || target === undefined) {
    return isSigned ? { kind: 'Authorization header', request: { headers } } : undefined;
  }
  const host = headers.find(([name]) => /^host$/i.test(name))?.[1];
  const body = rest.length > 0 ? rest.join('\n\n') : undefined;
  return { kind: 'request', request: { method, ...partsOfUrl(target), host, headers, body } };
}

/** Options of curl that take a value and say something about the request. */
const WITH_VALUE: Record<string, (request: PastedRequest, value: string) => void> = {
  '-X': (request, value) => {
    request.method = value;
  },
  '-H': (request, value) => {
    request.headers.push(...headerOf(value));
  },
  '-d': addBody,
  '--url': setUrl,
};

const LONG_NAMES: Record<string, string> = {
  '--request': '-X',
  '--header': '-H',
  '--data': '-d',
  '--data-raw': '-d',
  '--data-binary': '-d',
  '--data-ascii': '-d',
};

/** Other options that take a value: it is not the URL. */
const OTHER_WITH_VALUE =
  /^(-[oAbcDeEFKmrtTuwxyYz]|--(output|user|user-agent|aws-sigv4|connect-to|resolve|max-time|cacert|proxy|write-out))$/;

function requestOfCurl(line: string): PastedRequest {
  const request: PastedRequest = { headers: [] };
  const words = wordsOf(line).slice(1);
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index]!;
    const [, short, attached] = /^(-[XHd])(.+)$/s.exec(word) ?? [];
    const set = WITH_VALUE[short ?? LONG_NAMES[word] ?? word];
    if (set) set(request, attached ?? words[++index] ?? '');
    else if (OTHER_WITH_VALUE.test(word)) index += 1;
    else if (word === '-G' || word === '--get') request.method = 'GET';
    else if (!word.startsWith('-')) setUrl(request, word);
  }
  const { method = request.body === undefined ? 'GET' : 'POST' } = request;
  return { ...request, method };
}

/** The words of the first command, as a shell takes them; variables stay as they are written. */
function wordsOf(line: string): string[] {
  const continued = line.replace(/\\\r?\n/g, ' ');
  const entries = parse(continued, (name) => `$${name}`);
  const end = entries.findIndex(endsCommand);
  return (end === -1 ? entries : entries.slice(0, end)).map(wordOf);
}

/** Such as a pipe; or the `&` of a URL without quotes, which cuts the URL off in a shell, too. */
function endsCommand(entry: parse.ParseEntry): boolean {
  return typeof entry !== 'string' && !('pattern' in entry);
}

/** A `?` or `*` without quotes stays as it is when no file matches it. */
function wordOf(entry: parse.ParseEntry): string {
  if (typeof entry === 'string') return entry;
  return 'pattern' in entry ? entry.pattern : '';
}

function setUrl(request: PastedRequest, url: string): void {
  Object.assign(request, partsOfUrl(url));
}

function addBody(request: PastedRequest, value: string): void {
  // A body that is in a file is not in what was pasted.
  request.body = value.startsWith('@') ? undefined : value;
  request.method ??= 'POST';
}

/** Taken apart as text: a URL parser would change the path. */
function partsOfUrl(url: string): Pick<PastedRequest, 'host' | 'path' | 'query'> {
  const [, host = '', path = '', query = ''] =
    /^(?:https?:\/\/)?([^/?#]*)([^?#]*)(?:\?([^#]*))?/.exec(url) ?? [];
  return { host, path: path || '/', query };
}

function headerOf(line: string): Header[] {
  const [, name, value = ''] = /^([^:\s]+)\s*:\s*(.*)$/s.exec(line.trim()) ?? [];
  return name === undefined ? [] : [[name, value]];
}
