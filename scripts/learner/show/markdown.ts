import path from 'node:path';
import type { Screen, Style } from '../../terminal/screen';
import { aligned } from '../../terminal/table';
import { paragraph, widthOf } from '../../terminal/wrap';

/** What Markdown is shown on. */
export interface MarkdownScreen extends Screen {
  /** What links to files are relative to, as it is to be shown: `steps/04-canonical-request`. */
  folder?: string;
}

type Block =
  | { kind: 'code'; lines: string[] }
  | { kind: 'heading'; text: string }
  | { kind: 'table'; rows: string[][] }
  | { kind: 'item'; mark: string; text: string }
  | { kind: 'prose'; text: string };

/**
 * Markdown as a terminal shows it: prose reflowed, code unchanged, and what is only a mark (stars,
 * hashes, fences, brackets) left out.
 */
export function showMarkdown(markdown: string, screen: MarkdownScreen): string {
  const blocks = blocksOf(markdown.replaceAll('\r', ''));
  return blocks
    .map((block, index) => {
      const isListed = block.kind === 'item' && blocks[index + 1]?.kind === 'item';
      return showBlock(block, screen) + (isListed ? '\n' : '\n\n');
    })
    .join('')
    .replaceAll(KEPT_SPACE, ' ')
    .trimEnd();
}

function showBlock(block: Block, screen: MarkdownScreen): string {
  switch (block.kind) {
    case 'code':
      return block.lines.join('\n');
    case 'heading':
      return screen.style('strong', paragraph(inline(block.text, screen), screen.columns));
    case 'table':
      return showTable(block.rows, screen);
    case 'item':
      return paragraph(inline(block.text, screen), screen.columns, `${block.mark} `);
    case 'prose':
      return paragraph(inline(block.text, screen), screen.columns);
  }
}

/** Beside each other where all rows fit; otherwise each row is an item of a list. */
function showTable(rows: string[][], screen: MarkdownScreen): string {
  const { columns, style } = screen;
  const [head = '', ...body] = aligned(
    rows.map((cells) => cells.map((cell) => inline(cell, screen))),
  );
  if ([head, ...body].every((line) => widthOf(line) <= columns)) {
    return [style('strong', head), ...body].join('\n');
  }
  return rows
    .slice(1)
    .map((cells) => paragraph(inline(cells.join(': '), screen), columns, '- '))
    .join('\n');
}

function blocksOf(markdown: string): Block[] {
  const lines = markdown.split('\n');
  const blocks: Block[] = [];
  while (lines.length > 0) {
    const block = nextBlock(lines);
    if (block) blocks.push(block);
  }
  return blocks;
}

/** Takes a block from the lines; none from an empty one. */
function nextBlock(lines: string[]): Block | undefined {
  const first = lines.shift() ?? '';
  if (first.trim() === '') return undefined;
  if (first.startsWith('```')) {
    const code = takeWhile(lines, (line) => !line.startsWith('```'));
    lines.shift();
    return { kind: 'code', lines: code };
  }
  if (/^#+ /.test(first)) return { kind: 'heading', text: first.replace(/^#+ /, '') };
  if (first.startsWith('|')) {
    const [, ...body] = takeWhile(lines, (line) => line.startsWith('|'));
    return { kind: 'table', rows: [first, ...body].map(cellsOf) };
  }
  const text = [first, ...takeWhile(lines, continuesProse)].map((line) => line.trim()).join(' ');
  const [, mark = '', item] = /^(-|\d+\.) (.*)$/.exec(text) ?? [];
  return item === undefined ? { kind: 'prose', text } : { kind: 'item', mark, text: item };
}

function takeWhile(lines: string[], holds: (line: string) => boolean): string[] {
  const end = lines.findIndex((line) => !holds(line));
  return lines.splice(0, end < 0 ? lines.length : end);
}

function continuesProse(line: string): boolean {
  return line.trim() !== '' && !/^(```|\||#+ |- |\d+\. )/.test(line);
}

function cellsOf(row: string): string[] {
  return row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

const MARKS = /`([^`]+)`|\*\*([^*]+)\*\*|\*(?=\S)([^*]+)(?<=\S)\*|\[([^\]]+)\]\(([^)]+)\)/g;

function inline(text: string, screen: MarkdownScreen): string {
  return text.replaceAll(MARKS, (_, code, strong, emphasis, label, target) => {
    if (code !== undefined) return showCode(code, screen);
    if (strong !== undefined) return inEachWord(inline(strong, screen), screen.style);
    if (emphasis !== undefined) return inline(emphasis, screen);
    return showLink(inline(label, screen), target, screen.folder);
  });
}

/** Stands for a space of a piece of code that is to stay in one line. */
const KEPT_SPACE = '\u0000';
const SHORT_CODE = 24;

/** What a command may leave of a line: backticks, and what hangs in front of a list's item. */
const ROOM_BESIDE = 6;

/** Without colours the backticks stay: something must tell where code begins and ends. */
function showCode(code: string, { columns, style }: MarkdownScreen): string {
  // A command is copied, so it stays in one line wherever it fits.
  const longest = code.startsWith('npm ') ? columns - ROOM_BESIDE : SHORT_CODE;
  const whole = code.length > longest ? code : code.replaceAll(' ', KEPT_SPACE);
  const styled = inEachWord(whole, style);
  return styled === whole ? `\`${whole}\`` : styled;
}

/** A line may break between two words, and what is beside it must not be emphasised. */
function inEachWord(text: string, style: Style): string {
  return text.replaceAll(/\S+/g, (word) => style('strong', word));
}

function showLink(label: string, target: string, folder = ''): string {
  const place = /^[a-z]+:/.test(target) ? target : path.posix.join(folder, target);
  return `${label} (${place})`;
}
