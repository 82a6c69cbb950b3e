import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { InvalidZipError, readZip, unpackZip } from './zip';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zip-test-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a path that is a file and a folder is refused', () => {
  for (const file of ['a', './a', 'a/../a']) {
    const archive = zipSync({ [file]: strToU8(''), 'a/b': strToU8('') });
    expect(() => readZip(archive)).toThrow(InvalidZipError);
  }
});

test('files and folders are unpacked', async () => {
  const archive = zipSync({ 'index.js': strToU8('1'), lib: { 'deep.js': strToU8('2') } });
  await unpackZip(archive, join(folder, 'code'));
  expect(await readFile(join(folder, 'code/index.js'), 'utf8')).toBe('1');
  expect(await readFile(join(folder, 'code/lib/deep.js'), 'utf8')).toBe('2');
});

test.each(['../x', 'a/../../x', '/x', 'C:/x', 'C:x', '..\\x', 'a\\x', 'a\0b'])(
  'the path %j is refused, and nothing is written',
  async (path) => {
    const archive = zipSync({ 'index.js': strToU8('1'), [path]: strToU8('2') });
    await expect(unpackZip(archive, join(folder, 'code'))).rejects.toThrow(InvalidZipError);
    await expect(unpackZip(archive, join(folder, 'code'))).rejects.toThrow(JSON.stringify(path));
    expect(await readdir(folder)).toEqual([]);
  },
);

test('a symbolic link becomes an ordinary file', async () => {
  const SYMLINK_MODE = 0o120777 << 16;
  const link: Zippable = { link: [strToU8('/etc/passwd'), { os: 3, attrs: SYMLINK_MODE }] };
  await unpackZip(zipSync(link), join(folder, 'code'));
  expect(await readFile(join(folder, 'code/link'), 'utf8')).toBe('/etc/passwd');
});

test('a package that unpacks to more than 250 MiB is refused before it is inflated', () => {
  const archive = zipSync({ bomb: new Uint8Array(1024) });
  expect(() => readZip(withDeclaredSize(archive, 262_144_001))).toThrow(
    'Unzipped size must be smaller than 262144000 bytes',
  );
});

test('an archive that declares less than it holds gets no more memory than it declares', () => {
  const archive = withDeclaredSize(zipSync({ liar: new Uint8Array(1_000_000) }), 10);
  expect(readZip(archive).get('liar')?.length).toBeLessThanOrEqual(10);
});

test('an empty package and one of too many files are refused', () => {
  expect(() => readZip(zipSync({}))).toThrow('Uploaded file must be a non-empty zip');
  const names = Array.from({ length: 20_001 }, (_, index) => [`f${index}`, new Uint8Array()]);
  const archive = zipSync(Object.fromEntries(names), { level: 0 });
  expect(() => readZip(archive)).toThrow('more than 20000 files');
});

test('bytes that are no zip, or a broken one, give the error of Lambda', () => {
  const good = zipSync({ 'index.js': strToU8('exports.handler = async () => 1;'.repeat(20)) });
  const broken = fc.record({
    at: fc.nat(good.length - 1),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
  });
  fc.assert(
    fc.property(broken, fc.uint8Array(), ({ at, bytes }, noise) => {
      const damaged = Uint8Array.from(good);
      damaged.set(bytes.subarray(0, good.length - at), at);
      for (const archive of [damaged, noise]) readOrRefuse(archive);
    }),
  );
  expect(() => readZip(strToU8('no zip'))).toThrow(
    'Could not unzip uploaded file. Please check your file, then try to upload again.',
  );
});

/** Any other error than a refusal is a defect. */
function readOrRefuse(archive: Uint8Array): void {
  try {
    readZip(archive);
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidZipError);
  }
}

/** Rewrites the unpacked size of the first entry of the central directory. */
function withDeclaredSize(archive: Uint8Array, size: number): Uint8Array {
  const bytes = Buffer.from(archive);
  const entry = bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
  bytes.writeUInt32LE(size, entry + 24);
  return bytes;
}
