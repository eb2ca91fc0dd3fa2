import { existsSync, readFileSync } from 'node:fs';
import type { ModelId } from '../../core/models.ts';
import { type OnnxGraph, readOnnx } from '../../core/read-onnx.ts';
import type { ExperimentResult } from '../../core/results.ts';

/**
 * The model that the demo runs, opened at build time; null where its file is not there (yet), in which case
 * a figure leaves out what it would show of the model's insides.
 */
export function publishedModel(result: ExperimentResult, id: ModelId): OnnxGraph | null {
  const file = `public/${result.models.find(({ model }) => model === id)?.published.file}`;
  if (existsSync(file)) return readOnnx(readFileSync(file));
  console.warn(`${file} is not there: the article's figure of the ${id} shows less. Run the pipeline.`);
  return null;
}
