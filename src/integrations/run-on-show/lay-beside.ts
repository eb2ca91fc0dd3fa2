/** The results and files of a run, beside those of the site, in a folder of their own. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { withoutStack } from '../without-stack.ts';

export interface Folders {
  /** Of the site: what holds `content/results` and `public`. */
  readonly root: string;
  /** As the author gave it to `--out`, from `root`. */
  readonly run: string;
  /** For `results/` and `public/`; made anew. */
  readonly into: string;
  /** What the names of the run's experiments begin with. */
  readonly prefix: string;
}

/** Experiments of a run that lies in `from`, by the name of their file without its end. @throws Error where there are none. */
function resultsOf(run: string, from: string, folder: string): string[] {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  if (names.length > 0) return names.map((name) => basename(name, '.json')).sort();
  throw withoutStack(
    `SITE_RUN=${run}: ${existsSync(from) ? `${folder} holds no results` : 'there is no such folder'}. ` +
      'Name the folder that a run was given with --out, such as: npm run pipeline -- cats-and-sheep --quick --out my-run',
  );
}

/** The new name of a file below `public/`: no file of the site may be hidden by one of the run. */
const renamed = (file: string, experiment: string, prefix: string): string =>
  file.startsWith('exhibits/') && !file.startsWith(`exhibits/${experiment}/`)
    ? file.replace('exhibits/', `exhibits/${prefix.replace(/-$/, '')}/`)
    : file.replace('/', `/${prefix}`);

/**
 * Copies the site's own results and files, and the run's under names of their own.
 * @returns the names of the run's experiments.
 * @throws Error where there is no run, or its results are no JSON, or a file that they name is missing.
 */
export function layBeside({ root, run, into, prefix }: Folders): string[] {
  const from = resolve(root, run);
  const results = join(from, 'content/results');
  const experiments = resultsOf(run, from, results);
  for (const [of, at] of [
    ['content/results', 'results'],
    ['public', 'public'],
  ] as const) {
    rmSync(join(into, at), { recursive: true, force: true });
    cpSync(join(root, of), join(into, at), { recursive: true });
  }
  return experiments.map((experiment) => {
    const file = join(results, `${experiment}.json`);
    const missing: string[] = [];
    const take = (name: string): string => {
      const source = join(from, 'public', name);
      const target = renamed(name, experiment, prefix);
      if (existsSync(source)) {
        mkdirSync(dirname(join(into, 'public', target)), { recursive: true });
        cpSync(source, join(into, 'public', target));
      } else if (existsSync(join(root, 'public', name)))
        return name; // an exhibit that the site has, or a model that it was asked of
      else missing.push(`public/${name}`);
      return target;
    };
    const result = parse(file, (key, value) =>
      key === 'file' && typeof value === 'string' && /^(models|exhibits|rows)\//.test(value)
        ? take(value)
        : value,
    );
    if (missing.length > 0)
      throw withoutStack(
        `SITE_RUN=${run}: ${file} names ${missing.join(', ')}, which ${missing.length === 1 ? 'is' : 'are'} not there. Run "npm run pipeline -- ${experiment}" into that folder again.`,
      );
    const id = `${prefix}${experiment}`;
    if (existsSync(join(into, 'results', `${id}.json`)))
      throw withoutStack(
        `SITE_RUN=${run}: its "${experiment}" would be shown as "${id}", which the site has already. Rename the site's.`,
      );
    const named = { ...result, experiment: id, title: `${result['title']} (${basename(from)})` };
    writeFileSync(join(into, 'results', `${id}.json`), JSON.stringify(named));
    return id;
  });
}

function parse(
  file: string,
  revive: (key: string, value: unknown) => unknown,
): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(readFileSync(file, 'utf8'), (key, value) => revive(key, value));
  } catch (error) {
    if (error instanceof SyntaxError)
      throw withoutStack(`${file} is no JSON: ${error.message}. Run its experiment again.`);
    throw error;
  }
}
