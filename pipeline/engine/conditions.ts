/** Published models on unseen vector drawings, under changed conditions: `kind: "conditions"` of the results. */
import { readFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import type { ConditionPoint, ConditionsResult } from '../../src/core/condition-results.ts';
import type { ModelId } from '../../src/core/models.ts';
import { createRandom } from '../../src/core/random.ts';
import {
  type ExperimentResult,
  parseAnyResult,
  parseResult,
  SCHEMA_VERSION,
} from '../../src/core/results.ts';
import { percentileInterval, stratifiedBootstrap } from '../../src/core/statistics.ts';
import type { Stroke } from '../../src/core/strokes.ts';
import { sha256 } from '../dataset/bitmaps.ts';
import { DatasetError } from '../dataset/source.ts';
import { writeWhole } from '../dataset/writeWhole.ts';
import { type Conditions, type Factor, quickConditions } from '../experiments/conditions.ts';
import type { Comparison } from '../experiments/experiment.ts';
import { type OpenModel, openModel } from '../export/openModel.ts';
import { PIXELS } from '../models/classifier.ts';
import { duration } from '../progress.ts';
import { loadDrawings } from './drawings.ts';
import { pictures, stack } from './pictures.ts';
import type { Settings } from './prepare.ts';
import { openRecords, runKey } from './record.ts';
import { softwareVersions } from './software.ts';

const RESAMPLES = 1000;
/** A model is sure of what it gives at least this probability. */
const SURE = 0.9;
/**
 * Mean absolute difference of the pixels, of 255, below which a rendered drawing and a bitmap are the same drawing: the
 * rasteriser comes within 0.4 of the official bitmaps, and drawings of two people are tens apart.
 */
const SAME_DRAWING = 1;

/** Drawings of one class that the models have not learnt from. */
interface Unseen {
  readonly drawings: readonly (readonly Stroke[])[];
  readonly leftOut: number;
}

/**
 * @param comparison the declarations of the comparisons that `declared.of` names.
 * @returns whether there was anything to do.
 * @throws DatasetError when the source has no strokes, and when the published models are missing or of other drawings.
 */
export async function runConditions(
  declared: Conditions,
  comparison: (id: string) => Comparison,
  { args, source, embedded, folder, root, progress }: Settings,
): Promise<boolean> {
  const conditions = args.quick ? quickConditions(declared) : declared;
  const { id } = conditions;
  if (source.loadStrokes === undefined)
    throw new DatasetError(
      `${id} needs vector drawings, which the ${source.kind} source does not give. Pass --data DIR with full/simplified/<class>.ndjson beside full/numpy_bitmap.`,
    );
  const started = performance.now();
  const published = await Promise.all(conditions.of.map((of) => readPublished(of, [folder, root])));
  const records = openRecords(join(resolve(args.cache), 'runs'));
  const key = runKey(
    [
      conditions,
      args.models,
      published.map(({ result }) => [result.dataset, result.models.map((model) => model.published.sha256)]),
    ],
    ['engine/conditions.ts'],
  );
  if (records.isCurrent(id, folder, key)) {
    progress.log(`${id}: up to date, nothing to do`);
    return false;
  }

  const tasks: ConditionsResult['tasks'] = [];
  const read = new Map<string, { available: number; used: number; sha256: string }>();
  for (const { result, path } of published) {
    const { experiment: of } = result;
    const drawings = await loadDrawings(comparison(of), source, embedded, progress.load);
    if (!sameDrawings(result, drawings.dataset))
      throw new DatasetError(
        `${id}: the models of ${of} were trained on other drawings than ${source.description} gives, so none can be told to be unseen. Run ${of} on them first.`,
      );
    const classes = result.dataset.classes.map(({ name }) => name);
    const unseen: Unseen[] = [];
    for (const [c, name] of classes.entries()) {
      const vectors = await source.loadStrokes(name, conditions.mostPerClass, { orFewer: true });
      const bitmaps = vectors.map(({ strokes }) => pictures(strokes, 'lineWidth', 16)[0] as Uint8Array);
      const learnt = bitmapsOf(drawings, c);
      const fresh = bitmaps.map((bitmap) => !learnt.some((other) => isSameDrawing(bitmap, other)));
      const shown = vectors.filter((_, i) => fresh[i]).map(({ strokes }) => strokes);
      if (shown.length < 2)
        throw new DatasetError(
          `${id}: of ${vectors.length} vector drawings of "${name}" the models of ${of} have learnt from all but ${shown.length}: expected at least 2 unseen ones`,
        );
      unseen.push({ drawings: shown, leftOut: vectors.length - shown.length });
      const before = read.get(name)?.used ?? 0;
      read.set(name, {
        available: vectors.length,
        used: Math.max(before, shown.length),
        sha256: sha256(stack(bitmaps)),
      });
    }
    const counts = unseen.map(({ drawings }) => drawings.length);
    progress.log(`${id}: ${counts.reduce((a, b) => a + b, 0)} unseen drawings for the models of ${of}`);
    const wanted = result.models.filter(({ model }) => args.models.includes(model));
    const models: ConditionsResult['tasks'][number]['models'] = [];
    for (const { model, published: file } of wanted) {
      const session = await openModel(await readModel(join(path, 'public', file.file), file.sha256, of));
      try {
        const series = [];
        for (const factor of conditions.factors)
          series.push({ factor: factor.id, points: await measure(session, unseen, factor) });
        models.push({ model: model as ModelId, file: file.file, sha256: file.sha256, series });
        progress.log(`${id}: asked the ${model} of ${of}`);
      } finally {
        await session.close();
      }
    }
    tasks.push({ of, classes, drawings: counts, leftOut: unseen.map(({ leftOut }) => leftOut), models });
  }

  const json = join('content/results', `${id}.json`);
  const seconds = (performance.now() - started) / 1000;
  const whole = parseAnyResult(
    {
      schemaVersion: SCHEMA_VERSION,
      kind: 'conditions',
      experiment: id,
      title: conditions.title,
      question: conditions.question,
      date: new Date().toISOString().slice(0, 10),
      dataset: {
        source: source.kind,
        publishable: true,
        licence: 'CC BY 4.0',
        classes: [...read].map(([name, counts]) => ({ name, ...counts })),
      },
      factors: conditions.factors.map(({ id, label, unit, standard, changes }) => ({
        id,
        label,
        unit,
        ...(standard !== undefined && { standard }),
        cumulative: isCumulative(changes),
      })),
      tasks,
      timings: { ...machine(), totalSeconds: seconds, models: [] },
      software: softwareVersions(root, []),
    },
    join(folder, json),
  );
  const text = `${JSON.stringify(whole, null, 1)}\n`;
  await writeWhole(join(folder, json), text);
  await records.set(id, folder, key, new Map([[json, text]]));
  progress.log(`${id}: wrote ${join(folder, json)}, ${duration(seconds)} of rendering and asking`);
  return true;
}

const isCumulative = (changes: Factor['changes']) => changes === 'ink' || changes === 'strokes';

/** The results of a comparison, from the first of the folders that has them. */
async function readPublished(
  of: string,
  folders: readonly string[],
): Promise<{ result: ExperimentResult; path: string }> {
  for (const path of folders) {
    const file = join(path, 'content/results', `${of}.json`);
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text !== undefined) return { result: parseResult(JSON.parse(text), file), path };
  }
  throw new DatasetError(
    `no content/results/${of}.json: its published models are to be asked. Run ${of} first, on the same drawings.`,
  );
}

