import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PUBLIC_FOLDER } from '../../components/site-folders.ts';
import type { ModelId } from '../../core/models.ts';
import { type OnnxGraph, readOnnx } from '../../core/read-onnx.ts';
import type { ExperimentResult } from '../../core/results.ts';

/**
 * The model that the demo runs, opened at build time.
 * @throws Error when the results have no such model, or its file is not below `public/`.
 */
export function publishedModel(
  result: Pick<ExperimentResult, 'experiment' | 'models'>,
  id: ModelId,
): OnnxGraph {
  const published = result.models.find(({ model }) => model === id)?.published;
  if (!published)
    throw new Error(`the results of "${result.experiment}" have no model "${id}" for the article to show`);
  const file = join(PUBLIC_FOLDER, published.file);
  if (!existsSync(file))
    throw new Error(
      `${file} is not there, and the article shows the inside of that model: run "npm run pipeline -- ${result.experiment}" again, which writes it with the results`,
    );
  return readOnnx(readFileSync(file));
}
