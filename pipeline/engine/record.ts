/** Remembers finished runs, so that the same run again has nothing to do. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ESTIMATOR_IDS } from '../../src/core/models.ts';
import { makeFolder } from '../dataset/makeFolder.ts';
import { writeWhole } from '../dataset/writeWhole.ts';
import { hashSources } from './cache.ts';
import { softwareVersions } from './software.ts';

const PIPELINE = resolve(import.meta.dirname, '..');

/** The code behind everything that a run writes; declarations are compared by what they declare. */
const ENTRIES = [
  'engine/compare.ts',
  'engine/sweep.ts',
  'engine/drawings.ts',
  'engine/job.ts',
  'exhibits.ts',
];

interface Record {
  readonly key: string;
  /** SHA-256 by path, as they were written. */
  readonly files: Readonly<{ [path: string]: string }>;
}

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

/** By the entries, hashed once a process. */
const codes = new Map<readonly string[], string>();

/**
 * What a run depends on, as one hash: what it was asked for, the drawings, the code and the packages below it.
 * @param entries sources that do the work, below `pipeline/`.
 */
export function runKey(inputs: unknown, entries: readonly string[] = ENTRIES): string {
  const code = codes.get(entries) ?? hashSources(entries.map((name) => join(PIPELINE, name)));
  codes.set(entries, code);
  return sha256(JSON.stringify([inputs, code, softwareVersions(resolve(PIPELINE, '..'), ESTIMATOR_IDS)]));
}

export interface RunRecords {
  /** Whether this very run is finished and every file that it wrote is still as it wrote it. */
  isCurrent(experiment: string, folder: string, key: string): boolean;
  set(
    experiment: string,
    folder: string,
    key: string,
    files: ReadonlyMap<string, Uint8Array | string>,
  ): Promise<void>;
}

/** Records in a folder, one file for each experiment and output folder. */
export function openRecords(cacheDir: string): RunRecords {
  const path = (experiment: string, folder: string) =>
    join(cacheDir, `${experiment}-${sha256(resolve(folder)).slice(0, 12)}.json`);
  return {
    isCurrent(experiment, folder, key) {
      try {
        const record = JSON.parse(readFileSync(path(experiment, folder), 'utf8')) as Record;
        return (
          record.key === key &&
          Object.entries(record.files).every(
            ([file, hash]) => sha256(readFileSync(join(folder, file))) === hash,
          )
        );
      } catch {
        return false; // no record, or a file that is gone
      }
    },
    async set(experiment, folder, key, files) {
      makeFolder(cacheDir);
      const hashes = Object.fromEntries([...files].map(([file, bytes]) => [file, sha256(bytes)]));
      const record: Record = { key, files: hashes };
      await writeWhole(path(experiment, folder), `${JSON.stringify(record, null, 1)}\n`);
    },
  };
}
