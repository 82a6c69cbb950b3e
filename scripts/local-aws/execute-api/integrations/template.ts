import type { ApiRequestContext } from '../request-context';
import { IntegrationFailure } from './outcome';

/** What a mapping template can refer to. */
export interface TemplateInput {
  /** `$input.body` and `$input.json(…)`. */
  readonly body: string;
  /** `$input.params('…')`: the path's, query's and headers' values, in this order. */
  readonly params: Record<string, string>[];
  readonly stageVariables: Record<string, string>;
  readonly context: ApiRequestContext;
}

const REFERENCES: [RegExp, (input: TemplateInput, name: string) => string][] = [
  [/^input\.body$/, (input) => input.body],
  [/^input\.json\(['"](\$[^'"]*)['"]\)$/, (input, path) => jsonAt(input.body, path)],
  [/^input\.params\(['"]([^'"]+)['"]\)$/, (input, name) => paramOf(input, name)],
  [/^input\.params\(\)\.(\w+\.[\w-]+)$/, (input, path) => paramAt(input, path)],
  [/^stageVariables\.(\w+)$/, (input, name) => textOf(valueAt(input.stageVariables, [name]))],
  [/^context\.([\w.]+)$/, (input, path) => textOf(valueAt(input.context, path.split('.')))],
];

const QUOTED_CALL = /\((?:'[^']*'|"[^"]*")?\)/.source;
const REFERENCE = new RegExp(
  `\\$!?\\{([^}]*)\\}|\\$!?([a-zA-Z]\\w*(?:\\.\\w+)*(?:${QUOTED_CALL})?(?:(?<=\\(\\))(?:\\.[\\w-]+)+)?)`,
  'g',
);
const DIRECTIVE = /#(?:\{?(?:set|if|elseif|else|end|foreach|include|parse|stop|macro)\b|#|\*)/;

/**
 * Fills in a mapping template. Of the Velocity language, these references are understood:
 * `$input.body`, `$input.json('$.path')`, `$input.params('name')`, `$stageVariables.name` and
 * `$context.name`, each also as `${…}`. What they refer to may be absent, and is empty then.
 *
 * @throws IntegrationFailure `integration-misconfigured` for anything else of that language
 */
export function renderTemplate(template: string, input: TemplateInput): string {
  if (!template.includes('$') && !template.includes('#')) return template;
  const directive = DIRECTIVE.exec(template);
  if (directive) throw unsupported(directive[0]);
  return template.replace(REFERENCE, (whole, braced?: string, plain?: string) =>
    resolve(whole, braced ?? plain ?? '', input),
  );
}

function resolve(whole: string, expression: string, input: TemplateInput): string {
  for (const [form, value] of REFERENCES) {
    const found = form.exec(expression);
    if (found) return value(input, found[1] ?? '');
  }
  throw unsupported(whole);
}

function unsupported(part: string): IntegrationFailure {
  return new IntegrationFailure(
    'integration-misconfigured',
    `The mapping template uses ${part}, which local AWS does not support. It supports ` +
      "$input.body, $input.json('$.path'), $input.params('name'), $stageVariables.name " +
      'and $context.name.',
  );
}

/** The JSON text of what is at `$.a.b`; an empty body counts as an empty object. */
function jsonAt(body: string, path: string): string {
  const [, ...names] = path.split('.');
  return JSON.stringify(valueAt(parsed(body), names)) ?? '""';
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body === '' ? '{}' : body);
  } catch {
    throw new IntegrationFailure(
      'integration-misconfigured',
      'The mapping template reads $input.json, but the body is not JSON.',
    );
  }
}

function paramOf({ params }: TemplateInput, name: string): string {
  const holder = params.find((values) => Object.hasOwn(values, name));
  return holder?.[name] ?? '';
}

/** `path.id`, `querystring.page` or `header.Accept`; in other groups there is nothing. */
function paramAt({ params }: TemplateInput, path: string): string {
  const [group = '', name = ''] = path.split('.');
  const values = params[['path', 'querystring', 'header'].indexOf(group)] ?? {};
  return Object.hasOwn(values, name) ? values[name]! : '';
}

function valueAt(value: unknown, names: string[]): unknown {
  if (names.length === 0) return value;
  const [name, ...rest] = names;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name!)) return undefined;
  return valueAt((value as Record<string, unknown>)[name!], rest);
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
