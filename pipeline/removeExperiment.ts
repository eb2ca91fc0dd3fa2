/** `npm run pipeline -- remove my-experiment`: takes away all that `new` and the runs after it have made. */
import { access, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { checkedFlags, suggestion, UsageError } from './arguments.ts';
import { asWriteError } from './dataset/writeWhole.ts';
import { filesOf, removeLeftovers } from './leftovers.ts';
import { FALLBACK_FOLDER } from './outputFolder.ts';

const FLAGS = {
  cache: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  verbose: { type: 'boolean' },
} as const;

export const REMOVE_USAGE = `usage: npm run pipeline -- remove NAME

Takes away an experiment of your own: its declaration and its page, its results and models, the drawings that it alone shows,
and what the cache remembers of its runs. Fits and downloads stay in the cache; delete .cache to be rid of those too.

  --cache DIR     where the runs were noted (default: .cache)
  --verbose       show stack traces
  --help          this text`;

/**
 * What stands behind `remove` on the command line.
 * @param own ids that can be removed; @param others those of the article
 * @throws UsageError
 */
export function parseRemove(
  argv: readonly string[],
  own: readonly string[],
  others: readonly string[],
): { readonly id: string; readonly cache: string } {
  const { values, positionals } = parseArgs({
    args: checkedFlags(argv, FLAGS, ' of "remove"'),
    options: FLAGS,
    allowPositionals: true,
  });
  const [id, ...more] = positionals;
  if (id === undefined || more.length > 0)
    throw new UsageError('"remove" takes one name: npm run pipeline -- remove my-experiment');
  if (others.includes(id)) throw new UsageError(`"${id}" is of the article and stays; ${yours(id, own)}`);
  // What was deleted by hand may have left its models behind, so a name need not be declared.
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))
    throw new UsageError(`"${id}" is no experiment; ${yours(id, own)}`);
  return { id, cache: values.cache ?? '.cache' };
}

const yours = (id: string, own: readonly string[]) =>
  own.length === 0
    ? 'there is none of your own'
    : `of your own there ${own.length === 1 ? 'is' : 'are'} ${own.join(', ')}: ${suggestion(id, own)}`;

/**
 * @param root of the site. @param own for the message, when there is nothing to remove
 * @returns the paths that are gone, below the site.
 * @throws UsageError where nothing of that name is there; WriteError.
 */
export async function removeExperiment(
  id: string,
  { root, cache, own }: { readonly root: string; readonly cache: string; readonly own: readonly string[] },
): Promise<string[]> {
  const gone: string[] = [];
  const take = async (file: string) => {
    const there = await access(file).then(
      () => true,
      () => false,
    );
    if (!there) return;
    try {
      await rm(file, { recursive: true });
    } catch (error) {
      throw asWriteError(error, file);
    }
    gone.push(path.relative(root, file));
  };
  for (const folder of [root, path.join(root, FALLBACK_FOLDER)]) {
    const had = await filesOf(id, folder);
    const left = await removeLeftovers(id, folder, had);
    gone.push(...left.map((file) => path.relative(root, path.join(folder, file))));
    await take(path.join(folder, 'content/results', `${id}.json`));
  }
  await take(path.join(root, `pipeline/experiments/own/${id}.ts`));
  await take(path.join(root, `src/pages/experiments/${id}.astro`));
  const runs = path.join(cache, 'runs');
  const record = new RegExp(`^${id}-[0-9a-f]{12}\\.json$`);
  for (const file of await readdir(runs).catch((): string[] => []))
    if (record.test(file)) await take(path.join(runs, file));
  if (gone.length === 0) throw new UsageError(`there is nothing of an experiment "${id}"; ${yours(id, own)}`);
  return gone;
}
