/** Why a model says what it says, in a sentence that its figure bears out. */

import { favourite } from '../../../components/verdict.ts';
import { greatest } from '../../../core/evidence/margin.ts';
import type { ModelId, ModelKind } from '../../../core/models.ts';
import type { Evidence, EvidenceOf } from '../../../inference/explain/protocol.ts';
import { capital, listed, SUBJECTS, tally } from './words.ts';

/** Up to this share of the votes a majority is narrow. */
const NARROW = 0.6;

/** A model's evidence about the drawing. */
export interface Report {
  readonly model: ModelId;
  readonly evidence: Evidence;
}

/** Class indices by falling count; of equals, the earlier. */
const ranking = (counts: readonly number[]): number[] =>
  counts.map((_, index) => index).sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b);

const nameOf = (classes: readonly string[], index: number | undefined) => classes[index ?? 0] ?? '?';

type Say<Kind extends ModelKind> = (
  evidence: EvidenceOf<Kind>,
  classes: readonly string[],
  model: ModelId,
) => string;

const trees: Say<'trees'> = (evidence, classes) => {
  const counts = tally(
    evidence.trees.map(({ vote }) => vote),
    classes.length,
  );
  const [first = 0, second = 0] = ranking(counts);
  const [most = 0, next = 0] = [counts[first], counts[second]];
  const total = evidence.trees.length;
  if (total === 1) return `the one tree there is says ${nameOf(classes, first)}`;
  if (most === next && most + next === total)
    return `the forest is split down the middle: ${most} trees for ${nameOf(classes, first)}, ${next} for ${nameOf(classes, second)}`;
  if (most <= NARROW * total && most + next === total)
    return `the forest is split: ${most} trees to ${next}, for ${nameOf(classes, first)}`;
  if (most <= NARROW * total)
    return `the forest is split: ${most} of ${total} trees say ${nameOf(classes, first)}, ${next} ${nameOf(classes, second)}`;
  return most === total
    ? `all ${total} trees say ${nameOf(classes, first)}`
    : `${most} of ${total} trees say ${nameOf(classes, first)}`;
};

const neighbours: Say<'neighbours'> = (evidence, classes) => {
  const counts = tally(
    evidence.voters.map((voter) => voter.class),
    classes.length,
  );
  const k = evidence.voters.length;
  const [first = 0, second = 0] = ranking(counts);
  const most = counts[first] ?? 0;
  if (k === 1) return `the one neighbour that votes is labelled ${nameOf(classes, first)}`;
  if (most === k) return `all ${k} neighbours that vote are labelled ${nameOf(classes, first)}`;
  if (most === counts[second])
    return `the ${k} neighbours that vote cannot agree: ${most} each for ${nameOf(classes, first)} and ${nameOf(classes, second)}`;
  return `${most} of the ${k} neighbours that vote are labelled ${nameOf(classes, first)}`;
};

const networks: Say<'networks'> = (evidence, classes, model) => {
  const { name } = SUBJECTS[model];
  const [only, ...others] = evidence.members;
  if (others.length > 0) {
    const votes = evidence.members.map(({ probabilities }) => greatest(probabilities));
    const counts = tally(votes, classes.length);
    const [first = 0] = ranking(counts);
    const agreeing = counts[first] ?? 0;
    return agreeing === votes.length
      ? `all ${votes.length} networks of ${name} say ${nameOf(classes, first)}`
      : `${agreeing} of the ${votes.length} networks of ${name} ${agreeing === 1 ? 'says' : 'say'} ${nameOf(classes, first)}`;
  }
  const layer = only?.layers.at(-1);
  if (only === undefined) return `${name} gives no reasons`;
  // No layers between ink and answer.
  if (layer === undefined)
    return `every pixel speaks for itself to ${name}, and together they lean towards ${nameOf(classes, only.winner)}`;
  const sum = (sign: number) =>
    layer.pushes.reduce((total, push) => total + Math.max(0, sign * push), 0).toFixed(1);
  const what = layer.side > 1 ? 'maps' : 'units';
  return `${name}’s ${what} push ${sum(1)} towards ${nameOf(classes, only.winner)} and ${sum(-1)} towards ${nameOf(classes, only.runnerUp)}`;
};

const SAYINGS: { readonly [Kind in ModelKind]: Say<Kind> } = { trees, neighbours, networks };

/**
 * "The forest is split: 52 trees to 48", "3 of the 5 neighbours are a cat each", ...; without a full stop.
 * @param classes names, in the order of the probabilities.
 */
export const reason = ({ model, evidence }: Report, classes: readonly string[]): string =>
  (SAYINGS[evidence.kind] as Say<ModelKind>)(evidence, classes, model);

/**
 * Who disagrees, and what each side's evidence is; where all agree, whose evidence is the weakest. A few sentences;
 * empty for fewer than two reports.
 */
export function contrast(reports: readonly Report[], classes: readonly string[]): string {
  if (reports.length < 2) return '';
  const camps = new Map<number | null, Report[]>();
  for (const report of reports) {
    const choice = favourite(report.evidence.probabilities);
    camps.set(choice, [...(camps.get(choice) ?? []), report]);
  }
  const sides = [...camps].sort(([, a], [, b]) => b.length - a.length);
  const because = (members: readonly Report[]) =>
    members.map((report) => `${capital(reason(report, classes))}.`).join(' ');
  if (sides.length > 1) {
    const named = sides.map(([choice, members]) => {
      const names = listed(members.map(({ model }) => SUBJECTS[model].name));
      const many = members.length > 1 || members.some(({ model }) => SUBJECTS[model].plural);
      return choice === null
        ? `${names} cannot decide`
        : `${names} ${many ? 'say' : 'says'} ${nameOf(classes, choice)}`;
    });
    // The smaller camps are what the reader wonders about.
    const minority = sides.slice(1).flatMap(([, members]) => members);
    const majority = sides[0]?.[1] ?? [];
    const told = [...minority, ...(majority.length < 3 ? majority : weakest(majority))];
    return `They disagree: ${named.join(', ')}. ${because(told)}`;
  }
  const [choice] = sides[0] ?? [null];
  if (choice === null || choice === undefined) return 'None of them can decide.';
  return `They agree on ${nameOf(classes, choice)}. The closest call: ${reason(weakest(reports)[0] as Report, classes)}.`;
}

/** The report whose own answer is the least probable; of equals, the first. */
function weakest(reports: readonly Report[]): Report[] {
  const top = ({ evidence }: Report) => Math.max(...evidence.probabilities);
  return reports.length === 0
    ? []
    : [reports.reduce((least, each) => (top(each) < top(least) ? each : least))];
}
