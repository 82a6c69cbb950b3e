import type ts from 'typescript';
import { loadTypeScript } from './typescript';

const LINE_WIDTH = 100;

/**
 * Makes the starter of a solution: each function with an `@exercise` in its doc comment loses its
 * body to an error that says what is to be done, and the functions that only serve those bodies are
 * left out. A file without an `@exercise` is given to the learner as it is.
 *
 * @param solution the text of the finished file
 * @returns the text of the starter
 */
export function starterOf(solution: string): string {
  if (exercisesOf(solution).length === 0) return solution;
  const source = parse(solution);
  const kept = source.statements.map((statement) => starterStatement(statement, source));
  return `${kept
    .filter((text) => text !== '')
    .join('')
    .trim()}\n`;
}

/**
 * A solution as a learner's file contains it: without the notes from which starters are made.
 *
 * @param solution the text of the finished file
 */
export function finishedOf(solution: string): string {
  return withoutTask(solution);
}

export interface Exercise {
  functionName: string;
  /** What the untouched function throws. */
  todo: string;
}

/** The exercises of a finished file, in their order. */
export function exercisesOf(solution: string): Exercise[] {
  const ts = loadTypeScript();
  return parse(solution)
    .statements.filter(ts.isFunctionDeclaration)
    .flatMap((statement) => {
      const task = taskOf(statement);
      const functionName = statement.name?.text ?? '';
      return task === undefined ? [] : [{ functionName, todo: todoMessage(functionName, task) }];
    });
}

function parse(solution: string): ts.SourceFile {
  const ts = loadTypeScript();
  return ts.createSourceFile('solution.ts', solution, ts.ScriptTarget.Latest, true);
}

function starterStatement(statement: ts.Statement, source: ts.SourceFile): string {
  const ts = loadTypeScript();
  const text = statement.getFullText(source);
  if (!ts.isFunctionDeclaration(statement)) return text;
  const task = taskOf(statement);
  if (task === undefined) return isExported(statement) ? text : '';

  const { body, name } = statement;
  if (!body || !name) throw new Error('An @exercise belongs to a function without name or body.');
  const head = text.slice(0, body.getStart(source) - statement.getFullStart());
  return `${withoutTask(head)}{\n${throwing(todoMessage(name.text, task))}\n}`;
}

function todoMessage(functionName: string, task: string): string {
  return `TODO ${functionName}: ${task}`;
}

function taskOf(statement: ts.FunctionDeclaration): string | undefined {
  const ts = loadTypeScript();
  const tag = ts.getJSDocTags(statement).find(({ tagName }) => tagName.text === 'exercise');
  const comment = tag && ts.getTextOfJSDocComment(tag.comment);
  return comment ? comment.replace(/\s+/g, ' ').trim() : undefined;
}

/** The starter throws the task; it need not be in the doc comment as well. */
function withoutTask(head: string): string {
  return head.replace(/(?:\n \*)?\n \* @exercise [^\n]*(?:\n \* {3}[^\n]*)*(?=\n \*)/g, '');
}

function isExported(statement: ts.FunctionDeclaration): boolean {
  const ts = loadTypeScript();
  return statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

/** As Biome would format it, so that the starters need no formatting. */
function throwing(message: string): string {
  const line = `  throw new Error(${quoted(message)});`;
  return line.length <= LINE_WIDTH ? line : `  throw new Error(\n    ${quoted(message)},\n  );`;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
