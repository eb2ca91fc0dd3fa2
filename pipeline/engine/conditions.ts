/** Published models on unseen vector drawings, under changed conditions: `kind: "conditions"` of the results. */
import { join, resolve } from 'node:path';
import type { ConditionsResult } from '../../src/core/condition-results.ts';
import { rasterize } from '../../src/core/rasterize.ts';
import { parseAnyResult, SCHEMA_VERSION } from '../../src/core/results.ts';
import { PIXELS } from '../../src/learning/classifier.ts';
import { sha256 } from '../dataset/bitmaps.ts';
import { DatasetError } from '../dataset/source.ts';
import { writeTogether } from '../dataset/writeWhole.ts';
import { type Conditions, quickConditions } from '../experiments/conditions.ts';
import type { Comparison } from '../experiments/experiment.ts';
import { openModel } from '../export/openModel.ts';
import { duration } from '../progress.ts';
import { conditionInputs, keyOfConditions } from './conditionInputs.ts';
import { machine } from './machine.ts';
import { isCumulative, measureFactor, type Unseen } from './measureFactor.ts';
import { stack } from './pictures.ts';
import type { Settings } from './prepare.ts';
import { openRecords } from './record.ts';
import { resultText } from './resultText.ts';
import { shownManifest, writtenRows } from './rowManifest.ts';
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
  settings: Settings,
): Promise<boolean> {
  const { args, source, folder, root, progress } = settings;
  const conditions = args.quick ? quickConditions(declared) : declared;
  const { id } = conditions;
  const started = performance.now();
  const inputs = await conditionInputs(conditions, comparison, settings);
  const records = openRecords(join(resolve(args.cache), 'runs'));
  const key = keyOfConditions(conditions, source, inputs);
  if (records.isCurrent(id, folder, key)) {
    progress.log(`${id}: up to date, nothing to do`);
    return false;
  }

  const tasks: ConditionsResult['tasks'] = [];
  const read = new Map<string, { used: number; pixels: Uint8Array }>();
  for (const { of, drawings, vectors: byClass, models: asked } of inputs) {
    const unseen: Unseen[] = [];
    for (const { name, drawings: vectors } of byClass) {
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
        used: Math.max(before, shown.length),
        pixels: stack(bitmaps),
      });
    }
    const counts = unseen.map(({ drawings }) => drawings.length);
    progress.log(`${id}: ${counts.reduce((a, b) => a + b, 0)} unseen drawings for the models of ${of}`);
    const models: ConditionsResult['tasks'][number]['models'] = [];
    for (const { model, file, sha256, onnx } of asked) {
      const session = await openModel(onnx);
      try {
        const series = [];
        for (const factor of conditions.factors)
          series.push({ factor: factor.id, points: await measureFactor(session, unseen, factor) });
        models.push({ model, file, sha256, series });
        progress.log(`${id}: asked the ${model} of ${of}`);
      } finally {
        await session.close();
      }
    }
    const classes = byClass.map(({ name }) => name);
    tasks.push({ of, classes, drawings: counts, leftOut: unseen.map(({ leftOut }) => leftOut), models });
  }

  const list = source.kind === 'embedded' ? undefined : writtenRows(shownManifest(id, source.kind, read));
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
        classes: [...read].map(([name, { used, pixels }]) => ({
          name,
          available: pixels.length / PIXELS,
          used,
          sha256: sha256(pixels),
        })),
        ...(list && { rows: list.rows }),
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
  const written = new Map([
    ...(list ? [[join('public', list.rows.file), list.text] as const] : []),
    [json, resultText(whole)] as const,
  ]);
  await writeTogether(new Map([...written].map(([file, text]) => [join(folder, file), text])));
  await records.set(id, folder, key, written);
  progress.log(`${id}: wrote ${join(folder, json)}, ${duration(seconds)} of rendering and asking`);
  return true;
}
