/**
 * Google's public bucket of Quick, Draw! bitmaps (CC BY 4.0). Of each file only the header and the rows that are
 * wanted are fetched, from row 100 on, into a cache that is verified on every load; what a broken connection
 * has brought is kept and gone on with.
 */
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { NPY_HEADER_LIMIT } from '../../src/drawings/read/npy-fields.ts';
import { rowBytes } from '../../src/drawings/read/npy-header.ts';
import { PIXELS } from '../../src/learning/classifier.ts';
import { assertCount, classDrawings } from './bitmaps.ts';
import { assertKnownClass, officialClasses } from './classes.ts';
import { FileChanged, type FileVersion, Interrupted, type RangeReply, requestRange } from './httpRange.ts';
import { makeFolder } from './makeFolder.ts';
import { officialNpyHeader } from './officialNpyHeader.ts';
import { type CachedRows, type CacheEntry, type Part, type RemoteFile, RowCache } from './rowCache.ts';
import { DatasetError, type DrawingSource, FIRST_TRAINING_ROW, type LoadProgress } from './source.ts';
import { withLock } from './withLock.ts';
import { asWriteError } from './writeWhole.ts';

/** The public bucket: https://github.com/googlecreativelab/quickdraw-dataset#get-the-data */
export const OFFICIAL_URL = 'https://storage.googleapis.com/quickdraw_dataset';

export interface OfficialOptions {
  readonly cacheDir: string;
  /** What `full/numpy_bitmap/<class>.npy` is appended to. */
  readonly baseUrl?: string | undefined;
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Waits between attempts. */
  readonly sleep?: ((ms: number) => Promise<unknown>) | undefined;
  /** Takes one line for people at a time. */
  readonly log?: ((line: string) => void) | undefined;
  /** Attempts before giving up; counted anew whenever a mebibyte has come. */
  readonly attempts?: number | undefined;
  /** Longest time without a byte, in milliseconds. */
  readonly stallMs?: number | undefined;
}

/** Rows of every file that a source gives: the first, and how many there may be. */
interface Span {
  readonly firstRow: number;
  readonly most: number;
}

const TO_LEARN_FROM: Span = { firstRow: FIRST_TRAINING_ROW, most: Number.POSITIVE_INFINITY };
const ON_SHOW: Span = { firstRow: 0, most: FIRST_TRAINING_ROW };

const ATTEMPTS = 5;
const STALL_MS = 30_000;
const FIRST_WAIT_MS = 500;
/** A transfer that brings this much has got on, and may fail as often as at first. */
const GETTING_ON_BYTES = 2 ** 20;
/** Times that a file may change on the server during one load. */
const MAX_CHANGES = 3;

/** The official drawings from a bucket. Nothing is asked of the server before the first call. */
export const officialSource = (options: OfficialOptions): DrawingSource => ({
  ...rowsOfBucket(options, TO_LEARN_FROM),
  exhibitsOf: () => rowsOfBucket({ ...options, cacheDir: path.join(options.cacheDir, 'exhibits') }, ON_SHOW),
});

