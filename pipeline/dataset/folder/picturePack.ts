/** What came of the pictures of a folder, kept in one file by the checksums of the pictures and of the code that traces them. */
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { hashSources, seal, unseal } from '../../engine/cache.ts';
import { writeWhole } from '../writeWhole.ts';

export type Traced =
  | {
      /** Ink 0..255. [784] */
      readonly pixels: Uint8Array;
      /** What was assumed or left away. */
      readonly notes: readonly string[];
    }
  | {
      /** Why there is no drawing in it. */
      readonly reason: string;
    };

export interface PicturePack {
  readonly size: number;
  get(key: string): Traced | undefined;
  set(key: string, traced: Traced): void;
  /** Writes it to the disk; where that cannot be, only time is lost. */
  keep(): Promise<void>;
}

let code: string | undefined;

/** @param file a damaged one, or one of older code, counts for nothing. */
export async function openPicturePack(file: string): Promise<PicturePack> {
  code ??= hashSources([path.join(import.meta.dirname, 'tracePicture.ts')]);
  const bytes = await readFile(file).catch(() => undefined);
  const kept =
    bytes === undefined ? undefined : (unsealed(bytes) as { code: string; traced: Map<string, Traced> });
  const traced = kept?.code === code ? kept.traced : new Map<string, Traced>();
  return {
    size: traced.size,
    get: (key) => traced.get(key),
    set: (key, value) => traced.set(key, value),
    async keep() {
      try {
        await mkdir(path.dirname(file), { recursive: true });
        await writeWhole(file, seal({ code, traced }));
      } catch {
        // Only costs the time to trace them again.
      }
    },
  };
}

function unsealed(bytes: Buffer): unknown {
  try {
    return unseal(bytes);
  } catch {
    return undefined;
  }
}
