import { type DemoTask, taskName } from '../../components/demo-task.ts';
import { isFirstLook } from '../../components/first-look.ts';
import { lineBytes } from '../../components/line-bytes.ts';
import { loadResult } from '../../components/load-result.ts';
import { ownIds } from '../../components/own-experiments.ts';
import type { ModelId } from '../../core/models.ts';

/** What the demo needs of experiments, from their results. @param shown who looks on; everyone unless given. */
export async function loadTasks(
  experiments: readonly string[],
  shown?: readonly ModelId[],
): Promise<DemoTask[]> {
  return Promise.all(
    experiments.map(async (experiment) => {
      const result = await loadResult(experiment);
      const classes = result.dataset.classes.map(({ name }) => name);
      return {
        experiment,
        name: taskName(experiment, classes, ownIds().includes(experiment) ? result.title : undefined),
        classes,
        models: result.models
          .filter(({ model }) => shown === undefined || shown.includes(model))
          .map(({ model, published: { file, bytes, sha256, accuracy } }) => ({
            id: model,
            file,
            bytes,
            lineBytes: lineBytes(file),
            sha256,
            accuracy: accuracy.value,
          })),
        exhibits: result.exhibits
          .filter((each) => classes.includes(each.class))
          .map((each) => (isFirstLook(result) ? { ...each, learntFrom: 'most' as const } : each)),
      };
    }),
  );
}
