/**
 * The first usable rows of remote files, kept on disk. Of each class there are `<class>-<checksum>.rows`
 * (the rows alone), `<class>.json` (what they are), and while they are being fetched `<class>.part` with
 * `<class>.part.json`. A finished file is only ever renamed into place, and named by its checksum, so that
 * neither a crash nor a second run can pair rows with another file's description.
 */
import { copyFile, mkdir, open, readFile, rename, rm, stat, truncate } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { sha256 } from './bitmaps.ts';
import { DatasetError } from './source.ts';
import { asWriteError, writeWhole } from './writeWhole.ts';

/** Of the files in this folder. A newer project may keep them differently, and then says so by a larger number. */
const CACHE_VERSION = 1;
const versioned = z.object({ cacheVersion: z.int().min(1).default(1) });

/** A remote file as its header and the server describe it. */
const remoteSchema = z.object({
  url: z.string(),
  etag: z.string(),
  totalRows: z.int().min(0),
  totalBytes: z.int().min(0),
  dataOffset: z.int().min(0),
});
export type RemoteFile = z.infer<typeof remoteSchema>;

const entrySchema = remoteSchema.extend({
  file: z.string(),
  /** Bytes of the remote file: the first, and the one after the last. */
  range: z.tuple([z.int(), z.int()]),
  sha256: z.string(),
});
export type CacheEntry = z.infer<typeof entrySchema>;

export interface CachedRows {
  readonly entry: CacheEntry;
  readonly bytes: Uint8Array;
}

/** A file that is being fetched. */
export interface Part {
  readonly file: string;
  readonly remote: RemoteFile;
  /** Bytes that are there. */
  readonly bytes: number;
}

export class RowCache {
  readonly folder: string;
  constructor(folder: string) {
    this.folder = folder;
  }

  /** What is known of a class's remote file, from finished or unfinished rows; undefined when it is of another URL. */
  async remote(name: string, url: string): Promise<RemoteFile | undefined> {
    const remote = (await this.#entry(name)) ?? (await this.#readJson(`${name}.part.json`, remoteSchema));
    return remote?.url === url ? remote : undefined;
  }

  /** Bytes of a class's rows that are here, finished or not; unverified. */
  async bytesHere(name: string, url: string): Promise<number> {
    const entry = await this.#entry(name);
    const finished = entry?.url === url ? entry.range[1] - entry.range[0] : 0;
    return Math.max(finished, (await this.part(name, url))?.bytes ?? 0);
  }

  /**
   * The rows of a class, verified.
   * @param onCorrupt told, in words, that they are not what was once fetched; they are then gone.
   */
  async read(
    name: string,
    url: string,
    onCorrupt: (message: string) => void,
  ): Promise<CachedRows | undefined> {
    const entry = await this.#entry(name);
    if (entry?.url !== url) return undefined;
    const file = path.join(this.folder, entry.file);
    const bytes = await readFile(file).catch(() => undefined);
    const got = bytes === undefined ? 'none (no such file)' : sha256(bytes);
    if (bytes !== undefined && got === entry.sha256) return { entry, bytes };
    onCorrupt(`${file}: SHA-256 ${got}, expected ${entry.sha256}`);
    await this.drop(name);
    return undefined;
  }

  /** What a broken-off transfer has left of a remote file, if anything. */
  async part(name: string, url: string): Promise<Part | undefined> {
    const remote = await this.#readJson(`${name}.part.json`, remoteSchema);
    if (remote?.url !== url) return undefined;
    const file = this.#partFile(name);
    const size = (await stat(file).catch(() => undefined))?.size;
    return size === undefined ? undefined : { file, remote, bytes: size };
  }

  /** Begins a transfer, with the finished rows if there are any. */
  async begin(name: string, remote: RemoteFile, finished?: CacheEntry): Promise<Part> {
    return this.#writing(this.#partFile(name), () => this.#begin(name, remote, finished));
  }

  async #begin(name: string, remote: RemoteFile, finished?: CacheEntry): Promise<Part> {
    await mkdir(this.folder, { recursive: true });
    const file = this.#partFile(name);
    await rm(file, { force: true }); // an older part must never stand beside the new description
    await writeWhole(path.join(this.folder, `${name}.part.json`), toJson(remote));
    if (finished) await copyFile(path.join(this.folder, finished.file), file);
    else await (await open(file, 'w')).close();
    return { file, remote, bytes: finished ? finished.range[1] - finished.range[0] : 0 };
  }

  /** Turns a part into finished rows: its first `range` bytes, which must be there. */
  async finish(name: string, part: Part, range: [number, number]): Promise<CachedRows> {
    return this.#writing(part.file, () => this.#finish(name, part, range));
  }

  async #finish(name: string, part: Part, range: [number, number]): Promise<CachedRows> {
    await truncate(part.file, range[1] - range[0]);
    const bytes = await readFile(part.file);
    const digest = sha256(bytes);
    const old = await this.#entry(name);
    const entry: CacheEntry = {
      ...part.remote,
      file: `${name}-${digest.slice(0, 16)}.rows`,
      range,
      sha256: digest,
    };
    await rename(part.file, path.join(this.folder, entry.file));
    await writeWhole(path.join(this.folder, `${name}.json`), toJson(entry));
    if (old && old.file !== entry.file) await rm(path.join(this.folder, old.file), { force: true });
    await rm(path.join(this.folder, `${name}.part.json`), { force: true });
    return { entry, bytes };
  }

  /** Forgets a class, its unfinished rows too. */
  async drop(name: string): Promise<void> {
    const entry = await this.#entry(name);
    const files = [`${name}.json`, `${name}.part`, `${name}.part.json`, ...(entry ? [entry.file] : [])];
    for (const file of files) await rm(path.join(this.folder, file), { force: true });
  }

  async #entry(name: string): Promise<CacheEntry | undefined> {
    const entry = await this.#readJson(`${name}.json`, entrySchema);
    // A description names a file of this folder, never one elsewhere.
    return entry !== undefined && path.basename(entry.file) === entry.file ? entry : undefined;
  }

  /** What the disk has against it becomes a WriteError. */
  async #writing<T>(file: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw asWriteError(error, file);
    }
  }

  #partFile(name: string): string {
    return path.join(this.folder, `${name}.part`);
  }

  /** @throws DatasetError for what a newer version of this project has written: it is neither read nor replaced. */
  async #readJson<T>(file: string, schema: z.ZodType<T>): Promise<T | undefined> {
    const where = path.join(this.folder, file);
    let json: unknown;
    try {
      json = JSON.parse(await readFile(where, 'utf8'));
    } catch {
      return undefined;
    }
    const version = versioned.safeParse(json).data?.cacheVersion ?? 1;
    if (version > CACHE_VERSION)
      throw new DatasetError(
        `${where}: written by a newer version of this project (cache version ${version}, this one knows ${CACHE_VERSION}). Update the project, or choose another folder with --cache.`,
      );
    return schema.safeParse(json).data;
  }
}

function toJson(value: object): string {
  return `${JSON.stringify({ cacheVersion: CACHE_VERSION, ...value }, null, 1)}\n`;
}
