/**
 * Writes `.br` and `.gz` beside every file of the built site that gets smaller by it, for hosts that serve such files by
 * Accept-Encoding. Large files are kept compressed in a cache by their content, so that only changes cost time.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { AstroIntegration } from 'astro';

/** Everything else that a site has is compressed in itself: PNG, WOFF2. */
const COMPRESSIBLE = new Set(
  '.css .csv .html .ico .js .json .mjs .npy .onnx .svg .txt .wasm .webmanifest .xml'.split(' '),
);
/** A packet holds as much anyway. */
const LEAST_BYTES = 1024;
/** Above this Brotli gets quality 9 rather than 11: a tenth larger in a tenth of the time. */
const LARGE_BYTES = 64 * 1024;
/** Files that are worked on at a time; zlib has as many threads. */
const AT_A_TIME = 4;

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

const ENCODERS: Readonly<Record<'br' | 'gz', (bytes: Buffer) => Promise<Buffer>>> = {
  br: (bytes) =>
    brotli(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: bytes.length > LARGE_BYTES ? 9 : 11,
        [constants.BROTLI_PARAM_LGWIN]: 24,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
  gz: (bytes) => gzipped(bytes, { level: 9 }),
};

export interface Compressed {
  readonly files: number;
  readonly bytes: number;
  readonly brotliBytes: number;
}

/** @returns what was compressed; files that do not get smaller are left alone. */
export async function precompressFolder(folder: string, cache: string): Promise<Compressed> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  return precompressFiles(
    names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)),
    cache,
  );
}

/** As `precompressFolder`, of some files. */
export async function precompressFiles(paths: readonly string[], cache: string): Promise<Compressed> {
  const waiting = paths.filter((path) => COMPRESSIBLE.has(extname(path)));
  const total = { files: 0, bytes: 0, brotliBytes: 0 };
  const work = async () => {
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      const bytes = await readFile(path);
      if (bytes.length < LEAST_BYTES) continue;
      const sizes = await Promise.all([
        writeSmaller(path, bytes, 'br', cache),
        writeSmaller(path, bytes, 'gz', cache),
      ]);
      total.files += 1;
      total.bytes += bytes.length;
      total.brotliBytes += sizes[0];
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  return total;
}

/** @returns the bytes to send for the file. */
async function writeSmaller(
  path: string,
  bytes: Buffer,
  encoding: 'br' | 'gz',
  cache: string,
): Promise<number> {
  const compressed = await cached(bytes, encoding, cache);
  if (compressed.length >= bytes.length) return bytes.length;
  await writeFile(`${path}.${encoding}`, compressed);
  return compressed.length;
}

async function cached(bytes: Buffer, encoding: 'br' | 'gz', cache: string): Promise<Buffer> {
  const encode = () => ENCODERS[encoding](bytes);
  if (bytes.length <= LARGE_BYTES) return encode();
  const path = join(cache, `${createHash('sha256').update(bytes).digest('hex')}.${encoding}`);
  const known = await readFile(path).catch(() => null);
  if (known !== null) return known;
  const compressed = await encode();
  await mkdir(cache, { recursive: true });
  const unfinished = `${path}.${process.pid}.tmp`;
  await writeFile(unfinished, compressed);
  await rename(unfinished, path);
  return compressed;
}

/** Where its results are kept from build to build. */
export const precompressCache = (root: URL): string =>
  fileURLToPath(new URL('node_modules/.cache/precompress/', root));

/** To be listed after everything that writes into the site, but for `offline`, which compresses what it writes. */
export default function precompress(): AstroIntegration {
  let cache = '';
  return {
    name: 'precompress',
    hooks: {
      'astro:config:done': ({ config }) => {
        cache = precompressCache(config.root);
      },
      'astro:build:done': async ({ dir, logger }) => {
        const { files, bytes, brotliBytes } = await precompressFolder(fileURLToPath(dir), cache);
        const mb = (count: number) => `${(count / 1e6).toFixed(1)} MB`;
        logger.info(`${files} files, ${mb(bytes)}, are ${mb(brotliBytes)} with Brotli`);
      },
    },
  };
}