function rowsOfBucket(options: OfficialOptions, span: Span): DrawingSource {
  const {
    cacheDir,
    baseUrl = OFFICIAL_URL,
    fetch = globalThis.fetch,
    sleep = delay,
    log = () => {},
    attempts = ATTEMPTS,
    stallMs = STALL_MS,
  } = options;
  const cache = new RowCache(cacheDir);
  /** By URL, so that asking what is there and then loading it reads the header once. */
  const remotes = new Map<string, RemoteFile>();

  /** Tries again, ever later, while the fault may pass. `attempt` returns or throws after telling `got` what has come. */
  async function persist<T>(url: string, attempt: (got: (bytes: number) => void) => Promise<T>): Promise<T> {
    let failures = 0;
    let progress = 0;
    for (;;) {
      try {
        return await attempt((bytes) => {
          progress += bytes;
        });
      } catch (error) {
        if (!(error instanceof Interrupted)) throw error;
        if (progress >= GETTING_ON_BYTES) failures = progress = 0;
        if (++failures >= attempts)
          throw new DatasetError(
            `${url}: ${error.message}, after ${attempts} attempts. Check the connection and run again: what has come is kept. Or use --data DIR or --data embedded.`,
            { cause: error },
          );
        const waitMs = Math.max(error.waitMs, FIRST_WAIT_MS * 2 ** (failures - 1));
        log(`${url}: ${error.message}; trying again in ${waitMs / 1000} s (${failures + 1} of ${attempts})`);
        await sleep(waitMs);
      }
    }
  }

  async function fetchRemote(url: string): Promise<RemoteFile> {
    const known = remotes.get(url);
    if (known) return known;
    const remote = await persist(url, async () => {
      const reply = await requestRange({ url, from: 0, to: NPY_HEADER_LIMIT, fetch, stallMs });
      const start = await collect(reply);
      const { rows, dataOffset, fileBytes } = officialNpyHeader(start, url, reply.version.totalBytes);
      return { url, etag: reply.version.etag, totalRows: rows, totalBytes: fileBytes, dataOffset };
    });
    remotes.set(url, remote);
    return remote;
  }

  /** Fetches what is missing of the first `count` usable rows; throws FileChanged. */
  async function complete(
    className: string,
    url: string,
    count: number,
    cached: CacheEntry | undefined,
    onProgress?: (progress: LoadProgress) => void,
  ): Promise<CachedRows> {
    const broken = await cache.part(className, url);
    const cachedBytes = cached ? cached.range[1] - cached.range[0] : 0;
    const resumed = broken && broken.bytes >= cachedBytes ? broken : undefined;
    const remote = resumed?.remote ?? describe(cached ?? (await fetchRemote(url)));
    assertEnough(className, count, remote, span);
    const part = resumed ?? (await cache.begin(className, remote, cached));
    // A broken-off transfer of more rows than are wanted now is kept whole.
    const rows = Math.max(count, Math.min(usable(remote, span), Math.floor(part.bytes / PIXELS)));
    const range = rowBytes(remote.dataOffset, span.firstRow, rows);
    const totalBytes = range[1] - range[0];

    const have = Math.min(part.bytes, totalBytes);
    if (have > 0) log(`${className}: ${have} of ${totalBytes} bytes are there already`);
    onProgress?.({ className, bytes: have, totalBytes });
    await append(part, range[0] + have, range[1], (position) =>
      onProgress?.({ className, bytes: position - range[0], totalBytes }),
    );
    return cache.finish(className, part, range);
  }

  /** Fetches bytes of the remote file to the part's end. */
  async function append(
    { file, remote }: Part,
    from: number,
    to: number,
    onPosition: (position: number) => void,
  ): Promise<void> {
    const version: FileVersion = { etag: remote.etag, totalBytes: remote.totalBytes };
    const { url } = remote;
    const start = rowBytes(remote.dataOffset, span.firstRow, 0)[0];
    let position = from;
    const handle = await open(file, 'r+').catch((error) => {
      throw asWriteError(error, file);
    });
    try {
      await persist(url, async (got) => {
        if (position >= to) return;
        const { bytes } = await requestRange({ url, from: position, to, version, fetch, stallMs });
        for await (const chunk of bytes) {
          await writeAt(handle, chunk, position - start, file);
          position += chunk.length;
          got(chunk.length);
          onPosition(position);
        }
      });
      await handle.sync().catch((error) => {
        throw asWriteError(error, file);
      });
    } finally {
      await handle.close();
    }
  }

  async function loadRows(
    className: string,
    count: number,
    onProgress?: (progress: LoadProgress) => void,
  ): Promise<CachedRows> {
    const url = fileUrl(baseUrl, className);
    let corrupt: string | undefined;
    const cached = await cache.read(className, url, (message) => {
      corrupt = message;
      log(`cache: ${message}; fetching it again`);
    });
    if (cached && cached.bytes.length >= count * PIXELS) {
      onProgress?.({ className, bytes: cached.bytes.length, totalBytes: cached.bytes.length });
      return cached;
    }
    let entry = cached?.entry;
    for (let changes = 0; ; changes++) {
      try {
        return await complete(className, url, count, entry, onProgress);
      } catch (error) {
        if (error instanceof FileChanged && changes < MAX_CHANGES) {
          log(`${className}: ${error.message}; starting again`);
          await cache.drop(className);
          remotes.delete(url);
          entry = undefined;
        } else if (error instanceof FileChanged)
          throw new DatasetError(`${error.message} ${changes + 1} times during one load. Try again later.`);
        else if (corrupt !== undefined && error instanceof DatasetError)
          throw new DatasetError(`cache: ${corrupt}; fetching it again failed: ${error.message}`, {
            cause: error,
          });
        else throw error;
      }
    }
  }

  return {
    kind: 'official',
    description: `official drawings from ${baseUrl}, ${span.firstRow > 0 ? `from row ${span.firstRow}` : `rows 0 to ${span.most - 1}`} of each file, kept in ${cacheDir}`,
    async available(className) {
      assertKnownClass(className, officialClasses(), 'among the official ones');
      const url = fileUrl(baseUrl, className);
      return usable((await cache.remote(className, url)) ?? (await fetchRemote(url)), span);
    },
    bytesToFetch: async (className, count) =>
      Math.max(0, count * PIXELS - (await cache.bytesHere(className, fileUrl(baseUrl, className)))),
    async load(className, count, onProgress) {
      assertKnownClass(className, officialClasses(), 'among the official ones');
      assertCount(className, count, Number.MAX_SAFE_INTEGER, '');
      makeFolder(cacheDir);
      const { entry, bytes } = await withLock(path.join(cacheDir, `${className}.lock`), () =>
        loadRows(className, count, onProgress),
      );
      return classDrawings(className, usable(entry, span), new Uint8Array(bytes.subarray(0, count * PIXELS)));
    },
  };
}

