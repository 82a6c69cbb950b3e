import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../files/root';
import { PICTURE, pictureOfNamedMistake } from './named-mistake';
import { svgOf } from './svg';

test('the picture in the README shows what npm start shows; if not: npm run workshop -- picture', async () => {
  const drawn = readFileSync(path.join(ROOT, PICTURE), 'utf8').replaceAll('\r', '');
  expect(drawn).toBe(await pictureOfNamedMistake());
}, 30_000);

test('a picture keeps colours, blanks and signs that mean something to XML', () => {
  const svg = svgOf('\u001b[1ma \u001b[31m<b>\u001b[39m\u001b[22m  &', {
    columns: 10,
    title: 'A & B',
  });
  expect(svg).toContain(
    '<tspan class="strong">a </tspan><tspan class="strong bad">&lt;b&gt;</tspan>  &amp;</text>',
  );
  expect(svg).toContain('<title>A &amp; B</title>');
});
