import { remember } from './remember';

function counted(capacity: number) {
  const asked: string[] = [];
  const length = remember((text) => {
    asked.push(text);
    return text.length;
  }, capacity);
  return { length, asked };
}

test('computes the same but once', () => {
  const { length, asked } = counted(2);
  expect([length('ab'), length('abc'), length('ab'), length('abc')]).toEqual([2, 3, 2, 3]);
  expect(asked).toEqual(['ab', 'abc']);
});

test('keeps no more than it may', () => {
  const { length, asked } = counted(2);
  for (const text of ['a', 'bb', 'ccc', 'ccc', 'a']) expect(length(text)).toBe(text.length);
  expect(asked).toEqual(['a', 'bb', 'ccc', 'a']);
});
