/** What the pipeline does for each of its commands: drawings in, `content/results`, `public/models` and `public/exhibits` out. */
import { join, relative, resolve } from 'node:path';
import { type Arguments, parseArguments, UsageError, usage } from './arguments.ts';
import { embeddedSource } from './dataset/embedded.ts';
import { listedSource } from './dataset/listedSource.ts';
import { CACHE_DIR, openSource } from './dataset/open.ts';
import { readRowManifest } from './dataset/readRowManifest.ts';
import { DatasetError } from './dataset/source.ts';
import { WriteError } from './dataset/writeWhole.ts';
import { DeclarationError } from './declarations/load.ts';
import { runConditions } from './engine/conditions.ts';
import { planGame } from './engine/game/planGame.ts';
import { runGame, runGameShard } from './engine/game/runGame.ts';
import type { Settings } from './engine/prepare.ts';
import { runOne, runShard } from './engine/runOne.ts';
import { describePlan, planExperiment } from './engine/tellPlan.ts';
import { whyPassedOver } from './engine/whoShows.ts';
import type { Comparison, Experiment } from './experiments/experiment.ts';
import type { Game } from './experiments/game.ts';
import { BROKEN, CONDITIONS, EXPERIMENTS, GAMES, OWN_IDS } from './experiments/index.ts';
import { isFirstLook } from './firstLook.ts';
import { createJsonProgress, writeEvent } from './jsonProgress.ts';
import { LOOK_USAGE, parseLook } from './look/parseLook.ts';
import { NEW_USAGE, parseNew, writeNew } from './newExperiment.ts';
import { lookIntoFolder, newWords } from './newFromFolder.ts';
import { makeOutputs, makeWritable, outputFolder } from './outputFolder.ts';
import { createProgress, duration, type Progress } from './progress.ts';
import { parseRemove, REMOVE_USAGE, removeExperiment } from './removeExperiment.ts';
import { shellWord } from './shellWord.ts';
import { drawWords, parseWords, WORDS_USAGE, wordList } from './wordsCommand.ts';

const SOUND = [...Object.keys(EXPERIMENTS), ...Object.keys(GAMES), ...Object.keys(CONDITIONS)];
const IDS = [...SOUND, ...Object.keys(BROKEN).filter((id) => !SOUND.includes(id))];
const QUESTIONS = Object.fromEntries(
  Object.values({ ...EXPERIMENTS, ...GAMES, ...CONDITIONS }).map(({ id, question }) => [id, question]),
);
const ROOT = resolve(import.meta.dirname, '..');

/** Ctrl-C and its kin end the run at once; what is finished is in the cache, each file whole. */
function endOnSignals(progress: Progress, cache: string): void {
  // Not `once`: a second Ctrl-C on the heels of the first ends the run in the same way.
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)
    process.on(signal, () => {
      progress.clear();
      console.error(
        `pipeline: stopped. Finished fits and downloads are kept in ${cache}: the same command goes on from there.`,
      );
      process.exit(code);
    });
}

/** What the author can mend; anything else is a mistake of this program. */
const EXPECTED = [UsageError, DatasetError, DeclarationError, WriteError, RangeError];
const isExpected = (error: unknown) => EXPECTED.some((kind) => error instanceof kind);

/**
 * Does something for each of several experiments. What is wrong with one keeps it alone from being done: the others go on,
 * and at the end comes an error that names it. A disk that takes no more ends all of it.
 */
async function forEach<Item extends { readonly id: string }>(
  items: readonly Item[],
  { args, progress }: Pick<Settings, 'progress'> & { readonly args: Pick<Arguments, 'experiments'> },
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const failed: string[] = [];
  const only = args.experiments.length === 1;
  const fail = (id: string, error: Error) => {
    if (only) throw error;
    failed.push(id);
    progress.log(`${id}: not done. ${error.message}`);
  };
  for (const id of args.experiments) if (BROKEN[id] !== undefined) fail(id, new DeclarationError(BROKEN[id]));
  for (const item of items) {
    try {
      await work(item);
    } catch (error) {
      if (!isExpected(error) || error instanceof WriteError) throw error;
      fail(item.id, error as Error);
    }
  }
  if (failed.length > 0)
    throw new DatasetError(
      `${failed.length} of ${args.experiments.length} experiments were not done: ${failed.join(', ')}. What is wrong with each is said above.`,
    );
}

/**
 * Those that fit models; published models under changed conditions are asked, and fit nothing. Of several, those whose drawings
 * are in another folder are passed over.
 */
