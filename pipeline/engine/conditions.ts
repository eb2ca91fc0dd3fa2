/** Published models on unseen vector drawings, under changed conditions: `kind: "conditions"` of the results. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ConditionsResult } from '../../src/core/condition-results.ts';
import type { ModelId } from '../../src/core/models.ts';
import { rasterize } from '../../src/core/rasterize.ts';
import {
  type ExperimentResult,
  parseAnyResult,
  parseResult,
  SCHEMA_VERSION,
} from '../../src/core/results.ts';
import { sha256 } from '../dataset/bitmaps.ts';
import { DatasetError } from '../dataset/source.ts';
import { writeWhole } from '../dataset/writeWhole.ts';
import { type Conditions, quickConditions } from '../experiments/conditions.ts';
import type { Comparison } from '../experiments/experiment.ts';
import { openModel } from '../export/openModel.ts';
import { duration } from '../progress.ts';
import { loadDrawings } from './drawings.ts';
import { machine } from './machine.ts';
import { isCumulative, measureFactor, type Unseen } from './measureFactor.ts';
import { stack } from './pictures.ts';
import type { Settings } from './prepare.ts';
import { openRecords, runKey } from './record.ts';
import { resultText } from './resultText.ts';
import { softwareVersions } from './software.ts';
import { unseenOf } from './unseen.ts';

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
    for (const name of classes) {
      const vectors = await source.loadStrokes(name, conditions.mostPerClass, { orFewer: true });
      const bitmaps = vectors.map(({ strokes }) => rasterize(strokes));
      const fresh = unseenOf(bitmaps, { store: drawings.store, train: drawings.publishedTrain });
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
          series.push({ factor: factor.id, points: await measureFactor(session, unseen, factor) });
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
  const text = resultText(whole);
  await writeWhole(join(folder, json), text);
  await records.set(id, folder, key, new Map([[json, text]]));
  progress.log(`${id}: wrote ${join(folder, json)}, ${duration(seconds)} of rendering and asking`);
  return true;
}

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
