import { CannotRun } from '../../terminal/cannot-run';
import { contestedCases, type Selection, selectCases } from './select-cases';

const select = (selection: Partial<Selection>) =>
  selectCases({ set: 'official', mode: 'both', only: [], ...selection });

describe('selectCases', () => {
  test('asks the official suite in header form, then in query form', () => {
    const cases = select({});
    expect(cases.map(({ id }) => id)).toEqual(Array.from({ length: 76 }, (_, index) => index + 1));
    expect(cases[0]).toMatchObject({ vector: { name: 'get-vanilla' }, mode: 'header' });
    expect(cases[38]).toMatchObject({ vector: { name: 'get-vanilla' }, mode: 'query' });
  });

  test('takes both sets, the official one first', () => {
    const suites = select({ set: 'all', mode: 'query' }).map(({ vector }) => vector.suite);
    expect(suites.slice(0, 38)).toEqual(Array(38).fill('official'));
    expect(new Set(suites.slice(38))).toEqual(new Set(['extended']));
  });

  test('takes single cases in the order of the set, each once', () => {
    const only = ['get-utf8', 'get-vanilla', 'get-utf8'];
    const names = select({ only, mode: 'header' }).map(({ vector }) => vector.name);
    expect(names).toEqual(['get-vanilla', 'get-utf8']);
  });

  test('takes the cases of S3 in place of a set', () => {
    const cases = select({ profile: 's3', set: 'all' });
    expect(new Set(cases.map(({ vector }) => vector.context.profile))).toEqual(new Set(['s3']));
    expect(contestedCases({ profile: 's3', set: 'all', mode: 'both', only: [] })).toEqual([]);
  });

  test.each([
    ['a slip', 'get-vanila', /^There is no case get-vanila .* Did you mean get-vanilla\?$/],
    ['a part of a name', 'multiline', /Did you mean get-header-value-multiline\?$/],
    ['a case of the other set', 'path-empty', /add --set extended/],
    ['a case for S3', 's3-object', /add --profile s3/],
    ['a contested case', 'header-te', /contested/],
    ['anything else', 'xyz', /It has 38, such as get-vanilla/],
  ])('says what may be meant by %s', (_, name, message) => {
    expect(() => select({ only: [name] })).toThrow(CannotRun);
    expect(() => select({ only: [name] })).toThrow(message);
  });

  test('says that a suite cannot be read', () => {
    expect(() => select({ suite: __dirname })).toThrow(CannotRun);
    expect(() => select({ suite: __dirname })).toThrow(/cannot be read.*no case of the official/);
  });
});
