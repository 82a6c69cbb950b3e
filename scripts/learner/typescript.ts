import type typescript from 'typescript';

/** TypeScript, loaded when something is first parsed: most commands parse nothing. */
export function loadTypeScript(): typeof typescript {
  return require('typescript');
}
