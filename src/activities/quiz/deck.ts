/** Which drawings a quiz asks about. */
import {
  type ExhibitRef,
  type ExhibitSet,
  modelsOf,
  sharesOf,
  topClass,
  visibleExhibits,
} from '../../charts/exhibit-set.ts';
import type { Random } from '../../core/random.ts';

export const QUESTIONS = 10;
/** Of them, drawings that some model finds hard; the others keep "the models are wrong here" from being a cue. */
export const HARD_QUESTIONS = 6;

/** A model whose favourite leads by less than this is unsure. */
const NARROW_LEAD = 0.1;

/** Names a drawing within its experiment, `bee-17`. */
export function exhibitKey(set: ExhibitSet, { classIndex, index }: ExhibitRef): string {
  return `${set.classes[classIndex]?.name}-${index}`;
}

/** Whether any model misreads the drawing or is unsure of it. */
export function isHard(set: ExhibitSet, exhibit: ExhibitRef): boolean {
  return modelsOf(set).some((model) => {
    const [first = 0, second = 0] = [...sharesOf(set, model, exhibit)].sort((a, b) => b - a);
    return topClass(set, model, exhibit) !== exhibit.classIndex || first - second < NARROW_LEAD;
  });
}

export interface Deal {
  readonly questions: readonly ExhibitRef[];
  /** Keys of the drawings that have been asked about, these questions included: what the next deal is to avoid. */
  readonly used: readonly string[];
}

/**
 * Hard and ordinary drawings in random order. None comes again before all others of its kind have come.
 * @param used keys of earlier deals.
 */
export function dealQuiz(set: ExhibitSet, used: readonly string[], random: Random): Deal {
  const exhibits = visibleExhibits(set);
  const hard = exhibits.filter((exhibit) => isHard(set, exhibit));
  const ordinary = exhibits.filter((exhibit) => !isHard(set, exhibit));
  const hardCount = Math.max(QUESTIONS - ordinary.length, Math.min(HARD_QUESTIONS, hard.length));
  const [first, second] = [
    take(set, hard, hardCount, used, random),
    take(set, ordinary, QUESTIONS - hardCount, used, random),
  ];
  return {
    questions: random.shuffle([...first.taken, ...second.taken]),
    used: [...first.used, ...second.used],
  };
}

/** Takes `count` of one kind: unused ones first; when these run out, all count as unused again but those just taken. */
function take(
  set: ExhibitSet,
  kind: readonly ExhibitRef[],
  count: number,
  used: readonly string[],
  random: Random,
): { taken: ExhibitRef[]; used: string[] } {
  const key = (exhibit: ExhibitRef) => exhibitKey(set, exhibit);
  const before = new Set(used);
  const fresh = random.shuffle(kind.filter((exhibit) => !before.has(key(exhibit))));
  const seen = random.shuffle(kind.filter((exhibit) => before.has(key(exhibit))));
  const taken = [...fresh, ...seen].slice(0, count);
  const remembered = fresh.length < count ? [] : seen;
  return { taken, used: [...remembered, ...taken].map(key) };
}
