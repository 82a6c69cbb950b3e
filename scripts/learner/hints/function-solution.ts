import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type ts from 'typescript';
import { unifiedDiff } from '../../terminal/diff/unified';
import type { Style } from '../../terminal/screen';
import { sourcesOf } from '../sources';
import { loadTypeScript } from '../typescript';

/**
 * What is left to change in one function of the learner's to make it that of the solution.
 *
 * @returns a diff of the function alone, with the imports and functions it depends on where the
 *   learner's file lacks them; the empty text if nothing differs; undefined if the step's solution has no
 *   such function
 */
export function functionDiff(
  stepId: string,
  functionName: string,
  { root, style }: { root: string; style: Style },
): string | undefined {
  for (const { file, solution } of sourcesOf(stepId, root)) {
    const finished = declarationsIn(solution);
    if (!finished.has(functionName)) continue;
    const own = declarationsIn(readOwn(path.join(root, file)));
    const isOwn = (name: string) => !isLacking(finished.get(name), own.get(name));
    const lacking = helpersOf(functionName, finished, isOwn);
    const imports = lacking.filter((name) => finished.get(name)?.isImport);
    const helpers = lacking.filter((name) => !imports.includes(name));
    const pair = {
      before: joined(own, imports, [functionName]),
      after: joined(finished, imports, [functionName, ...helpers]),
      beforeName: file,
      afterName: file.replace(/^steps/, 'solutions'),
    };
    return unifiedDiff(pair, style);
  }
  return undefined;
}

/** A function of a step's solution and those that it depends on there, itself first. */
export function functionWithHelpers(stepId: string, functionName: string, root: string): string[] {
  const finished = sourcesOf(stepId, root)
    .map(({ solution }) => declarationsIn(solution))
    .find((declarations) => declarations.has(functionName));
  return finished ? [functionName, ...helpersOf(functionName, finished)] : [];
}

/** A function or a constant at the top level of a file, or a name that it imports. */
interface Declaration {
  /** Without the comment above it. */
  text: string;
  /** Every name that occurs in it. */
  names: Set<string>;
  isImport: boolean;
}

/** Helpers may be written in any way; a name that is imported from elsewhere is another thing. */
function isLacking(finished: Declaration | undefined, own: Declaration | undefined): boolean {
  return !own || (finished?.isImport === true && own.text !== finished.text);
}

function joined(from: Map<string, Declaration>, imports: string[], names: string[]): string {
  const texts = (of: string[]) => of.flatMap((name) => from.get(name)?.text ?? []);
  const blocks = [texts(imports).join('\n'), ...texts(names)].filter((text) => text !== '');
  return blocks.map((text) => `${text}\n`).join('\n');
}

function readOwn(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8').replaceAll('\r', '') : '';
}

function declarationsIn(text: string): Map<string, Declaration> {
  const ts = loadTypeScript();
  const source = ts.createSourceFile('step.ts', text, ts.ScriptTarget.Latest, true);
  const entries = source.statements.flatMap((statement) => {
    if (ts.isImportDeclaration(statement)) return importsIn(statement);
    const name = nameOf(statement);
    const names = namesIn(statement);
    const declaration = { text: statement.getText(source), names, isImport: false };
    return name ? [[name, declaration] as const] : [];
  });
  return new Map(entries);
}

/** What an import brings, each name in a line of its own, however it is written. */
function importsIn({ importClause, moduleSpecifier }: ts.ImportDeclaration) {
  const ts = loadTypeScript();
  const { name, namedBindings } = importClause ?? {};
  const named = namedBindings && ts.isNamedImports(namedBindings) ? namedBindings.elements : [];
  const namespace =
    namedBindings && ts.isNamespaceImport(namedBindings) ? namedBindings : undefined;
  const brought = [
    ...(name ? [[name.text, name.text]] : []),
    ...(namespace ? [[namespace.name.text, `* as ${namespace.name.text}`]] : []),
    ...named.map((one) => {
      const original = one.propertyName ? `${one.propertyName.text} as ` : '';
      return [one.name.text, `{ ${original}${one.name.text} }`];
    }),
  ];
  const from = ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : '';
  return brought.map(([local = '', binding]) => {
    const text = `import ${binding} from '${from}';`;
    return [local, { text, names: new Set<string>(), isImport: true }] as const;
  });
}

function nameOf(statement: ts.Statement): string | undefined {
  const ts = loadTypeScript();
  if (ts.isFunctionDeclaration(statement)) return statement.name?.text;
  if (!ts.isVariableStatement(statement)) return undefined;
  const [declared] = statement.declarationList.declarations;
  return declared && ts.isIdentifier(declared.name) ? declared.name.text : undefined;
}

function namesIn(node: ts.Node, names = new Set<string>()): Set<string> {
  const ts = loadTypeScript();
  if (ts.isIdentifier(node)) names.add(node.text);
  ts.forEachChild(node, (child) => {
    namesIn(child, names);
  });
  return names;
}

/**
 * What a function of a file depends on in the same file, in the order of the file.
 *
 * @param isLeftOut leaves out a name, and what only that depends on
 */
function helpersOf(
  functionName: string,
  declarations: Map<string, Declaration>,
  isLeftOut: (name: string) => boolean = () => false,
): string[] {
  const found = new Set([functionName]);
  // A set that grows while it is walked is walked to its end.
  for (const name of found) {
    for (const used of declarations.get(name)?.names ?? []) {
      if (declarations.has(used) && !isLeftOut(used)) found.add(used);
    }
  }
  return [...declarations.keys()].filter((name) => name !== functionName && found.has(name));
}
