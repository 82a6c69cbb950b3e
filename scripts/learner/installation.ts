/** How Node, Jest and esbuild say that a package is not there. */
const MISSING_PACKAGE: readonly RegExp[] = [
  /Cannot find (?:module|package) '(@[a-z][\w.-]*\/[\w.-]+|[a-z][\w.-]*)/,
  /Module (\S+) in the \w+ option was not found/,
  /The package "([^"]+)" could not be found/,
];

/**
 * What to do about an error that comes from a package that is not installed.
 *
 * @param text the error's message, or what a process that ended by it has written
 * @returns null if the error is another one
 */
export function incompleteInstallation(text: string): string | null {
  const [name] = MISSING_PACKAGE.flatMap((pattern) => pattern.exec(text)?.[1] ?? []);
  if (!name) return null;
  return `node_modules is incomplete: ${name} is missing. Run npm ci, then try again.`;
}
