import { defaultPrefix, hasPrefix, hasTags, namesOf } from './names';

test.each(['', 'Alice', 'a-b', '1a', 'a'.repeat(21), 'a_b'])('%p is no prefix', (prefix) => {
  expect(() => namesOf(prefix)).toThrow('cannot be used');
});

test.each([
  ['Ann.Lee', 'annlee'],
  ['007bond', 'bond'],
  ['Ωmega', 'mega'],
  ['***', 'learner'],
  ['a'.repeat(30), 'a'.repeat(20)],
])('the user %s gets the prefix %s', (userName, prefix) => {
  expect(defaultPrefix(userName)).toBe(prefix);
  expect(() => namesOf(prefix)).not.toThrow();
});

test('every name has the prefix, and no other prefix owns it', () => {
  const { prefix: _, tags: __, ...names } = namesOf('ann');
  for (const name of Object.values(names)) {
    expect(hasPrefix(namesOf('ann'), name)).toBe(true);
    expect(hasPrefix(namesOf('an'), name)).toBe(false);
  }
});

test('tags belong to one prefix', () => {
  expect(hasTags(namesOf('ann'), { ...namesOf('ann').tags, more: 'x' })).toBe(true);
  expect(hasTags(namesOf('ann'), namesOf('bob').tags)).toBe(false);
  expect(hasTags(namesOf('ann'), undefined)).toBe(false);
});
