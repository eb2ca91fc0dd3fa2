/** Whatever a result is made of names its run: a byte that changes, and the same command runs anew. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { classDrawings, sha256 } from '../../pipeline/dataset/bitmaps.ts';
import type { DrawingSource } from '../../pipeline/dataset/source.ts';
import {
  type ConditionInput,
  conditionInputs,
  keyOfConditions,
} from '../../pipeline/engine/conditionInputs.ts';
import { loadDrawings } from '../../pipeline/engine/drawings.ts';
import { askedGame } from '../../pipeline/engine/game/askedGame.ts';
import { loadGameDrawings } from '../../pipeline/engine/game/gameDrawings.ts';
import { gameKey } from '../../pipeline/engine/game/gameKey.ts';
import { keyOfRun } from '../../pipeline/engine/runOne.ts';
import type { Conditions } from '../../pipeline/experiments/conditions.ts';
import type { Comparison, Experiment } from '../../pipeline/experiments/experiment.ts';
import type { Game } from '../../pipeline/experiments/game.ts';
import { CONDITIONS, EXPERIMENTS, GAMES } from '../../pipeline/experiments/index.ts';
import { createProgress } from '../../pipeline/progress.ts';
import { MODEL_IDS } from '../../src/core/models.ts';
import { createRandom } from '../../src/core/random.ts';
import { PIXELS } from '../../src/learning/classifier.ts';

const ROWS = 30;

/** What is changed: a byte of a class's drawings, or a point of one of its vectors. */
interface Change {
  readonly word?: string;
  readonly what?: 'pixel' | 'point';
}

/** Drawings made up for each word, all different, and strokes. */
function madeUp(kind: DrawingSource['kind'], rows: number, change: Change = {}): DrawingSource {
  return {
    kind,
    description: 'made up',
    available: async () => rows,
    load: async (word, count) => {
      const random = createRandom(`${kind} ${word}`);
      const pixels = Uint8Array.from({ length: count * PIXELS }, () => random.int(256));
      if (change.word === word && change.what === 'pixel') pixels[7] = (pixels[7] as number) ^ 1;
      return classDrawings(word, rows, pixels);
    },
    loadStrokes: async (word) =>
      Array.from({ length: 4 }, (_, i) => {
        const last = change.word === word && change.what === 'point' && i === 3 ? 201 : 200;
        return {
          word,
          strokes: [
            [
              [0, 90 + i, 255],
              [word.length, 0, last],
            ],
          ],
        };
      }),
  };
}
const firstAndLast = (words: readonly string[]) => [words[0] as string, words.at(-1) as string];

/** Runs with nothing changed, twice, and with each of the changes: all but the first two have to differ. */
async function expectAllToCount(keyWith: (change?: string) => Promise<string>, changes: readonly string[]) {
  const same = [await keyWith(), await keyWith()];
  expect(same[1]).toBe(same[0]);
  const others = [];
  for (const change of changes) others.push(await keyWith(change));
  expect(new Set([same[0], ...others]).size).toBe(changes.length + 1);
}

describe.each(Object.values(EXPERIMENTS))('$kind $id', (declared) => {
  it('is another run when a drawing, an exhibit, or the declaration has changed', async () => {
    const [first, last] = firstAndLast(declared.classes);
    const keyWith = async (changed?: string) => {
      const [where, word] = changed?.split('/') ?? [];
      const change = { ...(word !== undefined && { word }), what: 'pixel' as const };
      const source = madeUp(
        where === 'source' ? 'official' : 'folder',
        ROWS,
        where === 'drawing' ? change : {},
      );
      const exhibits = madeUp('embedded', 3, where === 'exhibit' ? change : {});
      const experiment = { ...declared, ...(where === 'declaration' && { splitSeed: 99 }) } as Experiment;
      const models = where === 'models' ? MODEL_IDS.slice(1) : MODEL_IDS;
      return keyOfRun(experiment, await loadDrawings(experiment, source, exhibits), {
        models,
        kernels: 'simd',
      });
    };
    await expectAllToCount(keyWith, [
      `drawing/${first}`,
      `drawing/${last}`,
      `exhibit/${first}`,
      `exhibit/${last}`,
      'declaration',
      'models',
      'source',
    ]);
  });
});

