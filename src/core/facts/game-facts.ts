/**
 * Facts of one network for all words: `network.top1`, `.top3`, `.top5`, `.logLoss`, `.parameters`, `.temperature`; of the
 * others `convnet.top1` and so on; `.timesChance` of each, how many times as often as a blind guess it is right;
 * `byWords.10.mean`, `byDrawings.convnet.100.top1`; of a word `word.cat.top1`, `.top3`, `.confidence`, `.takenFor` and
 * `.takenFor.share`; `words.1.name` is the best known word, `words.-1.name` the least; `words.atLeast.90` and `words.below.50`
 * are how many words are right so often, in percent; `exhibits.top1` is the share of the drawings on show that it knows; and `pairs.1.first`, `.second`, `.count`, `.share` are the two that are
 * taken for each other most often, and how many drawings of the two, and what share, are.
 */
import { confusedPairs } from '../confused-pairs.ts';
import { MODEL_NAMES } from '../models.ts';
import type { GameResult } from '../results.ts';
import { wilsonInterval } from '../statistics.ts';
import { putCommon, putHyperparameters } from './common-facts.ts';
import { type Fact, FactBook } from './fact.ts';

/** Words and pairs that have a place of their own at either end. */
const PLACES = 10;
/** Percentages of drawings for which it is told how many words are right at least, and less, often. */
const OFTEN = [10, 20, 30, 40, 50, 60, 70, 80, 90];

export function gameFacts(result: GameResult): ReadonlyMap<string, Fact> {
  const book = new FactBook();
  putCommon(book, result);
  const { network, others, split, words, dataset } = result;
  const k = words.length;
  book.put('split.testPerClass', 'count', split.testPerClass);
  book.put('split.validationPerClass', 'count', split.validationPerClass);
  book.put('split.testDrawings', 'count', split.testPerClass * k);
  book.put('split.leastTrain', 'count', Math.min(...split.trainPerClass));
  book.put('split.mostTrain', 'count', Math.max(...split.trainPerClass));
  book.put('chance', 'share', 1 / k);
  book.put('families', 'count', result.families.length);
  const shown = result.exhibits.flat();
  const known = shown.filter(({ rank }) => rank === 1).length;
  book.put('exhibits.shown', 'count', shown.length);
  book.estimate('exhibits.top1', 'share', wilsonInterval(known, shown.length));

  putNetwork(book, 'network', network, k);
  book.put('network.epochs', 'count', network.history.length);
  book.put('network.fitSeconds', 'seconds', network.fitSeconds);
  book.put('network.bytes', 'bytes', network.published.bytes);
  book.put('network.multiplyAdds', 'count', network.multiplyAdds);
  book.put('network.temperature', 'number', network.calibration.temperature);
  for (const when of ['before', 'after'] as const) {
    const calibration = network.calibration[when];
    book.estimate(`network.calibration.${when}.error`, 'share', calibration.calibrationError);
    book.put(`network.calibration.${when}.meanTopProbability`, 'share', calibration.meanTopProbability);
  }
  for (const other of others) putNetwork(book, other.model, other, k);
  for (const { words: count, mean, low, high, samples } of result.byWords) {
    book.put(`byWords.${count}.mean`, 'share', mean);
    book.put(`byWords.${count}.low`, 'share', low);
    book.put(`byWords.${count}.high`, 'share', high);
    book.put(`byWords.${count}.samples`, 'count', samples);
  }
  for (const { model, drawingsPerWord, top1, top3, trainDrawings } of result.byDrawings) {
    const name = `byDrawings.${model}.${drawingsPerWord}`;
    book.estimate(`${name}.top1`, 'share', top1);
    book.estimate(`${name}.top3`, 'share', top3);
    book.put(`${name}.trainDrawings`, 'count', trainDrawings);
  }
  const names = dataset.classes.map(({ name }) => name);
  putWords(book, result, names);
  putPairs(book, result, names);
  return book.facts;
}

function putNetwork(book: FactBook, owner: string, trained: GameResult['others'][number], k: number): void {
  const { model, scores, parameters, trainDrawings, hyperparameters } = trained;
  book.put(`${owner}.name`, 'text', MODEL_NAMES[model].full.toLowerCase());
  book.put(`${owner}.parameters`, 'count', parameters);
  book.put(`${owner}.trainDrawings`, 'count', trainDrawings);
  for (const name of ['top1', 'top3', 'top5'] as const)
    book.estimate(`${owner}.${name}`, 'share', scores[name]);
  const { value, low, high } = scores.top1;
  book.estimate(`${owner}.timesChance`, 'number', { value: k * value, low: k * low, high: k * high });
  book.estimate(`${owner}.logLoss`, 'number', scores.logLoss);
  putHyperparameters(book, owner, hyperparameters);
}

function putWords(book: FactBook, { words, split }: GameResult, names: readonly string[]): void {
  const tested = split.testPerClass;
  words.forEach(({ right, inThree, confidence, takenFor }, w) => {
    const owner = `word.${names[w]}`;
    book.estimate(`${owner}.top1`, 'share', wilsonInterval(right, tested));
    book.estimate(`${owner}.top3`, 'share', wilsonInterval(inThree, tested));
    book.put(`${owner}.confidence`, 'share', confidence);
    const [first] = takenFor;
    book.put(`${owner}.takenFor`, 'text', first && names[first[0]]);
    book.put(`${owner}.takenFor.share`, 'share', first && first[1] / tested);
  });
  const ranked = rankedWords({ words });
  for (let place = 1; place <= Math.min(PLACES, ranked.length); place++)
    for (const [name, w] of [
      [`words.${place}`, ranked[place - 1]],
      [`words.-${place}`, ranked.at(-place)],
    ] as const) {
      book.put(`${name}.name`, 'text', names[w as number]);
      book.estimate(`${name}.top1`, 'share', wilsonInterval(words[w as number]?.right ?? 0, tested));
    }
  for (const percent of OFTEN) {
    const often = words.filter(({ right }) => 100 * right >= percent * tested).length;
    book.put(`words.atLeast.${percent}`, 'count', often);
    book.put(`words.below.${percent}`, 'count', words.length - often);
  }
}

/** Indices of the words by how many of their drawings are known, most first. */
export function rankedWords({ words }: Pick<GameResult, 'words'>): number[] {
  return words.map((_, w) => w).sort((a, b) => (words[b]?.right ?? 0) - (words[a]?.right ?? 0) || a - b);
}

function putPairs(book: FactBook, result: GameResult, names: readonly string[]): void {
  confusedPairs(result)
    .slice(0, PLACES)
    .forEach(({ first, second, there, back }, i) => {
      const name = `pairs.${i + 1}`;
      book.put(`${name}.first`, 'text', names[Math.min(first, second)]);
      book.put(`${name}.second`, 'text', names[Math.max(first, second)]);
      book.put(`${name}.count`, 'count', there + back);
      book.put(`${name}.share`, 'share', (there + back) / (2 * result.split.testPerClass));
    });
}
