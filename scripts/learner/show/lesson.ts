import { readFileSync } from 'node:fs';
import { relativeTo } from '../check/places';
import type { Step } from '../steps';
import { showMarkdown } from './markdown';
import type { WorkshopScreen } from './verdict';

/**
 * A lesson for those who have nothing to open it with: without its hints, which are given one by one.
 *
 * @throws Error if it cannot be read
 */
export function showLesson(
  { lesson, directory }: Step,
  { root, columns, style }: WorkshopScreen,
): string {
  const text = readFileSync(lesson, 'utf8')
    .replaceAll('\r', '')
    .replace(/^---[\s\S]*?---\s*/, '')
    .replace(/\n## Hints\n[\s\S]*?(?=\n## |$)/, '\n');
  const folder = relativeTo(root, directory);
  return `${showMarkdown(text, { columns, style, folder })}\n\n(${relativeTo(root, lesson)})`;
}
