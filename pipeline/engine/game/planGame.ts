/** `--dry-run` of a game, and how many threads its memory has room for. */
import { join, resolve } from 'node:path';
import { PIXELS } from '../../../src/learning/classifier.ts';
import type { DrawingSource } from '../../dataset/source.ts';
import type { Game } from '../../experiments/game.ts';
import { type MemoryTask, memoryNeeded, threadsWithin } from '../memory.ts';
import { planOf } from '../plan.ts';
import type { Settings } from '../prepare.ts';
import { openRecords } from '../record.ts';
import { standIns } from '../standIns.ts';
import type { ExperimentPlan } from '../tellPlan.ts';
import { askedGame } from './askedGame.ts';
import { askEveryFit } from './fitGame.ts';
import { loadGameDrawings, wantedOfWords } from './gameDrawings.ts';
import { gameKey } from './gameKey.ts';

/** The network's predictions before the temperature and after, and of each of two threads what is being scored. */
const KEPT = 4;

/** What of a game tells its memory. */
export async function gameMemoryTask(game: Game, source: DrawingSource): Promise<MemoryTask> {
  const wanted = await wantedOfWords(game, source);
  const k = game.classes.length;
  const drawings = wanted.reduce((a, b) => a + b, 0);
  const recipes = [game.network, ...game.others, ...game.byDrawings];
  return {
    drawings: drawings + k * game.exhibitsPerClass,
    classes: k,
    trainDrawings: drawings - k * (game.testPerClass + game.validationPerClass),
    fits: recipes.map(({ model, hyperparameters }) => ({ estimator: model, hyperparameters })),
    predictions: game.testPerClass * k * KEPT,
    calibrated: game.validationPerClass * k,
  };
}

/** As many of the threads asked for as fit into the memory. @throws RangeError where one is too many. */
export async function gameThreads(game: Game, { args, source }: Settings): Promise<number> {
  return threadsWithin(await gameMemoryTask(game, source), args.workers, args.limitMemoryBytes);
}

/** Blank drawings in the place of those on show, where they are not drawn yet; no fit depends on them. */
const blank = ({ available, kind, description }: DrawingSource): DrawingSource => ({
  kind,
  description,
  available,
  load: async (name, count) => ({
    name,
    available: count,
    count,
    pixels: new Uint8Array(count * PIXELS),
    sha256: '',
  }),
});

/** @throws as the run itself would, where it would not begin. */
export async function planGame(declared: Game, settings: Settings): Promise<ExperimentPlan> {
  const { args, source, embedded, folder } = settings;
  const game = askedGame(declared, settings);
  const task = await gameMemoryTask(game, source);
  const threads = threadsWithin(task, args.workers, args.limitMemoryBytes);
  const wanted = await wantedOfWords(game, source);
  const download = await Promise.all(
    game.classes.map((name, i) => source.bytesToFetch?.(name, wanted[i] as number) ?? 0),
  );
  const downloadBytes = download.reduce((a, b) => a + b, 0);
  const here = await Promise.all(
    game.classes.map((name, i) => source.isHere?.(name, wanted[i] as number) ?? true),
  );
  const isLoaded = downloadBytes === 0 && here.every(Boolean);
  const shown = await Promise.all(
    game.classes.map(async (name) => embedded.isHere?.(name, await embedded.available(name)) ?? true),
  );
  const exhibits = isLoaded && shown.every(Boolean) ? embedded : blank(embedded);
  const drawings = await loadGameDrawings(game, isLoaded ? source : standIns(source), exhibits);
  const cacheDir = resolve(args.cache);
  const plan = await planOf(drawings.store, (run) => askEveryFit(game, drawings, run), {
    cacheDir,
    kernels: args.kernels,
    threads,
    areStandIns: !isLoaded,
    shard: args.shard,
  });
  return {
    experiment: game.id,
    ...plan,
    kernels: args.kernels,
    upToDate: openRecords(join(cacheDir, 'runs')).isCurrent(
      game.id,
      folder,
      gameKey(game, drawings, args.kernels),
    ),
    downloadBytes,
    memoryBytes: memoryNeeded(task, threads),
  };
}
