import { IntegrationFailure } from './outcome';
import { renderTemplate, type TemplateInput } from './template';

const INPUT: TemplateInput = {
  body: '{"pet":{"name":"Rex","age":3}}',
  params: [{ id: '7' }, { id: 'query', page: '2' }, { Accept: 'text/plain' }],
  stageVariables: { color: 'blue' },
  context: {
    stage: 'dev',
    requestTimeEpoch: 12,
    identity: { sourceIp: '127.0.0.1', userArn: null },
  } as TemplateInput['context'],
};

describe('renderTemplate', () => {
  test.each([
    ['{"statusCode": 200}', '{"statusCode": 200}'],
    ['$input.body', INPUT.body],
    ["$input.json('$')", INPUT.body],
    ["$input.json('$.pet.name')", '"Rex"'],
    ["$input.json('$.pet.age')", '3'],
    ["$input.json('$.none')", '""'],
    ["id=$input.params('id')", 'id=7'],
    ['$input.params("page")/$input.params("Accept")', '2/text/plain'],
    ["[$input.params('none')]", '[]'],
    ['$input.params().path.id, $input.params().querystring.page', '7, 2'],
    ['[$input.params().header.none]', '[]'],
    [`$stageVariables.color, \${stageVariables.color}s`, 'blue, blues'],
    ['[$stageVariables.none]', '[]'],
    ['[$stageVariables.constructor$context.constructor]', '[]'],
    ['$context.stage at $context.requestTimeEpoch.', 'dev at 12.'],
    ['$context.identity.sourceIp $!context.identity.userArn', '127.0.0.1 '],
    ['it costs $5, #1 of 100%', 'it costs $5, #1 of 100%'],
  ])('%s gives %s', (template, expected) => {
    expect(renderTemplate(template, INPUT)).toBe(expected);
  });

  test('an empty body is an empty object', () => {
    expect(renderTemplate("$input.json('$')", { ...INPUT, body: '' })).toBe('{}');
  });

  test.each([
    '#set($a = 1)$a',
    "#if($input.params('id'))a#end",
    '## a comment',
    '$util.escapeJavaScript($input.body)',
    "$input.path('$.pet')",
    '$name',
    `\${stageVariables}`,
  ])('%s is refused by name', (template) => {
    expect(() => renderTemplate(template, INPUT)).toThrow(/local AWS does not support/);
    expect(() => renderTemplate(template, INPUT)).toThrow(IntegrationFailure);
  });

  test('$input.json of a body that is no JSON is a failure', () => {
    expect(() => renderTemplate("$input.json('$')", { ...INPUT, body: 'x' })).toThrow(/not JSON/);
  });
});
