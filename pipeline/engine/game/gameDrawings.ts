/** The drawings of all words, laid out once in memory that every thread shares. */
import { createHash } from 'node:crypto';
import { createRandom } from '../../../src/core/random.ts';
import type { GameResult } from '../../../src/core/results.ts';
import { PIXELS } from '../../../src/learning/classifier.ts';
import { sha256 } from '../../dataset/bitmaps.ts';
import { blockedRows } from '../../dataset/blocklist.ts';
import {
  type ClassDrawings,
  DatasetError,
  type DrawingSource,
  type LoadProgress,
} from '../../dataset/source.ts';
import type { Game } from '../../experiments/game.ts';
import type { DrawingStore, Rows } from '../job.ts';

export interface GameDrawings {
  readonly store: DrawingStore;
  readonly test: Rows;
  readonly validation: Rows;
  /** Of each word at most `perWord`, those of a smaller number among those of a larger; all of them by default. */
  train(perWord?: number): Rows;
  readonly trainPerClass: readonly number[];
  /** By word. */
  readonly exhibits: readonly {
    readonly rows: Rows;
    readonly spriteRows: readonly number[];
    /** Of their pixels. */
    readonly sha256: string;
  }[];
  /** Left out of training, since the test set holds an exact copy. */
  readonly duplicates: number;
  readonly dataset: GameResult['dataset'];
}

/** All drawings on show, word by word. */
export const exhibitRows = ({ exhibits }: Pick<GameDrawings, 'exhibits'>): Rows =>
  Int32Array.from(exhibits.flatMap(({ rows }) => [...rows]));

/** How many drawings of each word are loaded, and how many of these are trained on at most. @throws DatasetError */
export async function wantedOfWords(game: Game, source: DrawingSource): Promise<number[]> {
  const aside = game.testPerClass + game.validationPerClass;
  const wanted: number[] = [];
  for (const name of game.classes) {
    const available = await source.available(name);
    if (available <= aside)
      throw new DatasetError(
        `${game.id}: "${name}" has ${available} drawings, expected more than ${aside}: ${game.testPerClass} to test, ${game.validationPerClass} to validate, and some to train on. Use --data with more of them, or --quick.`,
      );
    wanted.push(Math.min(available, aside + game.mostTrainPerClass));
  }
  return wanted;
}

/**
 * Which drawings of a word are tested, and which validated, depends on `splitSeed` and that word alone. No drawing that is
 * trained on or validated equals one of the test set, pixel by pixel.
 * @param shown the drawings on show.
 */
export async function loadGameDrawings(
  game: Game,
  source: DrawingSource,
  shown: DrawingSource,
  onProgress?: (progress: LoadProgress) => void,
): Promise<GameDrawings> {
  const { classes, testPerClass, validationPerClass, exhibitsPerClass } = game;
  const wanted = await wantedOfWords(game, source);
  const count = wanted.reduce((a, b) => a + b, 0) + classes.length * exhibitsPerClass;
  const pixels = new Uint8Array(new SharedArrayBuffer(count * PIXELS));
  const labels = new Uint16Array(new SharedArrayBuffer(2 * count));
  const store: DrawingStore = { classes, count, pixels, labels };
  const random = createRandom(game.splitSeed);

  const test: number[] = [];
  const rests: number[][] = []; // by word, in the order in which they are taken
  const sums: (Pick<ClassDrawings, 'name' | 'available' | 'sha256'> & {
    pooled?: { form: 'bitmaps' | 'vectors'; count: number; sha256: string }[];
  })[] = [];
  let next = 0;
  for (const [label, name] of classes.entries()) {
    const {
      count: loaded,
      pixels: own,
      sha256: sum,
      available,
      pooled,
    } = await source.load(name, wanted[label] as number, onProgress);
    const first = next;
    next += loaded;
    pixels.set(own, first * PIXELS);
    labels.fill(label, first, next);
    const order = random
      .fork(`test/${name}`)
      .shuffle(Array.from({ length: loaded }, (_, row) => first + row));
    test.push(...order.slice(0, testPerClass));
    rests.push(order.slice(testPerClass));
    sums.push({
      name,
      available,
      sha256: sum,
      ...(pooled && { pooled: pooled.map((part) => ({ ...part })) }),
    });
  }

  const digest = (row: number) =>
    createHash('sha256')
      .update(pixels.subarray(row * PIXELS, (row + 1) * PIXELS))
      .digest('base64');
  const tested = new Set(test.map(digest));
  let duplicates = 0;
  const validation: number[] = [];
  const trains = rests.map((rest, label) => {
    const fresh = rest.filter((row) => !tested.has(digest(row)));
    duplicates += rest.length - fresh.length;
    if (fresh.length <= validationPerClass)
      throw new DatasetError(
        `${game.id}: "${classes[label]}" has only ${fresh.length} drawings that are not tested as well, expected more than ${validationPerClass}`,
      );
    validation.push(...fresh.slice(0, validationPerClass));
    return fresh.slice(validationPerClass);
  });

  const exhibits = [];
  for (const [label, name] of classes.entries()) {
    const { pixels: all } = await shown.load(name, await shown.available(name));
    const blocked = new Set(blockedRows(name));
    const spriteRows: number[] = [];
    for (let row = 0; spriteRows.length < exhibitsPerClass && row < all.length / PIXELS; row++)
      if (!blocked.has(row)) spriteRows.push(row);
    const rows = spriteRows.map((row) => {
      pixels.set(all.subarray(row * PIXELS, (row + 1) * PIXELS), next * PIXELS);
      labels[next] = label;
      return next++;
    });
    const own = pixels.subarray((next - rows.length) * PIXELS, next * PIXELS);
    exhibits.push({ rows: Int32Array.from(rows), spriteRows, sha256: sha256(own) });
  }

  return {
    store,
    test: Int32Array.from(test),
    validation: Int32Array.from(validation),
    train: (perWord = Number.POSITIVE_INFINITY) => {
      const rows = trains.flatMap((own) => own.slice(0, perWord));
      return Int32Array.from(random.fork('training order').shuffle(rows));
    },
    trainPerClass: trains.map(({ length }) => length),
    exhibits,
    duplicates,
    dataset: {
      source: source.kind,
      publishable: source.kind !== 'embedded',
      licence: 'CC BY 4.0',
      classes: sums.map((sum, label) => ({
        ...sum,
        used: testPerClass + validationPerClass + (trains[label] as number[]).length,
      })),
    },
  };
}
