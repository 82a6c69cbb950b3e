/** How Node, Jest and esbuild say that a package is missing. */
const MISSING_PACKAGE = [
  /Cannot find (?:module|package) '(@[a-z][\w.-]*\/[\w.-]+|[a-z][\w.-]*)/,
  /Module (\S+) in the \w+ option was not found/,
  /The package "([^"]+)" could not be found/,
];

/**
 * What to do about an error that comes from a package that is not installed. Plain JavaScript, since
 * what loads TypeScript may be missing as well.
 *
 * @param {string} text the error's message, or what a process that ended by it has written
 * @returns {string | undefined} undefined if the error is another one
 */
exports.incompleteInstallation = (text) => {
  const [name] = MISSING_PACKAGE.flatMap((pattern) => pattern.exec(text)?.[1] ?? []);
  if (!name) return undefined;
  return `node_modules is incomplete: ${name} is missing. Run npm ci, then try again.`;
};
