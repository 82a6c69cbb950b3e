import { spawn } from 'node:child_process';

/** The program that opens a file for a person, and its arguments in front of the file. */
type Opener = [program: string, ...args: string[]];

/**
 * Opens a file in the editor that the terminal belongs to, or else as the desktop would.
 *
 * @returns false if there is nothing to open it with
 */
export function openFile(file: string): Promise<boolean> {
  const opener = openerFor(process.platform, process.env);
  if (!opener) return Promise.resolve(false);
  const [program, ...args] = opener;
  return new Promise((resolve) => {
    const child = spawn(program, [...args, file], { detached: true, stdio: 'ignore' });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}

export function openerFor(platform: string, variables: NodeJS.ProcessEnv): Opener | undefined {
  if (variables.TERM_PROGRAM === 'vscode' && platform !== 'win32')
    return ['code', '--reuse-window'];
  if (platform === 'darwin') return ['open'];
  if (platform === 'win32') return ['explorer.exe'];
  return variables.DISPLAY || variables.WAYLAND_DISPLAY ? ['xdg-open'] : undefined;
}
