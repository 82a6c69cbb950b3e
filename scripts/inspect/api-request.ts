/** A request to an API: the part that is used. */
interface Request {
  method: string;
  path: string;
  query: string;
  headers: [name: string, value: string][];
  body: string | Uint8Array;
}

/**
 * In what a request differs from the GET of a URL, as it is to be signed.
 * @returns sentences; none when it is right
 */
export function inspectApiRequest(request: Request, url: URL): string[] {
  const members: [name: keyof Request, expected: string, why: string][] = [
    ['method', 'GET', 'the API has no other method'],
    ['path', url.pathname, 'the stage belongs to it, and so do percent escapes: url.pathname'],
    ['query', url.search.slice(1), 'what follows the question mark'],
    ['body', '', 'a GET has none'],
  ];
  const findings = members
    .filter(([name, expected]) => request[name] !== expected)
    .map(
      ([name, expected, why]) =>
        `${name} is ${JSON.stringify(request[name])}; for ${url.href} it must be ` +
        `${JSON.stringify(expected)}: ${why}.`,
    );
  return [...findings, ...inspectHost(request.headers, url)];
}

function inspectHost(headers: Request['headers'], url: URL): string[] {
  const hosts = headers.filter(([name]) => name.toLowerCase() === 'host');
  const others = headers.filter(([name]) => name.toLowerCase() !== 'host');
  if (hosts.length !== 1) {
    return [`The request has ${hosts.length} headers Host; it needs one, which is signed.`];
  }
  if (others.length > 0) {
    const names = others.map(([name]) => name).join(', ');
    return [
      `The request has headers beside Host (${names}): those of the signature are the signer's.`,
    ];
  }
  const [host] = hosts.map(([, value]) => value);
  if (host === url.host) return [];
  return [
    `Host is ${host}; for ${url.href} it must be ${url.host}, as fetch will send it: with the port ` +
      'where the URL has one, which is url.host.',
  ];
}
