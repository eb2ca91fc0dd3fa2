/** A game from its drawings to its files, or nothing where all of that is done. */
import { dirname, join, resolve } from 'node:path';
import { isNetwork } from '../../../src/core/models.ts';
import {
  type AnyResult,
  type GameResult,
  parseAnyResult,
  SCHEMA_VERSION,
} from '../../../src/core/results.ts';
import { makeFolder } from '../../dataset/makeFolder.ts';
import { writeTogether } from '../../dataset/writeWhole.ts';
import type { Game } from '../../experiments/game.ts';
import { duration } from '../../progress.ts';
import { checkLooks } from '../checkLooks.ts';
import { gameAlarms, judgedOfGame } from '../exhibitAlarm.ts';
import { fitShare, fitterFor } from '../fitterFor.ts';
import { machine } from '../machine.ts';
import { countFits } from '../madeUpFits.ts';
import type { Settings } from '../prepare.ts';
import { openRecords } from '../record.ts';
import { resultText } from '../resultText.ts';
import { rowManifestOf, writtenRows } from '../rowManifest.ts';
import { softwareVersions } from '../software.ts';
import { askedGame } from './askedGame.ts';
import { askNetwork } from './askNetwork.ts';
import { askEveryFit, fitGame } from './fitGame.ts';
import { loadGameDrawings } from './gameDrawings.ts';
import { gameKey } from './gameKey.ts';
import { measureGame } from './measureGame.ts';
import { gameThreads } from './planGame.ts';
import { publishGame } from './publishGame.ts';
import { warnOfExhibits } from './warnOfExhibits.ts';

/** @returns whether there was anything to do. */
export async function runGame(declared: Game, settings: Settings): Promise<boolean> {
  const { args, source, embedded, folder, root, progress } = settings;
  const game = askedGame(declared, settings);
  const { id } = game;
  const threads = await gameThreads(game, settings);
  const drawings = await loadGameDrawings(game, source, embedded, progress.load);
  checkLooks(drawings.store, source, progress);
  if (source.kind === 'folder') warnOfExhibits(drawings, progress);
  const records = openRecords(join(resolve(args.cache), 'runs'));
  const key = gameKey(game, drawings, args.kernels);
  if (records.isCurrent(id, folder, key)) {
    progress.log(`${id}: up to date, nothing to do`);
    progress.step(id, 'run', 'skipped');
    return false;
  }
  const trained = drawings.trainPerClass.reduce((a, b) => a + b, 0);
  progress.log(
    `${id}: ${game.classes.length} words, ${trained} drawings to train on, ${drawings.test.length} to test, from ${source.description}`,
  );
  const fitter = fitterFor(drawings.store, threads, settings);
  try {
    progress.step(id, 'fit', 'started');
    progress.fitsPlanned(await countFits(drawings.store, (run) => askEveryFit(game, drawings, run)));
    const fitted = await fitGame(game, drawings, fitter.run);
    progress.end();
    await fitter.close(); // its threads would keep their memory while the network is asked
    progress.step(id, 'fit', 'done');
    progress.step(id, 'evaluate and export', 'started');
    const asked = await askNetwork(drawings, fitted, args.kernels);
    const measured = measureGame(game, drawings, fitted, asked);
    const { top1, top3 } = measured.network.scores;
    progress.log(`${id}: ${percent(top1.value)} first, ${percent(top3.value)} among the first three`);
    const { files, published, features, exhibits } = await publishGame(game, drawings, asked, measured);
    progress.step(id, 'evaluate and export', 'done');
    progress.step(id, 'write', 'started');
    const { network, ...rest } = measured;
    const estimators = [game.network, ...game.others].map(({ model }) => model);
    const manifest = rowManifestOf(
      id,
      { ...drawings, exhibits: drawings.exhibits.map(({ rows }) => rows) },
      source,
    );
    const list = manifest && writtenRows(manifest);
    const result: GameResult = {
      kind: 'game',
      schemaVersion: SCHEMA_VERSION,
      experiment: id,
      title: game.title,
      question: game.question,
      date: new Date().toISOString().slice(0, 10),
      dataset: { ...drawings.dataset, ...(list && { rows: list.rows }) },
      split: {
        seed: game.splitSeed,
        testPerClass: game.testPerClass,
        validationPerClass: game.validationPerClass,
        trainPerClass: [...drawings.trainPerClass],
        duplicates: drawings.duplicates,
      },
      network: {
        ...network,
        multiplyAdds: asked.multiplyAdds,
        history: [...(fitted.network.report.history ?? [])],
        fitSeconds: fitted.network.fitSeconds,
        published,
      },
      ...rest,
      exhibits,
      features,
      timings: {
        ...machine(),
        totalSeconds: fitter.computeSeconds(),
        models: [
          { model: game.network.model, outcome: fitted.network },
          ...fitted.others.map(({ outcome }, i) => ({
            model: game.others[i]?.model ?? game.network.model,
            outcome,
          })),
        ].map(({ model, outcome }) => ({
          model,
          fitSeconds: outcome.fitSeconds,
          predictSeconds: outcome.predictSeconds.test ?? asked.predictSeconds,
        })),
      },
      software: softwareVersions(root, estimators),
      ...(estimators.some(isNetwork) && { kernels: args.kernels }),
    };
    for (const alarm of gameAlarms(judgedOfGame(result))) progress.warn(`${id}: ${alarm}`);
    const json = join('content/results', `${id}.json`);
    const whole: AnyResult = parseAnyResult(result, join(folder, json));
    const written = new Map<string, string | Uint8Array>([
      ...[...files].map(([file, bytes]) => [join('public', file), bytes] as const),
      ...(list ? [[join('public', list.rows.file), list.text] as const] : []),
      [json, resultText(whole)],
    ]);
    for (const path of written.keys()) makeFolder(dirname(join(folder, path)));
    await writeTogether(new Map([...written].map(([file, bytes]) => [join(folder, file), bytes])));
    await records.set(id, folder, key, written);
    progress.log(
      `${id}: wrote ${join(folder, json)} and the network, ${duration(fitter.computeSeconds())} of fitting and predicting`,
    );
    progress.step(id, 'write', 'done');
    return true;
  } finally {
    progress.end();
    await fitter.close();
  }
}

/** Makes the fits of `args.shard` into the cache. @returns how many, and how many are left to other shards. */
export async function runGameShard(
  declared: Game,
  settings: Settings,
): Promise<{ readonly made: number; readonly left: number }> {
  const { source, embedded, progress } = settings;
  const game = askedGame(declared, settings);
  const threads = await gameThreads(game, settings);
  const drawings = await loadGameDrawings(game, source, embedded, progress.load);
  checkLooks(drawings.store, source, progress);
  if (source.kind === 'folder') warnOfExhibits(drawings, progress);
  const fitter = fitterFor(drawings.store, threads, settings);
  return fitShare(drawings.store, fitter, (run) => askEveryFit(game, drawings, run), settings);
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
