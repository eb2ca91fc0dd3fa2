import type { DemoModel, DemoTask, ExhibitSheet } from '../../../components/demo-task.ts';
import type { Outcome, Project } from '../project.ts';
import type { BlobUrls } from './blob-urls.ts';
import { learntDrawings } from './learnt-drawings.ts';
import { scoreModel } from './scores.ts';
import { spriteFile } from './sprite-file.ts';

/** Name of the reader's own task in a link to a drawing. */
export const OWN_TASK = 'train';

/**
 * What the drawing demo needs of the reader's own models: files and sprites by addresses of the page's own.
 * @param pause lets the page do something else: a sprite takes a few hundredths of a second.
 */
export async function ownTask(
  project: Pick<Project, 'name' | 'classes'> & { readonly outcome: Outcome },
  urls: Pick<BlobUrls, 'make'>,
  pause: () => Promise<void>,
): Promise<DemoTask> {
  const { outcome } = project;
  const models = outcome.models.map(
    (model): DemoModel => ({
      id: model.id,
      file: `${model.id}.onnx`,
      url: urls.make(new Uint8Array(model.onnx), 'application/octet-stream'),
      bytes: model.onnx.length,
      accuracy: scoreModel(model, outcome).accuracy.value,
    }),
  );
  const exhibits: ExhibitSheet[] = [];
  for (const { class: name, pixels } of learntDrawings(project)) {
    await pause();
    const url = urls.make(spriteFile(pixels), 'image/png');
    exhibits.push({
      class: name,
      file: `${name}.png`,
      url,
      count: pixels.length,
      blocked: [],
      learntFrom: 'all',
      pixels,
    });
  }
  return { experiment: OWN_TASK, name: project.name, classes: outcome.classes, models, exhibits };
}
