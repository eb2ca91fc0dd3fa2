import { type CollectionEntry, getCollection } from 'astro:content';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** A results file as the pipeline wrote it, to be served and described. */
export interface ResultFile {
  readonly experiment: string;
  readonly text: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** @throws Error when the collection does not say where an entry comes from. */
export async function resultFiles(): Promise<ResultFile[]> {
  return Promise.all((await getCollection('results')).map(readEntry));
}

async function readEntry({ id, filePath }: CollectionEntry<'results'>): Promise<ResultFile> {
  if (filePath === undefined) throw new Error(`the results of "${id}" come from no file`);
  const content = await readFile(filePath);
  return {
    experiment: id,
    text: content.toString('utf8'),
    bytes: content.byteLength,
    sha256: createHash('sha256').update(content).digest('hex'),
  };
}
