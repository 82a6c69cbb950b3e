import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { listSnapshots, savedContents } from '../snapshots/snapshot';

/**
 * For tests: every text of a file that is not lost, because it is in its place or in a snapshot.
 *
 * @throws Error if a snapshot is not whole
 */
export function keptTexts(root: string, file: string): string[] {
  const refuse = (message: string) => {
    throw new Error(message);
  };
  const saved = listSnapshots(root, refuse).flatMap((snapshot) =>
    snapshot.files
      .filter((each) => each.file === file)
      .map((each) => savedContents(snapshot, each)?.toString('utf8') ?? ''),
  );
  const place = path.join(root, file);
  return existsSync(place) ? [...saved, readFileSync(place, 'utf8')] : saved;
}
