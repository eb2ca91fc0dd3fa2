import { MODEL_NAMES, type ModelId } from '../core/models.ts';

/** The models as options of `Choice.svelte`, each in its colour. */
export function modelOptions(models: readonly ModelId[]) {
  return models.map((model) => ({
    value: model,
    label: MODEL_NAMES[model].short,
    color: `var(--${model})`,
  }));
}
