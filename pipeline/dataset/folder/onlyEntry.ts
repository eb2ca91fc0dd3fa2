/** Which file is in a zip, from the list at its end, since it may be a large one of something else. */
import { open } from 'node:fs/promises';
import { drawingsOf } from '../../../src/drawings/read/unwrap.ts';

/** A comment of at most 65,535 bytes stands behind the list, and 22 bytes that end it; the rest is for the list. */
const TAIL_BYTES = 2 ** 17;
const END = Buffer.from('PK\x05\x06', 'latin1');
const DIRECTORY_ENTRY = 0x02014b50;

/** @returns its name, without folders; undefined where there is none or several, or no zip that can be read. */
export async function onlyEntry(file: string): Promise<string | undefined> {
  const paths = await pathsIn(file).catch(() => []);
  const files = drawingsOf(paths.map((path) => ({ path }))).filter(({ path }) => !path.endsWith('/'));
  return files.length === 1 ? files[0]?.path.replace(/^.*[/\\]/, '') : undefined;
}

/** Paths in a zip; none where it is damaged, or has more than its last 128 KiB can list. */
async function pathsIn(file: string): Promise<string[]> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const tail = Buffer.alloc(Math.min(size, TAIL_BYTES));
    await handle.read(tail, 0, tail.length, size - tail.length);
    const end = tail.lastIndexOf(END);
    if (end === -1 || end + 22 > tail.length) return [];
    const paths: string[] = [];
    let at = tail.readUInt32LE(end + 16) - (size - tail.length);
    for (let i = tail.readUInt16LE(end + 10); i > 0; i--) {
      if (at < 0 || at + 46 > tail.length || tail.readUInt32LE(at) !== DIRECTORY_ENTRY) return [];
      const pathEnd = at + 46 + tail.readUInt16LE(at + 28);
      paths.push(tail.toString('utf8', at + 46, pathEnd));
      at = pathEnd + tail.readUInt16LE(at + 30) + tail.readUInt16LE(at + 32);
    }
    return paths;
  } finally {
    await handle.close();
  }
}