describe.each(Object.values(GAMES))('game $id', (declared: Game) => {
  it('is another run when a drawing, one on show, the declaration, or the kernels have changed', async () => {
    const words = ['cat', 'sheep', 'bee'];
    const keyWith = async (changed?: string) => {
      const [where, word] = changed?.split('/') ?? [];
      const change = { ...(word !== undefined && { word }), what: 'pixel' as const };
      const game = askedGame(
        { ...declared, testPerClass: 5, validationPerClass: 5, splitSeed: where === 'declaration' ? 99 : 1 },
        { args: { classes: words, quick: false, trainPerClass: undefined } },
      );
      const source = madeUp('folder', ROWS, where === 'drawing' ? change : {});
      const shown = madeUp('embedded', game.exhibitsPerClass + 1, where === 'exhibit' ? change : {});
      const drawings = await loadGameDrawings(game, source, shown);
      return gameKey(game, drawings, where === 'kernels' ? 'relaxed' : 'simd');
    };
    await expectAllToCount(keyWith, [
      'drawing/cat',
      'drawing/bee',
      'exhibit/cat',
      'exhibit/bee',
      'declaration',
      'kernels',
    ]);
  });
});

describe.each(Object.values(CONDITIONS))('conditions $id', (conditions: Conditions) => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'keys-'));
    await mkdir(path.join(folder, 'content/results'), { recursive: true });
    await mkdir(path.join(folder, 'public/models'), { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** The committed results, as if they were of these drawings, and models of a few bytes. */
  async function publish(source: DrawingSource, changedModel: boolean) {
    for (const of of conditions.of) {
      const result = JSON.parse(await readFile(`content/results/${of}.json`, 'utf8'));
      const { dataset } = await loadDrawings(EXPERIMENTS[of] as Experiment, source, madeUp('embedded', 1));
      for (const [c, found] of result.dataset.classes.entries()) found.sha256 = dataset.classes[c]?.sha256;
      for (const { published } of result.models) {
        const bytes = Buffer.from(`${published.file}${changedModel ? '!' : ''}`);
        published.sha256 = sha256(bytes);
        await writeFile(path.join(folder, 'public', published.file), bytes);
      }
      await writeFile(path.join(folder, 'content/results', `${of}.json`), JSON.stringify(result));
    }
  }

  it('is another run when a vector, a drawing, a published model, or the declaration has changed', async () => {
    const words = (EXPERIMENTS[conditions.of.at(-1) as string] as Comparison).classes;
    const [first, last] = firstAndLast(words);
    const keyWith = async (changed?: string) => {
      const [where, word] = changed?.split('/') ?? [];
      const change: Change =
        where === 'vector' || where === 'drawing'
          ? { ...(word !== undefined && { word }), what: where === 'vector' ? 'point' : 'pixel' }
          : {};
      const source = madeUp('folder', ROWS, change);
      await publish(source, where === 'model');
      const declared = { ...conditions, ...(where === 'declaration' && { mostPerClass: 3 }) };
      const models = where === 'models' ? MODEL_IDS.slice(0, 1) : MODEL_IDS;
      const inputs: ConditionInput[] = await conditionInputs(
        declared,
        (id) => EXPERIMENTS[id] as Comparison,
        {
          args: { models },
          source,
          embedded: madeUp('embedded', 1),
          folder,
          root: folder,
          progress: createProgress({ write: () => true, isTTY: false } as never, () => 0),
        },
      );
      return keyOfConditions(declared, source, inputs);
    };
    await expectAllToCount(keyWith, [
      `vector/${first}`,
      `vector/${last}`,
      `drawing/${first}`,
      `drawing/${last}`,
      'model',
      'declaration',
      'models',
    ]);
  });
});
