/** Lists what of a built site can be kept on a device, with checksums and weights. */
import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { KeptFile, KeptList, Part } from '../../components/offline/kept-list.ts';

/** Not for keeping: what is of use on the server alone, pictures for links on other people's sites, and lists for the pipeline. */
const NOT_KEPT = /\.(br|gz|zip)$|^sw\.js$|^404\.html$|^social\.png$|^rows\/|^_astro\/offline-\w+\.json$/;
/** The sheets of the words that readers may train on, and the pages that show them. */
const OF_WORDS = /^exhibits\/words\/.*\.png$|^words\//;
/** Digits of the checksum in the address of a model; as in `src/components/site-path.ts`. */
const DIGITS = 16;

const partOf = (name: string): Part => (OF_WORDS.test(name) ? 'words' : 'site');

/** Names of the files below a folder that are to be kept, with `/` between folders, sorted. */
export async function keptNames(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((name) => !NOT_KEPT.test(name))
    .sort();
}

/** How pages ask for a file: folders for their pages, models with their checksum. */
export function addressOf(name: string, sha256: string): string {
  if (/(^|\/)index\.html$/.test(name)) return name.slice(0, -'index.html'.length);
  return encodeURI(name.startsWith('models/') ? `${name}?v=${sha256.slice(0, DIGITS)}` : name);
}

/** @param folder of the built site, compressed */
export async function keptListOf(folder: string): Promise<KeptList> {
  const files: KeptFile[] = [];
  for (const name of await keptNames(folder)) {
    const path = join(folder, name);
    const content = await readFile(path);
    const digest = createHash('sha256').update(content).digest();
    files.push({
      path: addressOf(name, digest.toString('hex')),
      sha256: digest.toString('base64'),
      part: partOf(name),
      lineBytes: await sizeOf(path, '.br', content.length),
      bytes: content.length,
    });
  }
  return { files };
}

/** What is sent for a file: its compressed form, where there is one. */
async function sizeOf(path: string, suffix: string, otherwise: number): Promise<number> {
  const found = await stat(path + suffix).catch(() => null);
  return found?.size ?? otherwise;
}

export interface Weight {
  files: number;
  lineBytes: number;
  bytes: number;
}

export function weightsOf({ files }: KeptList): Record<Part, Weight> {
  const weights = {
    site: { files: 0, lineBytes: 0, bytes: 0 },
    words: { files: 0, lineBytes: 0, bytes: 0 },
  };
  for (const { part, lineBytes, bytes } of files) {
    const weight = weights[part];
    weight.files += 1;
    weight.lineBytes += lineBytes;
    weight.bytes += bytes;
  }
  return weights;
}
