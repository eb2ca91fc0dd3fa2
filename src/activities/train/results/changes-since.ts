import { MODEL_NAMES } from '../../../core/models.ts';
import { hyperparametersOf } from '../models/presets.ts';
import type { Outcome, Project, Settings } from '../project.ts';
import { splitExamples } from '../split.ts';

/** Settings of the whole, and what they are called. */
const NAMES = {
  seed: 'the seed',
  heldOut: 'how many drawings are held out',
  perClass: 'how many drawings of a class are learnt from',
  wrongLabels: 'how many labels are wrong',
  shiftPx: 'how far the test drawings are moved',
} as const satisfies Partial<Record<keyof Settings, string>>;

/**
 * What is no longer as it was when the models were trained, as phrases such as "the drawings"; empty where nothing is.
 * Which models are chosen is of no matter: what was trained stands.
 */
export function changesSince({ classes, settings, outcome }: Project): string[] {
  if (outcome === null) return [];
  const found: string[] = [];
  if (classes.map(({ name }) => name).join('\n') !== outcome.classes.join('\n')) found.push('the classes');
  else if (!sameDrawings(classes, outcome)) found.push('the drawings');
  for (const name of Object.keys(NAMES) as (keyof typeof NAMES)[])
    if (settings[name] !== outcome.settings[name]) found.push(NAMES[name]);
  for (const { id } of outcome.models)
    if (knobsOf(settings, id) !== knobsOf(outcome.settings, id))
      found.push(`the ${MODEL_NAMES[id].full.toLowerCase()}`);
  return found;
}

/** Whether the same drawings learn and test as then, had the settings stayed. */
function sameDrawings(classes: Project['classes'], { settings, trainIds, test }: Outcome): boolean {
  const now = splitExamples(classes, { ...settings, shiftPx: 0 });
  return (
    now.trainIds.join('\n') === trainIds.join('\n') &&
    now.test.map(({ exampleId }) => exampleId).join('\n') ===
      test.map(({ exampleId }) => exampleId).join('\n')
  );
}

function knobsOf({ models }: Settings, id: (typeof models)[number]['id']): string {
  return JSON.stringify(hyperparametersOf(id, models.find((each) => each.id === id)?.knobs ?? {}), sorted);
}

/** For JSON.stringify: the order in which knobs were turned says nothing. */
function sorted(_: string, value: unknown): unknown {
  return value === null || typeof value !== 'object' || Array.isArray(value)
    ? value
    : Object.fromEntries(Object.entries(value).sort(([a], [b]) => a.localeCompare(b)));
}