async function selected({ experiments }: Arguments, { source, progress }: Settings): Promise<Experiment[]> {
  const found = experiments.flatMap((id) => EXPERIMENTS[id] ?? []);
  if (experiments.length === 1) return found;
  const reasons = await Promise.all(found.map((experiment) => whyPassedOver(experiment, source)));
  found.forEach(({ id }, i) => {
    if (reasons[i] !== null) progress.log(`${id}: passed over, since ${reasons[i]}`);
  });
  return found.filter((_, i) => reasons[i] === null);
}

const gamesOf = ({ experiments }: Arguments): Game[] => experiments.flatMap((id) => GAMES[id] ?? []);

/** The settings of one experiment: a first look at one of the author's own goes into the site. */
async function settingsOf(id: string, args: Arguments, settings: Settings): Promise<Settings> {
  if (!(await isFirstLook(id, OWN_IDS, args, settings.source.kind, ROOT))) return settings;
  if (!args.dryRun && args.shard === undefined) {
    await makeOutputs(ROOT);
    settings.progress.log(
      `${id}: a first look, with the 100 drawings of a class that the site also shows; its page says so until there are results of others`,
    );
  }
  return { ...settings, folder: ROOT };
}

/** @throws UsageError for flags that make no sense here. */
async function askPublished(id: string, settings: Settings, args: Arguments): Promise<boolean> {
  const conditions = CONDITIONS[id];
  if (conditions === undefined) return false;
  const { progress, source } = settings;
  if (args.experiments.length > 1 && source.loadStrokes === undefined) {
    progress.log(`${id}: passed over, since the ${source.kind} source has no vector drawings`);
    return false;
  }
  for (const [flag, value] of Object.entries({
    classes: args.classes,
    'train-per-class': args.trainPerClass,
  }))
    if (value !== undefined)
      throw new UsageError(`${id} asks the published models as they are: leave --${flag} out.`);
  return runConditions(conditions, (of) => EXPERIMENTS[of] as Comparison, settings);
}

async function runAll(args: Arguments, settings: Settings): Promise<void> {
  const { progress } = settings;
  const started = performance.now();
  let done = 0;
  const asked = args.experiments.flatMap((id) => CONDITIONS[id] ?? []);
  const fitted = [...(await selected(args, settings)), ...gamesOf(args)];
  await forEach([...fitted, ...asked], { args, progress }, async (item) => {
    const isDone =
      item.kind === 'conditions'
        ? await askPublished(item.id, settings, args)
        : item.kind === 'game'
          ? await runGame(item, settings)
          : await runOne(item, await settingsOf(item.id, args, settings));
    if (isDone) done++;
  });
  const seconds = (performance.now() - started) / 1000;
  if (args.json) writeEvent(process.stdout, { event: 'end', seconds, done });
  else
    progress.log(
      (done > 0
        ? `done in ${duration(seconds)}`
        : `nothing to do: every result is up to date (${duration(seconds)})`) + howToLook(settings),
    );
}

/** What is not in the site can be looked at beside it. */
function howToLook({ folder, root }: Pick<Settings, 'folder' | 'root'>): string {
  if (folder === root) return '';
  const below = relative(root, folder);
  return `. To look at it: SITE_RUN=${shellWord(below.startsWith('..') ? folder : below)} npm start`;
}

async function runShards(args: Arguments, settings: Settings): Promise<void> {
  let made = 0;
  let left = 0;
  const fitted = [...(await selected(args, settings)), ...gamesOf(args)];
  await forEach(fitted, { args, progress: settings.progress }, async (item) => {
    const counts = item.kind === 'game' ? await runGameShard(item, settings) : await runShard(item, settings);
    made += counts.made;
    left += counts.left;
  });
  if (args.json) writeEvent(process.stdout, { event: 'shard', made, left });
  else
    settings.progress.log(
      left > 0
        ? `shard: ${made} fits made; ${left} known ones are left to other shards. Bring the caches together, and run the shards again until none is left`
        : `shard: ${made} fits made, none is left: run once more without --shard to write the results`,
    );
}