async function readModel(file: string, expected: string, of: string): Promise<Uint8Array> {
  const bytes = await readFile(file).catch(() => undefined);
  const got = bytes === undefined ? 'no such file' : `SHA-256 ${sha256(bytes)}`;
  if (bytes === undefined || sha256(bytes) !== expected)
    throw new DatasetError(`${file}: ${got}, expected SHA-256 ${expected} by the results. Run ${of} again.`);
  return bytes;
}

const sameDrawings = (result: ExperimentResult, dataset: ExperimentResult['dataset']): boolean =>
  result.dataset.classes.every(
    ({ name, sha256 }, c) => dataset.classes[c]?.name === name && dataset.classes[c]?.sha256 === sha256,
  );

/** What the published models have learnt from, of one class. */
function bitmapsOf(
  { store, publishedTrain }: Awaited<ReturnType<typeof loadDrawings>>,
  label: number,
): Uint8Array[] {
  return Array.from(publishedTrain)
    .filter((row) => store.labels[row] === label)
    .map((row) => store.pixels.subarray(row * PIXELS, (row + 1) * PIXELS));
}

function isSameDrawing(a: Uint8Array, b: Uint8Array): boolean {
  const most = SAME_DRAWING * PIXELS;
  let difference = 0;
  for (let i = 0; i < PIXELS; i++) {
    difference += Math.abs((a[i] as number) - (b[i] as number));
    if (difference > most) return false;
  }
  return true;
}

