import type { Fields } from './fields';
import { headersOf } from './fields';
import type { StageTexts } from './figures';

/**
 * The signed request as a line for a POSIX shell.
 *
 * @param texts what signing made of the fields
 */
export function curlLine(fields: Fields, { sent }: Pick<StageTexts, 'sent'>): string {
  const headers = headersOf(fields.headers);
  const host = headers.find(([name]) => name.toLowerCase() === 'host')?.[1].trim() ?? '';
  const own = headers
    .filter(([name]) => name.toLowerCase() !== 'host')
    .map((pair) => pair.join(': '));
  const isPresigned = fields.form === 'query';
  const query = [fields.query, ...(isPresigned ? [sent.replaceAll('\n', '&')] : [])];
  const target = [fields.path || '/', query.filter((text) => text !== '').join('&')]
    .filter((text) => text !== '')
    .join('?');
  const isText = fields.bodyForm === 'text';
  const words = [
    'curl',
    '--path-as-is',
    ...(fields.method === 'GET' ? [] : ['-X', quoted(fields.method)]),
    ...[...own, ...(isPresigned ? [] : sent.split('\n'))].flatMap((line) => ['-H', quoted(line)]),
    ...(fields.body === '' ? [] : ['--data-binary', isText ? quoted(fields.body) : '@-']),
    quoted(`https://${host}${target}`),
  ];
  const input = isText ? '' : `echo ${quoted(fields.body)} | base64 -d | `;
  return input + words.join(' ');
}

/** In single quotes a shell changes nothing. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
