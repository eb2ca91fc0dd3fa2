/**
 * The drawings on show as an alarm. Every model is asked them after its training, and they come from elsewhere than what it
 * learnt from; so one that is right on the test and wrong on the exhibits of a class has learnt something else than that
 * class: another class's file, rows and columns exchanged, or another look.
 */

import type { GameResult } from '../../src/core/game-results.ts';
import type { ExperimentResult } from '../../src/core/results.ts';

/** What a model makes of one class. */
export interface Judged {
  readonly model: string;
  readonly class: string;
  /** Share of the test drawings that it gets right, and how many there are. */
  readonly tested: { readonly share: number; readonly count: number };
  readonly shown: { readonly right: number; readonly count: number };
}

/**
 * By how much the share must fall. Among 83 models and classes of the committed results it falls by 0.14 at most. Of cats
 * whose rows and columns were exchanged the nearest neighbours were right on 0.91 in the test and on 0.70 on show.
 */
const GAP = 0.18;
/** How many standard errors that must be, of the difference of two shares. */
const ERRORS = 4;

/**
 * By how much the share may fall over all words of a game: those on show are restored from thin lines, and among hundreds of
 * words that costs 0.12 in the committed results. With rows and columns exchanged nearly nothing would be right.
 */
const COMMON_GAP = 0.35;

/**
 * A sentence for each model and class that is far better on the test than on the exhibits.
 * @param common how much better all are, which is no one class's fault
 */
export function exhibitAlarms(judged: readonly Judged[], common = 0): string[] {
  return judged.flatMap(({ model, class: name, tested, shown }) => {
    if (shown.count === 0 || tested.count === 0) return [];
    const share = shown.right / shown.count;
    const pooled = (tested.share * tested.count + shown.right) / (tested.count + shown.count);
    const error = Math.sqrt(pooled * (1 - pooled) * (1 / tested.count + 1 / shown.count));
    if (tested.share - share - common < Math.max(GAP, ERRORS * error)) return [];
    const expected = common === 0 ? 'about as many' : `about ${percent(Math.max(0, tested.share - common))}`;
    return [
      `the ${model} is right on ${percent(tested.share)} of the ${tested.count} test drawings of "${name}" and on ${percent(share)} of the ${shown.count} on show, expected ${expected}: what it learnt as "${name}" does not look like it. Is the file another class's, are rows and columns of its drawings exchanged, or do they come from elsewhere?`,
    ];
  });
}

export const judgedOf = ({ models }: Pick<ExperimentResult, 'models'>): Judged[] =>
  models.flatMap(({ model, classScores, exhibits }) =>
    classScores.map(({ class: name, recall, support }, c) => {
      const answers = exhibits[name] ?? [];
      const right = answers.filter((row) => row.indexOf(Math.max(...row)) === c).length;
      return {
        model,
        class: name,
        tested: { share: recall.value, count: support },
        shown: { right, count: answers.length },
      };
    }),
  );

export const judgedOfGame = ({
  network,
  words,
  exhibits,
  split,
  dataset,
}: Pick<GameResult, 'network' | 'words' | 'exhibits' | 'split' | 'dataset'>): Judged[] =>
  words.map((word, w) => {
    const shown = exhibits[w] ?? [];
    return {
      model: network.model,
      class: dataset.classes[w]?.name ?? `word ${w}`,
      tested: { share: word.right / split.testPerClass, count: split.testPerClass },
      shown: { right: shown.filter(({ rank }) => rank === 1).length, count: shown.length },
    };
  });

/** As `exhibitAlarms`, for the words of a game: what all of them have in common is told once, and only where it is too much. */
export function gameAlarms(judged: readonly Judged[]): string[] {
  const asked = judged.filter(({ tested, shown }) => tested.count > 0 && shown.count > 0);
  if (asked.length === 0) return [];
  const mean = (share: (each: Judged) => number) =>
    asked.reduce((sum, each) => sum + share(each), 0) / asked.length;
  const [tested, shown] = [
    mean((each) => each.tested.share),
    mean((each) => each.shown.right / each.shown.count),
  ];
  if (tested - shown > COMMON_GAP)
    return [
      `the ${asked[0]?.model} is right on ${percent(tested)} of the test drawings and on ${percent(shown)} of those on show: what it learnt from looks otherwise. Are rows and columns of the drawings exchanged, or do they come from elsewhere?`,
    ];
  return exhibitAlarms(asked, Math.max(0, tested - shown));
}

const percent = (share: number) => `${(100 * share).toFixed(0)} %`;
