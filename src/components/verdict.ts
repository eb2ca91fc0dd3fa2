import { FAMILY_FACTS, type PublishedFacts } from '../core/family-facts.ts';
import { listed } from '../core/listed.ts';
import { MODEL_IDS, type ModelId } from '../core/models.ts';
import { inWords } from './in-words.ts';
import { listsAnswers } from './listed-answers.ts';

/** What one model made of the drawing; `probabilities` by class. */
export interface Opinion {
  readonly model: ModelId;
  readonly probabilities: ArrayLike<number>;
}

/** Below this a model that names a class does so without conviction. */
const UNSURE = 0.65;
const SURE = 0.95;

/** Models as the subject of a sentence. */
export const SUBJECTS: Readonly<Record<ModelId, Pick<PublishedFacts, 'name' | 'plural'>>> = FAMILY_FACTS;

/** Index of the most probable class, or null when the first two are level or something is no number. */
export function favourite(probabilities: ArrayLike<number>): number | null {
  const values = Array.from(probabilities);
  const highest = Math.max(...values);
  const first = values.indexOf(highest);
  return first !== -1 && values.indexOf(highest, first + 1) === -1 ? first : null;
}

/**
 * The opinions in a sentence or two: "Three say cat, the forest says sheep." Empty for no opinions.
 * @param classes names, in the order of the probabilities.
 */
export function verdictSentence(opinions: readonly Opinion[], classes: readonly string[]): string {
  const ordered = MODEL_IDS.flatMap((id) => opinions.filter(({ model }) => model === id));
  const byClass = new Map<number | null, Opinion[]>();
  for (const opinion of ordered) {
    const choice = favourite(opinion.probabilities);
    byClass.set(choice, [...(byClass.get(choice) ?? []), opinion]);
  }
  // Largest camp first; those who cannot decide last.
  const camps = [...byClass].sort(
    ([a, left], [b, right]) => Number(a === null) - Number(b === null) || right.length - left.length,
  );
  const [largest] = camps;
  if (largest === undefined) return '';
  // Of many things, each model may name another: its row tells which.
  if (camps.length > 2 && largest[1].length === 1 && listsAnswers(classes))
    return 'Each of them says something else.';
  const [choice, camp] = largest;
  const word = choice === null ? null : (classes[choice] ?? '?');
  if (camps.length === 1) return `${unanimous(camp, word)}${conviction(camp, choice)}.`;
  const majority = camp.length > ordered.length / 2 && camp.length > 1;
  const parts = camps.map(([index, members], place) =>
    place === 0 && majority
      ? `${inWords(members.length)} say ${word}`
      : speak(members, index === null ? null : (classes[index] ?? '?')),
  );
  return `${capital(parts.join(', '))}.`;
}

function unanimous(camp: readonly Opinion[], word: string | null): string {
  if (camp.length < 3 || word === null) return capital(speak(camp, word));
  return `All ${inWords(camp.length)} say ${word}`;
}

/** Said only of a camp that is alone. */
function conviction(camp: readonly Opinion[], choice: number | null): string {
  if (choice === null) return '';
  const wavering = camp.filter(({ probabilities }) => (probabilities[choice] ?? 0) < UNSURE);
  if (wavering.length === camp.length)
    return camp.length > 1 ? ', but none is sure' : `, but ${isPlural(camp) ? 'are' : 'is'} not sure`;
  if (wavering.length > 0) return `, but ${names(wavering)} ${isPlural(wavering) ? 'are' : 'is'} not sure`;
  const sure = camp.every(({ probabilities }) => (probabilities[choice] ?? 0) >= SURE);
  return sure && camp.length > 2 ? ', without a doubt' : '';
}

function speak(members: readonly Opinion[], word: string | null): string {
  if (word === null) return `${names(members)} cannot decide`;
  return `${names(members)} ${isPlural(members) ? 'say' : 'says'} ${word}`;
}

function names(members: readonly Opinion[]): string {
  return listed(
    members.map(({ model }) => SUBJECTS[model].name),
    'and',
  );
}

function isPlural(members: readonly Opinion[]): boolean {
  return members.length > 1 || members.some(({ model }) => SUBJECTS[model].plural);
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
