import { once, remember } from './remember';

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

test('computes a value when it is first asked for it, even if that is undefined', () => {
  let asked = 0;
  const nothing = once(() => {
    asked += 1;
    return undefined;
  });
  expect(asked).toBe(0);
  expect([nothing(), nothing()]).toEqual([undefined, undefined]);
  expect(asked).toBe(1);
});
