import { addressOf } from './address';

const REGION = 'eu-west-1';

function request(path: string, host = '127.0.0.1:4566') {
  const headers: [string, string][] = [['Host', host]];
  return { method: 'GET', path, query: '', headers, body: Buffer.alloc(0), sourceIp: '127.0.0.1' };
}

describe('addressOf', () => {
  test.each([
    ['/_aws/execute-api/a1b2c3/dev/pets/7', '/pets/7'],
    ['/_aws/execute-api/a1b2c3/dev/', '/'],
    ['/_aws/execute-api/a1b2c3/dev', '/'],
    ['/_aws/execute-api/a1b2c3/dev/a%2Fb', '/a%2Fb'],
    ['/_aws/execute-api/a1b2c3/dev//a//b', '/a//b'],
  ])('reads the path form %s', (path, below) => {
    expect(addressOf(request(path), REGION)).toEqual({
      apiId: 'a1b2c3',
      stage: 'dev',
      path: below,
      requestedPath: path.slice('/_aws/execute-api/a1b2c3'.length),
    });
  });

  test('passes over more slashes than one before the stage and behind it', () => {
    const host = 'a1b2c3.execute-api.eu-west-1.amazonaws.com';
    expect(addressOf(request('//dev//pets', host), REGION)).toEqual({
      apiId: 'a1b2c3',
      stage: 'dev',
      path: '/pets',
      requestedPath: '/dev//pets',
    });
  });

  test.each([
    'a1b2c3.execute-api.eu-west-1.amazonaws.com',
    'a1b2c3.execute-api.eu-west-1.amazonaws.com:4566',
    'A1B2C3.Execute-Api.eu-west-1.amazonaws.com',
  ])('reads the Host %s', (host) => {
    const expected = { apiId: 'a1b2c3', stage: 'dev', path: '/pets' };
    expect(addressOf(request('/dev/pets', host), REGION)).toMatchObject(expected);
  });

  test.each([
    '127.0.0.1:4566',
    'a1b2c3.execute-api.us-east-1.amazonaws.com',
    'a1b2c3.execute-api.eu-west-1.amazonaws.com.example.org',
    'apigateway.eu-west-1.amazonaws.com',
  ])('leaves /dev/pets of the Host %s to others', (host) => {
    expect(addressOf(request('/dev/pets', host), REGION)).toBeUndefined();
  });
});
