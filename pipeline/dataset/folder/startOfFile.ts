import { open } from 'node:fs/promises';
import { UnreadableError } from './unreadableError.ts';

/** The first bytes of a file, or all where there are fewer. @throws UnreadableError */
export async function startOfFile(file: string, most: number): Promise<Uint8Array> {
  try {
    const handle = await open(file);
    try {
      const start = new Uint8Array(most);
      const { bytesRead } = await handle.read(start, 0, most, 0);
      return start.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw new UnreadableError(file, cause as Error);
  }
}
