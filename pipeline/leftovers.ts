/** What an experiment has left below a site or another output folder, and which of it nobody else needs. */
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { MODEL_IDS } from '../src/core/models.ts';
import { asWriteError } from './dataset/writeWhole.ts';

const RESULTS = 'content/results';
const MODELS = 'public/models';
const EXHIBITS = 'public/exhibits';
const ROWS = 'public/rows';

const listed = (folder: string) => readdir(folder).catch((): string[] => []);

/** Paths of sprites and models, below the folder, that a results file names; none where there is no such file. */
async function namedIn(folder: string, file: string): Promise<string[]> {
  const text = await readFile(path.join(folder, RESULTS, file), 'utf8').catch(() => '');
  const found = text.matchAll(/"(exhibits\/[^"\\]+\.png|models\/[^"\\]+\.(?:onnx|npy))"/g);
  return Array.from(found, ([, name]) => `public/${name}`).filter(
    (name) => path.posix.normalize(name) === name,
  );
}

/**
 * The files of an experiment, as paths below the folder with "/" between their parts: its models, of whatever family,
 * the list of its drawings, and the sprites of what it shows. The results file is not among them.
 */
export async function filesOf(id: string, folder: string): Promise<string[]> {
  const model = new RegExp(`^${id}-(?:(?:${MODEL_IDS.join('|')})(?:\\.[\\w-]+)?\\.onnx|features\\.npy)$`);
  const models = (await listed(path.join(folder, MODELS))).filter((file) => model.test(file));
  const lists = (await listed(path.join(folder, ROWS))).filter((file) => file === `${id}.json`);
  const own = await listed(path.join(folder, EXHIBITS, id));
  return [
    ...models.map((file) => `${MODELS}/${file}`),
    ...lists.map((file) => `${ROWS}/${file}`),
    ...new Set([
      ...own.map((file) => `${EXHIBITS}/${id}/${file}`),
      ...(await namedIn(folder, `${id}.json`)).filter((file) => file.startsWith(`${EXHIBITS}/`)),
    ]),
  ].sort();
}

/**
 * Files that the results of other experiments name: sprites of words that several show, and a model whose name reads in two
 * ways, such as the wide network of `pets` and the convnet of `pets-wide`.
 */
async function namedByOthers(id: string, folder: string): Promise<Set<string>> {
  const files = (await listed(path.join(folder, RESULTS))).filter(
    (file) => file.endsWith('.json') && file !== `${id}.json`,
  );
  return new Set((await Promise.all(files.map((file) => namedIn(folder, file)))).flat());
}

/**
 * Takes away what an experiment had and no longer has, but for what others name.
 * @param had of {@link filesOf}
 * @param kept what it has now, in the same form
 * @returns the paths that are gone.
 * @throws WriteError
 */
export async function removeLeftovers(
  id: string,
  folder: string,
  had: readonly string[],
  kept: ReadonlySet<string> = new Set(),
): Promise<string[]> {
  const others = await namedByOthers(id, folder);
  const gone = had.filter((file) => !kept.has(file) && !others.has(file));
  for (const file of gone) await remove(path.join(folder, file));
  const own = path.join(folder, EXHIBITS, id);
  if (gone.some((file) => file.startsWith(`${EXHIBITS}/${id}/`)) && (await listed(own)).length === 0)
    await remove(own);
  return gone;
}

async function remove(file: string): Promise<void> {
  try {
    await rm(file, { recursive: true, force: true });
  } catch (error) {
    throw asWriteError(error, file);
  }
}
