import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { unifiedDiff } from '../diff/unified';
import type { Style } from '../show/style';
import { sourcesOf } from '../sources';

/**
 * What is left to change in one function of the learner's to make it that of the solution.
 *
 * @returns a diff of the function alone, with those it stands on where the learner's file lacks
 *   them; the empty text if nothing differs; null if the step's solution has no such function
 */
export function functionDiff(
  stepId: string,
  functionName: string,
  { root, style }: { root: string; style: Style },
): string | null {
  for (const { file, solution } of sourcesOf(stepId, root)) {
    const finished = declarationsIn(solution);
    if (!finished.has(functionName)) continue;
    const own = declarationsIn(readOwn(path.join(root, file)));
    const helpers = helpersOf(functionName, finished).filter((name) => !own.has(name));
    const texts = [functionName, ...helpers].map((name) => finished.get(name)?.text ?? '');
    const pair = {
      before: own.has(functionName) ? `${own.get(functionName)?.text}\n` : '',
      after: `${texts.join('\n\n')}\n`,
      beforeName: file,
      afterName: file.replace(/^steps/, 'solutions'),
    };
    return unifiedDiff(pair, style);
  }
  return null;
}

/** A function or a constant at the top level of a file. */
interface Declaration {
  /** Without the comment above it. */
  text: string;
  /** Every name that occurs in it. */
  names: Set<string>;
}

function readOwn(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8').replaceAll('\r', '') : '';
}

function declarationsIn(text: string): Map<string, Declaration> {
  const source = ts.createSourceFile('step.ts', text, ts.ScriptTarget.Latest, true);
  const entries = source.statements.flatMap((statement) => {
    const name = nameOf(statement);
    const declaration = { text: statement.getText(source), names: namesIn(statement) };
    return name ? [[name, declaration] as const] : [];
  });
  return new Map(entries);
}

function nameOf(statement: ts.Statement): string | undefined {
  if (ts.isFunctionDeclaration(statement)) return statement.name?.text;
  if (!ts.isVariableStatement(statement)) return undefined;
  const [declared] = statement.declarationList.declarations;
  return declared && ts.isIdentifier(declared.name) ? declared.name.text : undefined;
}

function namesIn(node: ts.Node, names = new Set<string>()): Set<string> {
  if (ts.isIdentifier(node)) names.add(node.text);
  ts.forEachChild(node, (child) => {
    namesIn(child, names);
  });
  return names;
}

/** All that a function of a file stands on in the same file, in the order of the file. */
function helpersOf(functionName: string, declarations: Map<string, Declaration>): string[] {
  const found = new Set([functionName]);
  // A set that grows while it is walked is walked to its end.
  for (const name of found) {
    for (const used of declarations.get(name)?.names ?? []) {
      if (declarations.has(used)) found.add(used);
    }
  }
  return [...declarations.keys()].filter((name) => name !== functionName && found.has(name));
}
