import type { StoredResource } from '../services/apigateway/state';
import { matchRoute } from './route';

/** A resource of that path with those methods; the path serves as its id. */
function resource(path: string, ...methods: string[]): StoredResource {
  const entries = methods.map((httpMethod) => [
    httpMethod,
    { httpMethod, authorizationType: 'NONE' },
  ]);
  return { id: path, path, resourceMethods: Object.fromEntries(entries) };
}

const RESOURCES = [
  resource('/', 'GET'),
  resource('/{proxy+}', 'ANY'),
  resource('/pets', 'GET', 'POST'),
  resource('/pets/{id}', 'GET', 'ANY'),
  resource('/pets/{id}/toys', 'GET'),
  resource('/pets/mine', 'GET'),
  resource('/pets/{rest+}', 'GET'),
  resource('/empty'),
];

describe('matchRoute', () => {
  test.each([
    ['GET', '/', '/', 'GET', {}],
    ['GET', '/pets', '/pets', 'GET', {}],
    ['GET', '/pets/', '/pets', 'GET', {}],
    ['POST', '/pets', '/pets', 'POST', {}],
    ['GET', '/pets/mine', '/pets/mine', 'GET', {}],
    ['GET', '/pets/7', '/pets/{id}', 'GET', { id: '7' }],
    ['GET', '/pets/7/', '/pets/{id}', 'GET', { id: '7' }],
    ['PUT', '/pets/7', '/pets/{id}', 'ANY', { id: '7' }],
    ['GET', '/pets/a%20b', '/pets/{id}', 'GET', { id: 'a%20b' }],
    ['GET', '/pets/7/toys', '/pets/{id}/toys', 'GET', { id: '7' }],
    ['GET', '/pets/7/food', '/pets/{rest+}', 'GET', { rest: '7/food' }],
    ['GET', '/pets/mine/food', '/pets/{rest+}', 'GET', { rest: 'mine/food' }],
    ['DELETE', '/a/b/c', '/{proxy+}', 'ANY', { proxy: 'a/b/c' }],
    ['GET', '/empty', '/{proxy+}', 'ANY', { proxy: 'empty' }],
  ])('%s %s is served by %s %s', (method, path, resourcePath, served, pathParameters) => {
    expect(matchRoute(RESOURCES, method, path)).toEqual({
      resource: expect.objectContaining({ path: resourcePath }),
      method: expect.objectContaining({ httpMethod: served }),
      pathParameters,
    });
  });

  test('a greedy resource serves the method that the better resource lacks', () => {
    expect(matchRoute(RESOURCES, 'DELETE', '/pets')?.resource.path).toBe('/{proxy+}');
    expect(matchRoute(RESOURCES, 'constructor', '/pets')?.resource.path).toBe('/{proxy+}');
  });

  test('no resource serves a method that none of them has', () => {
    expect(matchRoute(RESOURCES, 'POST', '/')).toBeUndefined();
    expect(matchRoute([resource('/pets', 'GET')], 'constructor', '/pets')).toBeUndefined();
  });

  test('an empty segment is no value of a parameter', () => {
    expect(matchRoute([resource('/pets/{id}/toys', 'GET')], 'GET', '/pets//toys')).toBeUndefined();
  });

  test('the order of the resources does not matter', () => {
    const reversed = [...RESOURCES].reverse();
    expect(matchRoute(reversed, 'GET', '/pets/mine')?.resource.path).toBe('/pets/mine');
    expect(matchRoute(reversed, 'GET', '/pets/7/food')?.resource.path).toBe('/pets/{rest+}');
  });
});