/**
 * Asks a bucket for the first bytes of one file.
 * @returns undefined when it answers as it should, else the reason.
 * @throws DatasetError when the base URL is not one.
 */
export async function probe(
  baseUrl: string,
  { fetch = globalThis.fetch, timeoutMs }: { fetch?: typeof globalThis.fetch | undefined; timeoutMs: number },
): Promise<string | undefined> {
  const url = fileUrl(baseUrl, 'cat');
  try {
    const start = await collect(
      await requestRange({ url, from: 0, to: NPY_HEADER_LIMIT, fetch, stallMs: timeoutMs }),
    );
    officialNpyHeader(start, url);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function fileUrl(baseUrl: string, className: string): string {
  if (!/^https?:\/\//.test(baseUrl) || !URL.canParse(baseUrl))
    throw new DatasetError(`base URL "${baseUrl}": expected one that begins with http:// or https://`);
  return `${baseUrl.replace(/\/+$/, '')}/full/numpy_bitmap/${encodeURIComponent(className)}.npy`;
}

function usable({ totalRows }: RemoteFile, { firstRow, most }: Span): number {
  return Math.min(most, Math.max(0, totalRows - firstRow));
}

function assertEnough(className: string, count: number, remote: RemoteFile, span: Span): void {
  const leftOut =
    span.firstRow > 0 ? `, of which the first ${span.firstRow} are left out as the site's exhibits` : '';
  const advice = `${remote.url} has ${remote.totalRows} rows${leftOut}. Ask for fewer.`;
  assertCount(className, count, usable(remote, span), advice);
}

/** Only the fields of a remote file. */
function describe({ url, etag, totalRows, totalBytes, dataOffset }: RemoteFile): RemoteFile {
  return { url, etag, totalRows, totalBytes, dataOffset };
}

/** @throws WriteError when the disk does not take them. */
async function writeAt(handle: FileHandle, bytes: Uint8Array, position: number, file: string): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const rest = bytes.length - done;
    const { bytesWritten } = await handle.write(bytes, done, rest, position + done).catch((error) => {
      throw asWriteError(error, file);
    });
    done += bytesWritten;
  }
}

async function collect(reply: RangeReply): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of reply.bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}
