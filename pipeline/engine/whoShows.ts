import { listed } from '../../src/core/listed.ts';
import { officialClasses } from '../dataset/classes.ts';
import { setExhibitsAside } from '../dataset/ownExhibits.ts';
import { DatasetError, type DrawingSource } from '../dataset/source.ts';
import type { Experiment } from '../experiments/experiment.ts';
import { exhibitsOfSource } from './exhibitsOfSource.ts';
import type { Settings } from './prepare.ts';

/**
 * The settings with what this experiment learns from and what it shows: the source and the embedded drawings, or, where the
 * source has them, the same drawings as Google keeps them; or two parts of the author's own drawings.
 * @throws DatasetError where the drawings to be shown are not there, or are those that would be learnt from.
 */
export async function withExhibits(
  experiment: Experiment,
  settings: Settings,
  { mayFetch = true }: { readonly mayFetch?: boolean } = {},
): Promise<Settings> {
  const { source, args, progress } = settings;
  const { id, exhibits } = experiment;
  const classes = args.classes ?? experiment.classes;
  if (exhibits === 'own') {
    if (source.kind !== 'folder')
      throw new DatasetError(
        `${id} is made of drawings that its author has collected: pass their folder with --data DIR`,
      );
    const own = setExhibitsAside(source, classes, {
      log: (line) => progress.log(`${id}: ${line}`),
      warn: (text) => progress.warn(`${id}: ${text}`),
    });
    return { ...settings, source: own.source, embedded: own.exhibits };
  }
  const unknown = classes.find((name) => !officialClasses().includes(name));
  if (unknown !== undefined && source.kind === 'folder')
    throw new DatasetError(
      `${id}: there are no drawings of "${unknown}" that may be shown, since it is no word of Quick, Draw!. If yours may be, declare exhibits: 'own' in the experiment: a fifth of them is then set aside, and everybody sees those.`,
    );
  if (source.isOwn === true)
    throw new DatasetError(
      `${id} shows the drawings that come with npm ci, and some of those may be in this folder, which was made on the page that trains: a model must not learn from what is shown. Declare exhibits: 'own' in an experiment of its own: npm run pipeline -- new NAME --data DIR`,
    );
  const rows = await exhibitsOfSource(source, classes, {
    embedded: settings.embedded,
    mayFetch,
    log: (line) => progress.log(`${id}: ${line}`),
  });
  return rows === undefined ? settings : { ...settings, embedded: rows };
}

/** Why `all` leaves an experiment of the author's own drawings out: they are not in this source; null where they are. */
export async function whyPassedOver(experiment: Experiment, source: DrawingSource): Promise<string | null> {
  if (experiment.exhibits !== 'own') return null;
  if (source.kind !== 'folder') return 'its drawings are in a folder of their own';
  const missing: string[] = [];
  for (const name of experiment.classes) await source.available(name).catch(() => missing.push(name));
  return missing.length === 0 ? null : `the folder has no drawings of ${listed(missing, 'and')}`;
}
