/** The network as a file, and what it makes of the drawings on show. */
import { createHash } from 'node:crypto';
import { createRandom } from '../../../src/core/random.ts';
import type { GameExhibit, GameResult } from '../../../src/core/results.ts';
import { exportModel } from '../../../src/learning/export/index.ts';
import { takeRows } from '../../dataset/split.ts';
import type { Game } from '../../experiments/game.ts';
import { checkExport } from '../../export/check.ts';
import { openModel } from '../../export/openModel.ts';
import type { AskedNetwork } from './askNetwork.ts';
import { featureFile } from './featureFile.ts';
import { exhibitRows, type GameDrawings } from './gameDrawings.ts';
import type { MeasuredGame } from './measureGame.ts';
import { placeOnMap } from './placeOnMap.ts';
import { unitRows } from './unitRows.ts';

/** Answers that are told of each drawing on show. */
const ANSWERS = 5;

const FORM =
  'The network itself, batch normalisation folded in and the temperature too, with 8-bit weights, one scale an output channel.';

export interface PublishedGame {
  /** Bytes by path below `public/`. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly published: GameResult['network']['published'];
  readonly features: GameResult['features'];
  readonly exhibits: GameExhibit[][];
}

/** @throws Error when the file says something else than the measured network. */
export async function publishGame(
  game: Game,
  drawings: GameDrawings,
  asked: AskedNetwork,
  measured: MeasuredGame,
): Promise<PublishedGame> {
  const { store, test, dataset, exhibits } = drawings;
  const { classes } = store;
  const k = classes.length;
  const { model } = game.network;
  const { state } = asked;
  const onnx = exportModel(state, {
    classes,
    experiment: game.id,
    datasetSha256: createHash('sha256')
      .update(dataset.classes.map(({ sha256 }) => sha256).join())
      .digest('hex'),
    trainDrawings: measured.network.trainDrawings,
    accuracy: measured.network.scores.top1.value,
  });
  const { maxDifference, comparedDrawings } = await checkExport(
    onnx,
    asked.after,
    takeRows(store, test),
    state,
  );

  const shown = takeRows(store, exhibitRows(drawings));
  const session = await openModel(onnx);
  let probabilities: Float32Array;
  let features: Float32Array;
  try {
    probabilities = await session.probabilities(shown.pixels);
    features = await session.output(shown.pixels, 'features');
  } finally {
    await session.close();
  }
  const dimensions = features.length / shown.count;
  const rows = unitRows(features, dimensions);
  const places = placeOnMap(rows, createRandom(`${game.id} map`));
  const npy = featureFile(rows);
  let next = 0;
  const published = {
    ...described(`models/${game.id}-${model}.onnx`, onnx),
    maxDifference,
    comparedDrawings,
    form: FORM,
  };
  const told = { ...described(`models/${game.id}-features.npy`, npy), dimensions };
  return {
    files: new Map([
      [published.file, onnx],
      [told.file, npy],
    ]),
    published,
    features: told,
    exhibits: exhibits.map(({ spriteRows }, word) =>
      spriteRows.map((row) => {
        const i = next++;
        const { answers, rank } = firstAnswers(probabilities.subarray(i * k, (i + 1) * k), word);
        return { row, answers, rank, at: places[i] as [number, number] };
      }),
    ),
  };
}

const described = (file: string, bytes: Uint8Array) => ({
  file,
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});

function firstAnswers(row: Float32Array, word: number): Pick<GameExhibit, 'answers' | 'rank'> {
  const order = Array.from(row, (_, c) => c).sort((a, b) => (row[b] as number) - (row[a] as number) || a - b);
  return {
    answers: order.slice(0, ANSWERS).map((c) => [c, Math.round((row[c] as number) * 1e4) / 1e4]),
    rank: order.indexOf(word) + 1,
  };
}
