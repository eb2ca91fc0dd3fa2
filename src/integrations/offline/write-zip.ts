/** Writes the whole site into one file, for a school's server or a USB stick. */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { Zip, type ZipInputFile } from 'fflate';
import type { KeptList } from '../../components/offline/kept-list.ts';
import { addressOf, keptNames } from './kept-list-of.ts';
import { pageForFiles } from './page-for-files.ts';
import { relativeAddresses } from './relative-addresses.ts';
import { workerFiles } from './worker-files.ts';

export const ZIP_NAME = 'doodles-site.zip';
/** The folder that comes out of it. */
const TOP = 'doodles-site';
/** The same for every file of every build, so that the same site gives the same bytes. */
const WRITTEN = new Date('2020-01-01T12:00:00');
/** Of gzip, around what a ZIP holds as it is. */
const GZIP_HEAD = 10;
const GZIP_TAIL = 8;

const readMe = (base: string) => `Doodles: how machines learn to read them

With a web server everything works. On a computer with Python, in this folder:

    python3 -m http.server 8000

and then open http://localhost:8000${base}

Without one, open ${base.slice(1)}index.html: the article reads, but nothing that moves does.
`;

/**
 * @param folder of the built site, with the `.gz` of its files beside them
 * @param base address at which it stands: so it does below the ZIP's own folder
 * @param list of its files, as they are without the ZIP
 * @param code of its service worker
 * @returns bytes of the ZIP
 */
export async function writeZip(folder: string, base: string, list: KeptList, code: string): Promise<number> {
  const changed = new Map<string, Buffer>();
  const names = [...(await keptNames(folder)), '404.html'];
  const whole = new Map<string, Buffer>();
  for (const name of names) whole.set(name, await readFile(join(folder, name)));
  const bytesOf = (path: string) => {
    const bytes = whole.get(path);
    if (bytes === undefined) throw new Error(`a page shows ${path}, which is not in the site`);
    return bytes;
  };
  for (const [name, bytes] of whole) {
    if (name.endsWith('.html'))
      changed.set(name, Buffer.from(pageForFiles(bytes.toString(), name, base, bytesOf)));
    if (name.endsWith('.css'))
      changed.set(name, Buffer.from(relativeAddresses(bytes.toString(), name, base)));
  }
  const byAddress = new Map([...changed].map(([name, bytes]) => [addressOf(name, ''), bytes]));
  const files = list.files.map((file) => {
    const bytes = byAddress.get(file.path);
    if (bytes === undefined) return file;
    const sha256 = createHash('sha256').update(bytes).digest('base64');
    return { ...file, sha256, bytes: bytes.length, lineBytes: bytes.length };
  });

  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  const add = (name: string, bytes: Buffer, packed: Buffer) => {
    const isSmaller = packed.length < bytes.length;
    const file: ZipInputFile = {
      filename: `${TOP}/${name}`,
      size: bytes.length,
      crc: crc32(bytes),
      compression: isSmaller ? 8 : 0,
      mtime: WRITTEN,
    };
    zip.add(file);
    file.ondata?.(null, Uint8Array.from(isSmaller ? packed : bytes), true);
  };
  const addText = (name: string, text: string) => {
    const bytes = Buffer.from(text);
    add(name, bytes, deflateRawSync(bytes, { level: 9 }));
  };
  addText('READ-ME.txt', readMe(base));
  const below = base.slice(1);
  for (const [name, text] of Object.entries(workerFiles({ files }, code))) addText(below + name, text);
  for (const [name, bytes] of whole) {
    const other = changed.get(name);
    if (other !== undefined) add(below + name, other, deflateRawSync(other, { level: 9 }));
    else add(below + name, bytes, await packedOf(join(folder, name), bytes));
  }
  zip.end();
  const all = Buffer.concat(chunks);
  await writeFile(join(folder, ZIP_NAME), all);
  return all.length;
}

/** What gzip has made of a file, without its frame; the file itself where it made nothing of it. */
async function packedOf(path: string, bytes: Buffer): Promise<Buffer> {
  const gzipped = await readFile(`${path}.gz`).catch(() => null);
  return gzipped === null ? bytes : gzipped.subarray(GZIP_HEAD, gzipped.length - GZIP_TAIL);
}