async function tellPlans(args: Arguments, settings: Settings): Promise<void> {
  let seconds = 0;
  const fitted = [...(await selected(args, settings)), ...gamesOf(args)];
  await forEach(fitted, { args, progress: settings.progress }, async (item) => {
    const plan =
      item.kind === 'game'
        ? await planGame(item, settings)
        : await planExperiment(item, await settingsOf(item.id, args, settings));
    if (args.shard) seconds += plan.share?.seconds ?? 0;
    else if (!plan.upToDate) seconds += plan.seconds;
    if (args.json) writeEvent(process.stdout, { event: 'plan', ...plan });
    else settings.progress.log(describePlan(plan));
  });
  for (const id of args.experiments)
    if (id in CONDITIONS)
      settings.progress.log(
        `${id}: no fits; asks the published models of ${CONDITIONS[id]?.of.join(' and ')}`,
      );
  if (!args.json && args.experiments.length > 1)
    settings.progress.log(
      `about ${duration(seconds)} ${args.shard ? 'of fitting in all for this shard' : 'in all'}, where no two experiments share fits`,
    );
}

/** @param argv after the program's own name. @returns the exit code: 2 for what cannot be asked, 1 for what failed. */
export async function commandLine(argv: readonly string[]): Promise<number> {
  const isJson = argv.includes('--json');
  const progress = (isJson ? createJsonProgress : createProgress)(process.stdout, () => performance.now());
  try {
    const usageOf = { new: NEW_USAGE, remove: REMOVE_USAGE, look: LOOK_USAGE, words: WORDS_USAGE }[
      argv[0] ?? ''
    ];
    if (usageOf !== undefined && (argv.includes('--help') || argv.includes('-h'))) {
      console.log(usageOf);
      return 0;
    }
    if (argv[0] === 'look') {
      const asked = parseLook(argv.slice(1));
      const { look } = await import('./look/look.ts'); // it loads what draws pictures
      console.log(await look(asked));
      return 0;
    }
    if (argv[0] === 'remove') {
      const others = IDS.filter((id) => !OWN_IDS.includes(id));
      const { id, cache } = parseRemove(argv.slice(1), OWN_IDS, others);
      const gone = await removeExperiment(id, { root: ROOT, cache: resolve(cache), own: OWN_IDS });
      console.log(`removed\n  ${gone.join('\n  ')}`);
      return 0;
    }
    if (argv[0] === 'new') {
      const asked = parseNew(argv.slice(1), IDS);
      const { wanted, shown } =
        asked.data === undefined
          ? { wanted: asked, shown: [] }
          : await lookIntoFolder({ ...asked, data: asked.data }, CACHE_DIR, progress.log);
      console.log(newWords(await writeNew(wanted, ROOT), asked, shown));
      return 0;
    }
    if (argv[0] === 'words') {
      const asked = parseWords(argv.slice(1));
      if (asked.draw) await drawWords(ROOT, progress);
      else console.log(wordList(asked, process.stdout));
      return 0;
    }
    const args = parseArguments(argv, IDS);
    if (args.help) {
      console.log(usage(IDS, BROKEN, QUESTIONS));
      return 0;
    }
    endOnSignals(progress, args.cache);
    const cacheDir = join(resolve(args.cache), 'dataset');
    if (args.experiments.every((id) => id in BROKEN)) await forEach([], { args, progress }, async () => {});
    const list = args.rows === undefined ? undefined : await readRowManifest(args.rows);
    const below = await openSource(args.data, {
      cacheDir,
      ...(args.baseUrl !== undefined && { baseUrl: args.baseUrl }),
      log: progress.log,
    });
    const source =
      list === undefined
        ? below
        : listedSource(below, {
            list,
            file: args.rows as string,
            experiment: args.experiments[0] as string,
          });
    const writes = !args.dryRun && args.shard === undefined;
    const looks = await Promise.all(
      args.experiments.map((id) => isFirstLook(id, OWN_IDS, args, source.kind, ROOT)),
    );
    const folder =
      writes && !looks.every(Boolean)
        ? await outputFolder(args, source.kind, ROOT)
        : resolve(args.out ?? ROOT);
    if (!args.dryRun) await makeWritable(resolve(args.cache));
    if (args.json)
      writeEvent(process.stdout, {
        event: 'source',
        kind: source.kind,
        description: source.description,
        fellBack: args.data === 'auto' && source.kind === 'embedded',
      });
    const settings = { args, source, embedded: embeddedSource({ cacheDir }), folder, root: ROOT, progress };
    await (args.dryRun ? tellPlans : args.shard ? runShards : runAll)(args, settings);
    return 0;
  } catch (error) {
    const isVerbose = argv.includes('--verbose');
    const { message, stack } = error as Error;
    const exitCode = error instanceof UsageError ? 2 : 1;
    progress.clear();
    if (isJson) writeEvent(process.stdout, { event: 'error', message, exitCode });
    console.error(
      `pipeline: ${isVerbose ? stack : isExpected(error) ? message : `${message} (--verbose shows where)`}`,
    );
    return exitCode;
  }
}
