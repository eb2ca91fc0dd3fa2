/** What a path is that should be a folder of drawings. */
import { stat } from 'node:fs/promises';
import { DatasetError } from '../source.ts';

/** @throws DatasetError unless it is a folder: what it is, and what to do. */
export async function assertFolder(folder: string, layout: string): Promise<void> {
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory()) return;
  const what = `data folder "${folder}"`;
  if (found === undefined) throw new DatasetError(`${what}: no such folder; expected in it ${layout}`);
  const todo = /\.zip$/i.test(folder)
    ? 'If it holds a folder, unpack it and pass what comes out; if it is one file of drawings, pass the folder that it is in'
    : /\.(npy|npz|ndjson|csv|bin)(\.gz)?$|-ubyte(\.gz)?$/i.test(folder)
      ? 'Pass the folder that it is in'
      : 'Pass a folder';
  throw new DatasetError(`${what} is a file, not a folder. ${todo}; expected in it ${layout}`);
}
