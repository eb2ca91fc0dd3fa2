/** What published models are shown under changed conditions, the models, and the name of a run on just these. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelId } from '../../src/core/models.ts';
import { type ExperimentResult, parseResult } from '../../src/core/results.ts';
import type { StrokeDrawing } from '../../src/drawings/read/drawings-of-file.ts';
import { sha256 } from '../dataset/bitmaps.ts';
import { DatasetError, type DrawingSource } from '../dataset/source.ts';
import type { Conditions } from '../experiments/conditions.ts';
import type { Comparison } from '../experiments/experiment.ts';
import { type ExperimentDrawings, loadDrawings } from './drawings.ts';
import type { Settings } from './prepare.ts';
import { runKey } from './record.ts';

/** Of one comparison whose models are asked. */
export interface ConditionInput {
  readonly of: string;
  /** Those that its models were trained and tested on. */
  readonly drawings: Pick<ExperimentDrawings, 'store' | 'publishedTrain' | 'dataset'>;
  /** By class. */
  readonly vectors: readonly { readonly name: string; readonly drawings: readonly StrokeDrawing[] }[];
  readonly models: readonly PublishedModel[];
}

interface PublishedModel {
  readonly model: ModelId;
  /** Below `public`. */
  readonly file: string;
  readonly sha256: string;
  readonly onnx: Uint8Array;
}

/**
 * @param comparison the declarations of the comparisons that `conditions.of` names.
 * @throws DatasetError when the source has no strokes, and when the published models are missing or of other drawings.
 */
export async function conditionInputs(
  conditions: Conditions,
  comparison: (id: string) => Comparison,
  {
    args,
    source,
    embedded,
    folder,
    root,
    progress,
  }: Omit<Settings, 'args'> & {
    readonly args: Pick<Settings['args'], 'models'>;
  },
): Promise<ConditionInput[]> {
  const { id } = conditions;
  if (source.loadStrokes === undefined)
    throw new DatasetError(
      `${id} needs vector drawings, which the ${source.kind} source does not give. Pass --data DIR with full/simplified/<class>.ndjson beside full/numpy_bitmap.`,
    );
  const inputs: ConditionInput[] = [];
  for (const of of conditions.of) {
    const { result, path } = await readPublished(of, [folder, root]);
    const learnt = (await source.withListOf?.(of)) ?? source;
    const drawings = await loadDrawings(comparison(of), learnt, embedded, progress.load);
    if (!sameDrawings(result, drawings.dataset))
      throw new DatasetError(
        `${id}: the models of ${of} were trained on other drawings than ${source.description} gives, so none can be told to be unseen. Run ${of} on them first.`,
      );
    const models = [];
    for (const { model, published } of result.models)
      if (args.models.includes(model)) {
        const onnx = await readModel(join(path, 'public', published.file), published.sha256, of);
        models.push({ model, file: published.file, sha256: published.sha256, onnx });
      }
    const names = result.dataset.classes.map(({ name }) => name);
    inputs.push({ of, drawings, vectors: await loadVectors(source, names, conditions), models });
  }
  return inputs;
}

/** What a finished run is remembered by. */
export const keyOfConditions = (
  conditions: Conditions,
  { kind }: Pick<DrawingSource, 'kind'>,
  inputs: readonly ConditionInput[],
): string =>
  runKey(
    [
      conditions,
      kind,
      inputs.map(({ of, drawings, vectors, models }) => [
        of,
        drawings.dataset,
        vectors.map(({ name, drawings }) => [name, sumOf(drawings)]),
        models.map(({ model, file, onnx }) => [model, file, sha256(onnx)]),
      ]),
    ],
    ['engine/conditions.ts'],
  );

const sumOf = (drawings: readonly StrokeDrawing[]): string =>
  sha256(Buffer.from(JSON.stringify(drawings.map(({ strokes }) => strokes))));

async function loadVectors(
  { loadStrokes }: DrawingSource,
  names: readonly string[],
  { mostPerClass }: Conditions,
): Promise<ConditionInput['vectors']> {
  const vectors = [];
  for (const name of names)
    vectors.push({ name, drawings: (await loadStrokes?.(name, mostPerClass, { orFewer: true })) ?? [] });
  return vectors;
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
