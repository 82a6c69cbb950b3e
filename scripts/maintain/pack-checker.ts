import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { license, version } from '../../package.json';
import { exportedVectors } from '../check-signer/exported-vectors';
import { ROOT } from '../files/root';

// Makes the checker a package of its own, for those who have a signer and no workshop.

const ENTRY = 'scripts/commands/signer-check.ts';
const CHECKER = 'scripts/check-signer';

/** Two folders deep, as the sources are: from there the program finds its fixtures. */
const PROGRAM = 'dist/bin/signer-check.js';

const MANIFEST = {
  name: 'signer-check',
  version,
  description:
    'Checks a signer for AWS Signature Version 4, in any language, and names its mistakes',
  license,
  engines: { node: '>=20.12' },
  bin: { 'signer-check': PROGRAM },
};

/**
 * Packs the checker: one file of program, the vectors, and the adapters.
 *
 * @param folder where the tarball is put
 * @returns the tarball's path
 */
export function packChecker(folder: string): string {
  const contents = mkdtempSync(path.join(tmpdir(), 'pack-checker-'));
  try {
    writeContents(contents);
    return pack(contents, folder);
  } finally {
    rmSync(contents, { recursive: true });
  }
}

function writeContents(contents: string): void {
  const write = (name: string, text: string) => {
    mkdirSync(path.dirname(path.join(contents, name)), { recursive: true });
    writeFileSync(path.join(contents, name), text);
  };
  const copy = (from: string, to: string) =>
    cpSync(path.join(ROOT, from), path.join(contents, to), {
      recursive: true,
      filter: isForOthers,
    });

  buildSync({
    absWorkingDir: ROOT,
    entryPoints: [ENTRY],
    outfile: path.join(contents, PROGRAM),
    bundle: true,
    platform: 'node',
    target: 'node20',
    banner: { js: '#!/usr/bin/env node' },
    // Names stay, so that a stack trace can be read.
    minifySyntax: true,
    minifyWhitespace: true,
    logLevel: 'error',
  });
  write('package.json', JSON.stringify(MANIFEST, null, 2));
  write('README.md', readme());
  write('vectors/vectors.json', JSON.stringify(exportedVectors(version)));
  for (const file of ['official', 'extended', 's3', 'contested']) {
    const name = `fixtures/sigv4/${file}.json`;
    write(name, JSON.stringify(JSON.parse(readFileSync(path.join(ROOT, name), 'utf8'))));
  }
  for (const schema of ['report', 'vectors']) {
    const name = `fixtures/check-signer/${schema}.schema.json`;
    copy(name, name);
  }
  copy(`${CHECKER}/examples`, 'examples');
  copy('LICENSE', 'LICENSE');
}

/** The adapters in TypeScript lean on the workshop. */
function isForOthers(file: string): boolean {
  return !file.endsWith('.ts');
}

/** The checker's own README, its links as the package has the files. */
function readme(): string {
  const text = readFileSync(path.join(ROOT, CHECKER, 'README.md'), 'utf8');
  return text.replaceAll('](../../fixtures/', '](fixtures/');
}

function pack(contents: string, folder: string): string {
  const args = ['pack', contents, '--pack-destination', folder, '--json', '--ignore-scripts'];
  const { status, stdout, stderr } = spawnSync('npm', args, {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`npm pack failed: ${stderr}`);
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  return path.join(folder, filename);
}
