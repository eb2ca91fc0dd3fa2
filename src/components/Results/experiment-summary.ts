/** What the page of results tells of one experiment, of any kind. */
import { type Fact, lookup } from '../../core/lookup.ts';
import { MODEL_NAMES, type ModelId } from '../../core/models.ts';
import type { AnyResult, ConditionsResult, GameResult } from '../../core/results.ts';

export interface ModelFile {
  readonly model: ModelId;
  readonly name: string;
  /** Below `public/`. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly form: string;
}

export interface ExperimentSummary {
  /** What had the highest accuracy, and its accuracy; left out where nothing competes. */
  readonly best?: { readonly name: string; readonly accuracy: Fact };
  /** A sweep's variant that other experiments use, and why it; left out where it is the best. */
  readonly chosen?: { readonly name: string; readonly accuracy: Fact; readonly reason: string };
  /** In a sentence: how many training drawings, all classes together, or whose models were asked. */
  readonly learned: string;
  /** How it was measured, in a sentence. */
  readonly measured: string;
  readonly files: readonly ModelFile[];
}

export function experimentSummary(result: AnyResult): ExperimentSummary {
  const drawings = (perClass: number) => (perClass * result.dataset.classes.length).toLocaleString('en-GB');
  if (result.kind === 'conditions') return conditionsSummary(result);
  if (result.kind === 'game') return gameSummary(result);
  const { split } = result;
  const learned = (sizes: readonly number[]) =>
    `${sizes.map((size) => size.toLocaleString('en-GB')).join(', ')} drawings. ${split.validation}`;
  if (result.kind === 'sweep') {
    const chosen = result.chosen.variant;
    return {
      best: { name: String(lookup(result, 'best.label').value), accuracy: lookup(result, 'best.accuracy') },
      ...(lookup(result, 'best.id').value === chosen
        ? {}
        : {
            chosen: {
              name: String(lookup(result, 'chosen.label').value),
              accuracy: lookup(result, 'chosen.accuracy'),
              reason: result.chosen.reason,
            },
          }),
      learned: learned([split.trainPerClass * result.dataset.classes.length]),
      measured: `${result.variants.length} settings, each in ${split.folds} folds.`,
      files: [],
    };
  }
  const sizes = result.learningCurve.flatMap(({ points }) => points.map((point) => point.trainDrawings));
  return {
    best: { name: String(lookup(result, 'top.name').value), accuracy: lookup(result, 'top.accuracy') },
    learned: learned([...new Set(sizes)].sort((a, b) => a - b)),
    measured:
      result.split.method === 'fixed'
        ? `On one test set of ${drawings(split.testPerClass)} drawings, ${result.split.seeds.length} training ${result.split.seeds.length === 1 ? 'set' : 'sets'} a size.`
        : `In ${result.split.folds} folds, ${drawings(split.testPerClass)} drawings tested once each.`,
    files: result.models.map(({ model, published }) => ({
      model,
      name: MODEL_NAMES[model].full,
      file: published.file,
      bytes: published.bytes,
      sha256: published.sha256,
      form: published.form,
    })),
  };
}

function conditionsSummary({ tasks, factors }: ConditionsResult): ExperimentSummary {
  const shown = tasks.map(({ drawings }) => drawings.reduce((sum, count) => sum + count, 0));
  const values = factors.map(({ id, label }) => {
    const steps = tasks[0]?.models[0]?.series.find(({ factor }) => factor === id)?.points.length ?? 0;
    return `${label.toLowerCase()} in ${steps} steps`;
  });
  return {
    learned: `Nothing: asks the published models of ${tasks.map(({ of }) => of).join(' and ')}.`,
    measured: `On ${shown.map((count) => count.toLocaleString('en-GB')).join(' and ')} vector drawings that the models have not learnt from: ${values.join(', ')}.`,
    files: [],
  };
}

function gameSummary(result: GameResult): ExperimentSummary {
  const { network, split, words } = result;
  const { file, bytes, sha256, form } = network.published;
  const name = MODEL_NAMES[network.model].full;
  return {
    best: { name, accuracy: lookup(result, 'network.top1') },
    learned: `${network.trainDrawings.toLocaleString('en-GB')} drawings of ${words.length} words. The temperature was chosen on ${split.validationPerClass} others of each word.`,
    measured: `On one test set of ${(split.testPerClass * words.length).toLocaleString('en-GB')} drawings.`,
    files: [{ model: network.model, name, file, bytes, sha256, form }],
  };
}
