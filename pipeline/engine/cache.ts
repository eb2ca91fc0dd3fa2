/** Outcomes on disk, one file a key; a file is either whole or absent. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { writeWhole } from '../dataset/writeWhole.ts';

export interface Cache {
  get(key: string): unknown | undefined;
  set(key: string, value: unknown): Promise<void>;
}

/** A cache in a folder. Values are whatever a structured clone carries; a checksum guards each file. */
export function openCache(folder: string): Cache {
  const path = (key: string) => join(folder, `${key}.bin`);
  return {
    get(key) {
      let bytes: Buffer;
      try {
        bytes = readFileSync(path(key));
      } catch {
        return undefined;
      }
      const body = bytes.subarray(32);
      if (!createHash('sha256').update(body).digest().equals(bytes.subarray(0, 32))) return undefined;
      return deserialize(body);
    },
    async set(key, value) {
      mkdirSync(folder, { recursive: true });
      const body = serialize(value);
      await writeWhole(path(key), Buffer.concat([createHash('sha256').update(body).digest(), body]));
    },
  };
}

/** SHA-256 over the sources below the given folders and files: what the cached outcomes depend on beside their inputs. */
export function hashSources(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths) {
    const files = path.endsWith('.ts')
      ? [path]
      : readdirSync(path, { recursive: true, encoding: 'utf8' })
          .filter((name) => name.endsWith('.ts'))
          .sort()
          .map((name) => join(path, name));
    for (const file of files) hash.update(readFileSync(file));
  }
  return hash.digest('hex');
}