/** Of one drawing at one value: means over the pictures of it. */
interface Seen {
  readonly right: number;
  readonly confidence: number;
  readonly sureAndWrong: number;
}

async function measure(
  model: OpenModel,
  unseen: readonly Unseen[],
  { changes, values }: Factor,
): Promise<ConditionPoint[]> {
  const labels = Uint8Array.from(unseen.flatMap(({ drawings }, c) => drawings.map(() => c)));
  const drawings = unseen.flatMap((each) => each.drawings);
  const k = unseen.length;
  const bySeen: Seen[][] = [];
  for (const value of values) {
    const shown = drawings.map((strokes) => pictures(strokes, changes, value));
    const probabilities = await model.probabilities(stack(shown.flat()));
    let at = 0;
    bySeen.push(
      shown.map((each, i) => {
        const answers = each.map(() => probabilities.subarray(at * k, ++at * k));
        return seen(answers, labels[i] as number);
      }),
    );
  }
  return values.map((value, v) => {
    const now = bySeen[v] as Seen[];
    const right = Float64Array.from(now, (each) => each.right);
    const byClass = perClass(right, labels, k);
    const accuracy = mean(byClass);
    const later = bySeen.slice(v);
    return {
      value,
      accuracy: percentileInterval(accuracy, resampled(right, labels, k)),
      byClass,
      confidence: meanOverClasses(
        now.map((each) => each.confidence),
        labels,
        k,
      ),
      sureAndWrong: meanOverClasses(
        now.map((each) => each.sureAndWrong),
        labels,
        k,
      ),
      ...(isCumulative(changes) && {
        settled: meanOverClasses(
          now.map((_, i) => Number(later.every((each) => each[i]?.right === 1))),
          labels,
          k,
        ),
      }),
    };
  });
}

/** @param answers probabilities of the classes, one for each picture. */
function seen(answers: readonly Float32Array[], label: number): Seen {
  const each = answers.map((probabilities) => {
    const top = Math.max(...probabilities);
    const right = probabilities.indexOf(top) === label;
    return { right: Number(right), confidence: top, sureAndWrong: Number(!right && top >= SURE) };
  });
  const over = (value: (one: Seen) => number) => mean(each.map(value));
  return {
    right: over((one) => one.right),
    confidence: over((one) => one.confidence),
    sureAndWrong: over((one) => one.sureAndWrong),
  };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function perClass(values: ArrayLike<number>, labels: Uint8Array, k: number): number[] {
  const sums = new Float64Array(k);
  const counts = new Uint32Array(k);
  labels.forEach((label, i) => {
    sums[label] = (sums[label] as number) + (values[i] as number);
    counts[label] = (counts[label] as number) + 1;
  });
  return Array.from(sums, (sum, c) => sum / (counts[c] as number));
}

const meanOverClasses = (values: ArrayLike<number>, labels: Uint8Array, k: number): number =>
  mean(perClass(values, labels, k));

/** Means over the classes of bootstrap samples of the drawings. */
function resampled(values: Float64Array, labels: Uint8Array, k: number): Float64Array {
  const bootstrap = stratifiedBootstrap(labels, createRandom('conditions'));
  const counts = new Uint32Array(k);
  for (const label of labels) counts[label] = (counts[label] as number) + 1;
  return Float64Array.from({ length: RESAMPLES }, () => {
    const times = bootstrap.next();
    const sums = new Float64Array(k);
    labels.forEach((label, i) => {
      sums[label] = (sums[label] as number) + (times[i] as number) * (values[i] as number);
    });
    return mean(Array.from(sums, (sum, c) => sum / (counts[c] as number)));
  });
}

const machine = () => ({
  hardware: { processor: cpus()[0]?.model ?? 'unknown', cores: cpus().length, memoryBytes: totalmem() },
  peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
});
