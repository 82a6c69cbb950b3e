/** What a terminal's codes ask for, as classes of the picture's style sheet. */
const CLASSES: Readonly<Record<string, string>> = {
  1: 'strong',
  2: 'faint',
  7: 'differing',
  31: 'bad',
  32: 'good',
};

/** The codes that end an emphasis, and what they end. */
const ENDS: Readonly<Record<string, readonly string[]>> = {
  22: ['strong', 'faint'],
  27: ['differing'],
  39: ['bad', 'good'],
};

const STYLE = `
  text { font: 14px ui-monospace, Menlo, Consolas, monospace; fill: #d6deeb; white-space: pre }
  .strong { font-weight: bold; fill: #ffffff }
  .faint { fill: #8b9bb4 }
  .good { fill: #7fdb8a }
  .bad { fill: #ff8a8a }
  .differing { text-decoration: underline }
`;

const CELL = { width: 8.5, height: 20 };
const MARGIN = 20;

/**
 * Draws what a command prints to a terminal.
 *
 * @param text lines with the codes of a terminal for colours
 * @param columns how wide the terminal is
 * @param title for those who do not see the picture
 * @returns an SVG that needs nothing else
 */
export function svgOf(
  text: string,
  { columns, title }: { columns: number; title: string },
): string {
  const lines = text.split('\n');
  const width = Math.ceil(columns * CELL.width) + 2 * MARGIN;
  const height = lines.length * CELL.height + 2 * MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<style>${STYLE}</style>`,
    `<rect width="${width}" height="${height}" rx="8" fill="#101826"/>`,
    ...lines.map((line, row) => drawn(line, MARGIN + (row + 0.75) * CELL.height)),
    '</svg>',
    '',
  ].join('\n');
}

function drawn(line: string, y: number): string {
  return `<text xml:space="preserve" x="${MARGIN}" y="${y}">${runsOf(line).join('')}</text>`;
}

/** The runs of a line that look alike. */
function runsOf(line: string): string[] {
  const emphases = new Set<string>();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the codes begin with one
  return line.split(/\x1b\[(\d+)m/).flatMap((part, index) => {
    if (index % 2 === 0) return part === '' ? [] : [run(part, [...emphases])];
    const emphasis = CLASSES[part];
    if (emphasis) emphases.add(emphasis);
    for (const ended of ENDS[part] ?? []) emphases.delete(ended);
    return [];
  });
}

function run(text: string, emphases: string[]): string {
  return emphases.length === 0
    ? escaped(text)
    : `<tspan class="${emphases.join(' ')}">${escaped(text)}</tspan>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
