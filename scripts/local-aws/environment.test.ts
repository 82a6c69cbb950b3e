import { environmentText } from './environment';

const AWS = {
  url: 'http://127.0.0.1:4566',
  recordsUrl: 'http://127.0.0.1:4566/_workshop/requests?token=0123',
  region: 'ap-northeast-1',
  accountId: '123456789012',
  credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret/key' },
};

test('sets what the AWS CLI, boto3 and the SDKs read', () => {
  const lines = environmentText(AWS, 'linux').split('\n');
  expect(lines).toEqual(
    expect.arrayContaining([
      "  export AWS_ENDPOINT_URL='http://127.0.0.1:4566'",
      "  export AWS_REGION='ap-northeast-1'",
      "  export AWS_DEFAULT_REGION='ap-northeast-1'",
      "  export AWS_ACCESS_KEY_ID='AKIAEXAMPLE'",
      "  export AWS_SECRET_ACCESS_KEY='secret/key'",
      '  unset AWS_SESSION_TOKEN',
    ]),
  );
});

/** In braces, since PowerShell would take the colon after a bare name for a part of it. */
const shellVariable = (name: string) => `\${env:${name}}`;

test('speaks the language of the shell on Windows', () => {
  const text = environmentText(AWS, 'win32');
  expect(text).toContain("  $env:AWS_ENDPOINT_URL = 'http://127.0.0.1:4566'");
  expect(text).toContain(
    `--user "${shellVariable('AWS_ACCESS_KEY_ID')}:${shellVariable('AWS_SECRET_ACCESS_KEY')}"`,
  );
  expect(text).not.toMatch(/export|unset/);
});

test('tells how curl and Postman sign', () => {
  const text = environmentText(AWS, 'darwin');
  expect(text).toContain('curl --aws-sigv4 "aws:amz:ap-northeast-1:execute-api"');
  expect(text).toContain('http://127.0.0.1:4566/_aws/execute-api/API/STAGE/');
  expect(text).toMatch(/Postman: .* region ap-northeast-1, service execute-api/);
});

test('tells where the records are, with what opens them', () => {
  expect(environmentText(AWS, 'linux')).toContain(AWS.recordsUrl);
});
