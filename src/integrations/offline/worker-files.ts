/** The service worker of a build, and the list of files that it keeps, by their names. */
import { createHash } from 'node:crypto';
import type { BuildNote, KeptList } from '../../components/offline/kept-list.ts';

/** @param code of the worker */
export function workerFiles(list: KeptList, code: string): Record<string, string> {
  const text = JSON.stringify(list);
  const digest = createHash('sha256').update(text).digest();
  const note: BuildNote = {
    list: `_astro/offline-${digest.toString('hex').slice(0, 16)}.json`,
    sha256: digest.toString('base64'),
  };
  // The list is named after its content, and the worker names it: a worker of other bytes is another build's.
  return { [note.list]: text, 'sw.js': `self.BUILD=${JSON.stringify(note)};\n${code}` };
}
