/** What a task's steps have come to so far. */
import { accuracy } from '../../../core/metrics.ts';
import { MODEL_NAMES } from '../../../core/models.ts';
import { hyperparametersOf } from '../models/presets.ts';
import type { Outcome, Settings } from '../project.ts';
import type { TaskStep } from './tasks.ts';

/** Whether the settings are as a step wants them. */
export function isAt(settings: Settings, { change, knobs }: TaskStep): boolean {
  if (Object.entries(change).some(([name, value]) => settings[name as keyof typeof change] !== value))
    return false;
  if (knobs === undefined) return true;
  const set = hyperparametersOf(
    knobs.model,
    settings.models.find(({ id }) => id === knobs.model)?.knobs ?? {},
  );
  return Object.entries(knobs.values).every(([name, value]) => set[name] === value);
}

/** Every model's accuracy, in words: "Forest 88 %, Convnet 94 %". */
export function scores({ models, test }: Outcome): string {
  const labels = Uint8Array.from(test, ({ label }) => label);
  return models
    .map(({ id, probabilities }) => {
      const percent = Math.round(100 * accuracy(probabilities, labels));
      return `${MODEL_NAMES[id].short} ${percent}\u00a0%`;
    })
    .join(', ');
}
