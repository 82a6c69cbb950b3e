import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Journal, type JournalEntry, outstanding } from './journal';

let directory: string;
let journal: Journal;

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'journal-'));
  journal = new Journal(path.join(directory, 'deep', 'journal.jsonl'));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

function entry(members: Partial<JournalEntry>): JournalEntry {
  return {
    at: '2026-01-01T00:00:00.000Z',
    state: 'made',
    kind: 'role',
    name: 'alice-caller',
    account: '123456789012',
    region: 'ap-northeast-1',
    prefix: 'alice',
    ...members,
  };
}

test('a journal that was never written is empty', () => {
  expect(journal.entries()).toEqual([]);
});

test('entries come back in their order', () => {
  const entries = [entry({ state: 'intended' }), entry({ state: 'made' })];
  for (const each of entries) journal.append(each);
  expect(journal.entries()).toEqual(entries);
});

test('a line that a crash has cut off spoils no other', () => {
  journal.append(entry({ name: 'alice-a' }));
  appendFileSync(path.join(directory, 'deep', 'journal.jsonl'), '{"at":"2026-01-01T00:0');
  journal.append(entry({ name: 'alice-b' }));
  expect(journal.entries().map(({ name }) => name)).toEqual(['alice-a', 'alice-b']);
});

test('outstanding is what was made and not removed since, roles in whatever region', () => {
  const entries = [
    entry({ name: 'alice-gone' }),
    entry({ name: 'alice-gone', state: 'removed', region: 'us-east-1' }),
    entry({ name: 'alice-again' }),
    entry({ name: 'alice-again', state: 'removed' }),
    entry({ name: 'alice-again' }),
    entry({ kind: 'api', name: 'alice-hello-api', id: 'a1' }),
    entry({ kind: 'api', name: 'alice-hello-api', id: 'a2' }),
    entry({ kind: 'api', name: 'alice-hello-api', id: 'a1', state: 'removed' }),
  ];
  expect(outstanding(entries).map(({ name, id }) => id ?? name)).toEqual(['alice-again', 'a2']);
});

test('an API that was intended, made and removed is gone; one that was only intended may be there', () => {
  const api = { kind: 'api', name: 'alice-hello-api' } as const;
  const first = [
    entry({ ...api, state: 'intended' }),
    entry({ ...api, id: 'a1' }),
    entry({ ...api, id: 'a1', state: 'removed' }),
  ];
  expect(outstanding(first)).toEqual([]);
  const again = entry({ ...api, state: 'intended' });
  expect(outstanding([...first, again])).toEqual([again]);
});
