/** Every two models of a comparison on the same drawings, ranked: who is ahead of whom, by how much, and how surely. */
import { MODEL_IDS, MODEL_NAMES, type ModelId } from '../core/models.ts';
import type { Difference } from '../core/results.ts';
import { formatPointsRange } from './format.ts';
import type { DotRow } from './interval-dots.ts';
import {
  distancePhrase,
  leavesOutZero,
  type PairedDifference,
  pairedDifference,
  plainPoints,
} from './paired-difference.ts';

export interface ModelLead {
  readonly ahead: ModelId;
  readonly behind: ModelId;
  /** Of the one ahead to the one behind, never below zero. */
  readonly difference: PairedDifference;
}

/**
 * Every two of the models, by their places in the ranking; empty where a difference is missing.
 * @param models all that the differences are of unless given
 */
export function modelLeads(
  differences: readonly Difference[] | undefined,
  models: readonly ModelId[] = MODEL_IDS.filter((id) =>
    differences?.some(({ a, b }) => a === id || b === id),
  ),
): ModelLead[] {
  const between = (ahead: ModelId, behind: ModelId) => pairedDifference(differences, ahead, behind);
  const lead = (id: ModelId) => models.reduce((sum, other) => sum + (between(id, other)?.value ?? 0), 0);
  const ranked = [...models].sort((a, b) => lead(b) - lead(a) || MODEL_IDS.indexOf(a) - MODEL_IDS.indexOf(b));
  const pairs = ranked.flatMap((ahead, i) => ranked.slice(i + 1).map((behind) => ({ ahead, behind })));
  const leads = pairs.flatMap(({ ahead, behind }): ModelLead[] => {
    const difference = between(ahead, behind);
    return difference ? [{ ahead, behind, difference }] : [];
  });
  return leads.length === pairs.length ? leads : [];
}

/** Those of neighbours in the ranking: its steps, from the top down. */
export function stepsOf(leads: readonly ModelLead[]): ModelLead[] {
  const ranked = [...new Set(leads.flatMap(({ ahead, behind }) => [ahead, behind]))];
  return ranked
    .slice(1)
    .flatMap((behind, i) => leads.filter((l) => l.ahead === ranked[i] && l.behind === behind));
}

/** The lead of every model, but the last, over the next in the ranking, by the one ahead. */
export const leadsOverNext = (leads: readonly ModelLead[]): ReadonlyMap<ModelId, ModelLead> =>
  new Map(stepsOf(leads).map((step) => [step.ahead, step]));

/** Of a table: the next model, the lead over it in points, the ends of its interval; empty for the last. */
export const leadCells = (lead: ModelLead | undefined): string[] =>
  lead
    ? [
        MODEL_NAMES[lead.behind].full,
        ...[lead.difference.value, lead.difference.low, lead.difference.high].map(plainPoints),
      ]
    : ['', '', '', ''];

/** A row of a dot plot, for each. */
export const leadRows = (leads: readonly ModelLead[]): DotRow[] =>
  leads.map(({ ahead, behind, difference: { value, low, high } }) => ({
    id: `${ahead}-${behind}`,
    label: MODEL_NAMES[ahead].short,
    color: `var(--${ahead})`,
    than: { label: MODEL_NAMES[behind].short, color: `var(--${behind})` },
    value,
    low,
    high,
  }));

/** "Convnet 2.1 points above Forest (+1.0 to +3.2)". */
export const leadPhrase = ({ ahead, behind, difference }: ModelLead): string =>
  `${MODEL_NAMES[ahead].short} ${distancePhrase(difference, MODEL_NAMES[behind].short)} (${formatPointsRange(difference.low, difference.high)})`;

const MOST_NAMED = 4;

/** Of how many pairs the interval tells who is ahead, and which ones are open. @param leads at least one */
export function openSentence(leads: readonly ModelLead[]): string {
  const open = leads
    .filter(({ difference }) => !leavesOutZero(difference))
    .map(({ ahead, behind }) => `${MODEL_NAMES[ahead].short} and ${MODEL_NAMES[behind].short}`);
  if (leads.length === 1)
    return open.length === 0
      ? 'The interval leaves out zero: this lead is more than chance.'
      : 'The interval holds zero: the lead may be chance.';
  const all = `Of all ${leads.length} pairs of models`;
  if (open.length === 0) return `${all}, none is open: every interval leaves out zero.`;
  if (open.length === leads.length) return `${all}, every one is open: all the intervals hold zero.`;
  const count =
    open.length === 1
      ? '1 is open, its interval holds zero'
      : `${open.length} are open, their intervals hold zero`;
  return open.length > MOST_NAMED ? `${all}, ${count}.` : `${all}, ${count}: ${open.join('; ')}.`;
}
