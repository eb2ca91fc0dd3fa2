/** What a task's steps have come to so far. */
import { accuracy } from '../../../core/metrics.ts';
import { MODEL_NAMES } from '../../../core/models.ts';
import type { Outcome, Settings } from '../project.ts';
import type { TaskStep } from './tasks.ts';

/** Whether the settings are as a step wants them. */
export function isAt(settings: Settings, { change }: TaskStep): boolean {
  return Object.entries(change).every(([name, value]) => settings[name as keyof typeof change] === value);
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
