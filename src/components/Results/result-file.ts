import { getCollection } from 'astro:content';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RESULTS_FOLDER } from '../site-folders.ts';

/** A results file as the pipeline wrote it, to be served and described. */
export interface ResultFile {
  readonly experiment: string;
  readonly text: string;
  readonly bytes: number;
  readonly sha256: string;
}

export async function resultFiles(): Promise<ResultFile[]> {
  return Promise.all((await getCollection('results')).map(({ id }) => readResultFile(id)));
}

/** Not from the entry's `filePath`: where the content is the same, the content cache keeps that of an earlier folder. */
async function readResultFile(experiment: string): Promise<ResultFile> {
  const content = await readFile(join(RESULTS_FOLDER, `${experiment}.json`));
  return {
    experiment,
    text: content.toString('utf8'),
    bytes: content.byteLength,
    sha256: createHash('sha256').update(content).digest('hex'),
  };
}
