import { openerFor } from './open-file';

test.each([
  ['the editor that the terminal belongs to', 'linux', { TERM_PROGRAM: 'vscode' }, 'code'],
  ['macOS', 'darwin', {}, 'open'],
  ['Windows', 'win32', { TERM_PROGRAM: 'vscode' }, 'explorer.exe'],
  ['a desktop', 'linux', { WAYLAND_DISPLAY: 'wayland-0' }, 'xdg-open'],
  ['no desktop', 'linux', {}, undefined],
])('opens a file with what belongs to %s', (_, platform, variables, program) => {
  expect(openerFor(platform, variables)?.[0]).toBe(program);
});
