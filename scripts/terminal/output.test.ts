import { outputTo } from './output';

function written(isTTY: boolean, write: (output: ReturnType<typeof outputTo>) => void): string {
  const texts: string[] = [];
  write(outputTo({ isTTY, write: (text) => texts.push(text) }));
  return texts.join('');
}

test('a passing line is written over on a terminal, and is a line elsewhere', () => {
  const write = (output: ReturnType<typeof outputTo>) => {
    output.passing('waiting 2 s');
    output.passing('waiting 1 s');
    output.line('done');
  };
  expect(written(false, write)).toBe('waiting 2 s\nwaiting 1 s\ndone\n');
  expect(written(true, write)).toBe('waiting 2 s\r\u001b[Kwaiting 1 s\r\u001b[Kdone\n');
});

test('a hidden text is masked, as it is and percent-encoded', () => {
  const shown = written(false, (output) => {
    output.hide('a/b+c=');
    output.line('token a/b+c= and a%2Fb%2Bc%3D and a%252Fb%252Bc%253D');
  });
  expect(shown).toBe('token ******** and ******** and ********\n');
});

test.each([
  'x-amz-security-token:IQoJb3JpZ2luX2VjEXAMPLE',
  'https://host/?X-Amz-Security-Token=IQoJb3JpZ2luX2VjEXAMPLE&X-Amz-Date=1',
  '"sessionToken": "IQoJb3JpZ2luX2VjEXAMPLE"',
  "AWS_SECRET_ACCESS_KEY: 'IQoJb3JpZ2luX2VjEXAMPLE',",
  'AWS_SESSION_TOKEN=IQoJb3JpZ2luX2VjEXAMPLE',
])('what is under the name of a secret is masked: %s', (text) => {
  const shown = written(false, (output) => output.line(text));
  expect(shown).not.toContain('IQoJb3JpZ2luX2VjEXAMPLE');
  expect(shown).toContain('********');
});

test('what follows a token in a text that is JSON stays', () => {
  const shown = written(false, (output) =>
    output.line(String.raw`"x-amz-security-token:IQoJb3JpZ2luEXAMPLE\n\nhost;x-amz-date"`),
  );
  expect(shown).toBe(String.raw`"x-amz-security-token:********\n\nhost;x-amz-date"` + '\n');
});

test('a variable of the shell is no secret: the command can be copied', () => {
  const command = 'curl -H "X-Amz-Security-Token: $TOKEN" https://host/';
  expect(written(false, (output) => output.line(command))).toBe(`${command}\n`);
});
