import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build, type Plugin, transform } from 'esbuild';
import type { StoredRequest } from '../sigv4/vectors';
import { type UnusualRequest, USUAL_REQUEST } from './page/usual-request';

const PAGE = path.join(__dirname, 'page');
const shim = (name: string) => path.join(PAGE, 'shims', `${name}.ts`);

/** Members of every mistake that no message and no file names: they may be called anything. */
const OFTEN_WRITTEN = /^(awsAnswers|frequency|specification|variants)$/;

/** The page, ready to be sent: its files by their paths. */
export type PageFiles = Record<string, string>;

/**
 * Puts the page together: the signer and the catalogue as they run in Node.js, and what shows them.
 *
 * @param hasServer whether a server answers beside it, which can ask the learner's steps
 * @throws Error if the page's code cannot be bundled
 */
export async function bundlePage(hasServer: boolean): Promise<PageFiles> {
  const html = readFileSync(path.join(PAGE, 'index.html'), 'utf8');
  const css = readFileSync(path.join(PAGE, 'lab.css'), 'utf8');
  return {
    'index.html': hasServer ? html.replace('<html ', '<html data-server ') : html,
    'lab.css': (await transform(css, { loader: 'css', minify: true, charset: 'utf8' })).code,
    'lab.js': await bundleForBrowser(path.join(PAGE, 'main.ts')),
  };
}

/**
 * One script for a browser.
 *
 * @param entry its main file; its exports are in the global variable `lab`
 */
export async function bundleForBrowser(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    globalName: 'lab',
    platform: 'browser',
    target: 'es2022',
    legalComments: 'none',
    charset: 'utf8',
    mangleProps: OFTEN_WRITTEN,
    inject: [shim('buffer')],
    define: { __dirname: '"/"' },
    plugins: [forBrowsers, withoutHints, withoutFigures],
  });
  return outputFiles[0]?.text ?? '';
}

/** What a browser lacks is replaced; what the page does not use of a module is left out. */
const forBrowsers: Plugin = {
  name: 'for-browsers',
  setup({ onLoad, onResolve, resolve }) {
    onResolve({ filter: /^node:crypto$/ }, () => ({ path: shim('crypto') }));
    onResolve({ filter: /^node:(fs|path)$/ }, ({ path: name }) => ({
      path: name,
      namespace: 'nothing',
      sideEffects: false,
    }));
    onLoad({ filter: /^/, namespace: 'nothing' }, () => ({ contents: 'module.exports = {};' }));
    onResolve({ filter: /^\.\.?\// }, async ({ path: file, pluginData, ...place }) => {
      if (pluginData === 'resolved') return undefined;
      const found = await resolve(file, { ...place, pluginData: 'resolved' });
      return { ...found, sideEffects: false };
    });
  },
};

/** The page names mistakes and gives no hints, which are a third of the catalogue. */
const withoutHints: Plugin = {
  name: 'without-hints',
  setup({ onLoad }) {
    onLoad({ filter: /sigv4[\\/]mistakes[\\/][\w-]+\.ts$/ }, ({ path: file }) => {
      const text = readFileSync(file, 'utf8');
      return { contents: text.replace(/^ +hints: \[\n(.*\n)*? +\],\n/gm, ''), loader: 'ts' };
    });
  },
};

interface StoredCase extends Record<string, unknown> {
  request: StoredRequest;
}

/** The page computes the vectors' figures itself; and most vectors differ from the usual request in one part. */
const withoutFigures: Plugin = {
  name: 'without-figures',
  setup({ onLoad }) {
    onLoad({ filter: /fixtures[\\/]sigv4[\\/]\w+\.json$/ }, ({ path: file }) => {
      const { defaults, cases } = JSON.parse(readFileSync(file, 'utf8')) as {
        defaults: object;
        cases: StoredCase[];
      };
      const own = cases.map(({ name, request, context }) => ({
        name,
        request: unusualParts(request),
        context,
      }));
      return { contents: JSON.stringify({ defaults, cases: own }), loader: 'json' };
    });
  },
};

function unusualParts({ headers, ...parts }: StoredRequest): UnusualRequest {
  const [host, ...moreHeaders] = headers;
  const isUsual = (value: unknown, usual: unknown) =>
    JSON.stringify(value) === JSON.stringify(usual);
  const own = Object.entries(parts).filter(
    ([name, value]) => !isUsual(value, USUAL_REQUEST[name as keyof StoredRequest]),
  );
  const hasUsualHost = isUsual([host], USUAL_REQUEST.headers);
  return { ...Object.fromEntries(own), ...(hasUsualHost ? { moreHeaders } : { headers }) };
}
