import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../../files/root';

export interface TemporaryWorkshop {
  root: string;
  /** Writes a file, relative to the root. */
  write(file: string, text: string): void;
  remove(): void;
}

/**
 * A workshop in a folder of its own, for tests: with this one's tools and fixtures, and with steps
 * that a test writes. Nothing of the learner's files is in it.
 */
export function temporaryWorkshop(): TemporaryWorkshop {
  // Jest compares real paths; the temporary folder of macOS is a link.
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'workshop-')));
  for (const folder of ['node_modules', 'scripts', 'fixtures']) {
    symlinkSync(path.join(ROOT, folder), path.join(root, folder), 'junction');
  }
  for (const file of ['jest.config.js', 'tsconfig.json', 'package.json']) {
    cpSync(path.join(ROOT, file), path.join(root, file));
  }
  return {
    root,
    write: (file, text) => {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
    },
    remove: () => rmSync(root, { recursive: true, force: true, maxRetries: 3 }),
  };
}

/** A lesson with as little in it as a step may have. */
export function lesson(title: string, hints: string[] = []): string {
  const sections = hints.map(
    (hint, index) => `<details>\n<summary>${index + 1}. Hint</summary>\n\n${hint}\n\n</details>`,
  );
  return `---\ntitle: ${title}\nminutes: 5\n---\n# ${title}\n\n## Hints\n\n${sections.join('\n')}`;
}
