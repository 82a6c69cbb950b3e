import { type Mode, vectorNamed } from '../../sigv4/vectors';
import { signerInput } from './signer-input';

const inputOf = (name: string, mode: Mode = 'header') =>
  signerInput({ id: 7, vector: vectorNamed(name), mode });

describe('signerInput', () => {
  test('holds all that the signature depends on', () => {
    expect(inputOf('post-vanilla-query', 'query')).toEqual({
      id: 7,
      name: 'post-vanilla-query',
      mode: 'query',
      request: {
        method: 'POST',
        path: '/',
        query: 'Param1=value1',
        headers: [['Host', 'example.amazonaws.com']],
        body: '',
      },
      credentials: {
        accessKeyId: 'AKIDEXAMPLE',
        secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
      },
      region: 'us-east-1',
      service: 'service',
      timestamp: '20150830T123600Z',
      expiresIn: 3600,
      options: { normalizePath: true, signBody: false, signSessionToken: true },
    });
  });

  test('writes a body that is not UTF-8 in Base64', () => {
    const { request } = inputOf('payload-bytes');
    expect(request).not.toHaveProperty('body');
    expect(request.bodyBase64).toBe('AP/+gMMoAQ==');
  });

  test('leaves a folded header as it is', () => {
    const { request } = inputOf('get-header-value-multiline');
    expect(request.headers).toContainEqual(['My-Header1', 'value1\n  value2\n     value3']);
  });
});
