import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../files/root';
import type { Program } from '../signer/program';

/** A signer that others maintain, and the adapter that asks it. */
export interface Library {
  name: string;
  language: string;
  /** Undefined where the library, or its language, is not installed. */
  version(): string | undefined;
  program: Program;
  /** What it really does where nothing in the catalogue explains its failures. */
  note?: string;
}

const EXAMPLES = path.join(ROOT, 'scripts/check-signer/examples');

/** What a command of the shell prints; undefined if it fails. */
function printedBy(command: string): string | undefined {
  const { status, stdout } = spawnSync(command, { shell: true, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

function npmPackage(name: string, adapter: string, note?: string): Library {
  return {
    name,
    language: 'JavaScript',
    version: () => {
      const file = path.join(ROOT, 'node_modules', name, 'package.json');
      return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : undefined;
    },
    program: {
      kind: 'module',
      file: path.join(EXAMPLES, 'javascript', adapter),
      exportName: 'sign',
    },
    note,
  };
}

/** Debian installs its packages for its own Python. */
const PYTHON =
  printedBy('python3 -c "import botocore"') === undefined ? '/usr/bin/python3' : 'python3';

/** Where Debian puts the sources of Go's packages. */
const GO_PACKAGES = '/usr/share/gocode';
const GO = `GO111MODULE=off GOPATH=${GO_PACKAGES} go`;
const GO_SDK = `${GO_PACKAGES}/src/github.com/aws/aws-sdk-go-v2/aws/go_module_metadata.go`;

/** The signers that are surveyed, those that most projects use first. */
export const LIBRARIES: readonly Library[] = [
  npmPackage('@smithy/signature-v4', 'smithy.mjs'),
  npmPackage('aws4', 'aws4.mjs'),
  npmPackage('aws4fetch', 'aws4fetch.mjs'),
  npmPackage(
    'aws-sigv4-fetch',
    'aws-sigv4-fetch.mjs',
    'brings along @smithy/signature-v4 3.1.2, which sorts the names of parameters before it encodes them',
  ),
  npmPackage('@aws-amplify/core', 'amplify.mjs'),
  npmPackage(
    'aws-signature-v4',
    'aws-signature-v4.mjs',
    'sorts headers before it lower-cases them, and adds `Host`',
  ),
  npmPackage('aws-sign-web', 'aws-sign-web.mjs', 'decodes path and query with decodeURI first'),
  {
    name: 'botocore',
    language: 'Python',
    version: () => printedBy(`${PYTHON} -c "import botocore; print(botocore.__version__)"`),
    program: {
      kind: 'command',
      command: `${PYTHON} "${path.join(EXAMPLES, 'python/botocore_signer.py')}"`,
    },
    note: 'signs the query unchanged',
  },
  {
    name: 'aws-sigv4',
    language: 'Ruby',
    version: () => printedBy(`ruby -e "require 'aws-sigv4'; puts Aws::Sigv4::VERSION"`),
    program: {
      kind: 'command',
      command: `ruby "${path.join(EXAMPLES, 'ruby/aws_sigv4.rb')}"`,
    },
    note: 'signs the query unchanged; refuses an empty parameter',
  },
  {
    name: 'aws-sdk-go-v2/aws/signer/v4',
    language: 'Go',
    version: () =>
      printedBy('go version') && existsSync(GO_SDK)
        ? /"(.+)"/.exec(readFileSync(GO_SDK, 'utf8'))?.[1]
        : undefined,
    program: {
      kind: 'command',
      command: `${GO} run "${path.join(EXAMPLES, 'go/aws_sdk_signer.go')}"`,
    },
  },
];
