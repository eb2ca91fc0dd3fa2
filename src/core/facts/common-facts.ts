/** Facts that experiments of every kind have alike, and those that comparisons and sweeps share. */
import type { AnyResult, Difference, McNemar } from '../results.ts';
import type { FactBook } from './fact.ts';

export function putCommon(book: FactBook, result: AnyResult): void {
  for (const name of ['experiment', 'title', 'question'] as const) book.put(name, 'text', result[name]);
  book.put('date', 'date', result.date);
  const { classes, licence, source } = result.dataset;
  book.put('dataset.licence', 'text', licence);
  book.put('dataset.source', 'text', source);
  book.put('dataset.classes', 'count', classes.length);
  book.put(
    'dataset.used',
    'count',
    classes.reduce((total, { used }) => total + used, 0),
  );
  for (const { name, available, used } of classes) {
    book.put(`dataset.${name}.available`, 'count', available);
    book.put(`dataset.${name}.used`, 'count', used);
  }
  putRun(book, result);
  if (result.kind === 'conditions' || result.kind === 'game') return; // their splits are of another kind
  const { testPerClass, trainPerClass, validation } = result.split;
  book.put('split.testPerClass', 'count', testPerClass);
  book.put('split.trainPerClass', 'count', trainPerClass);
  book.put('split.testDrawings', 'count', testPerClass * classes.length);
  book.put('split.trainDrawings', 'count', trainPerClass * classes.length);
  book.put('split.folds', 'count', result.split.folds);
  book.put('split.validation', 'text', validation);
  putMcNemar(book, result.mcnemar);
  putDifferences(book, result.differences ?? []);
}

/** What was run on what. */
function putRun(book: FactBook, result: AnyResult): void {
  book.put('timings.totalSeconds', 'seconds', result.timings.totalSeconds);
  book.put('timings.peakMemoryBytes', 'bytes', result.timings.peakMemoryBytes);
  book.put('timings.hardware.processor', 'text', result.timings.hardware.processor);
  book.put('timings.hardware.cores', 'count', result.timings.hardware.cores);
  for (const [name, version] of Object.entries(result.software))
    book.put(`software.${name}`, 'text', version);
}

/** `mcnemar.convnet.forest.pValue`, in both orders: `onlyA` is what only the first of the two got right. */
function putMcNemar(book: FactBook, pairs: readonly McNemar[]): void {
  for (const { a, b, onlyA, onlyB, pValue } of pairs)
    for (const [first, second, onlyFirst, onlySecond] of [
      [a, b, onlyA, onlyB],
      [b, a, onlyB, onlyA],
    ] as const) {
      const pair = `mcnemar.${first}.${second}`;
      book.put(`${pair}.pValue`, 'pValue', pValue);
      book.put(`${pair}.onlyA`, 'count', onlyFirst);
      book.put(`${pair}.onlyB`, 'count', onlySecond);
      book.put(`${pair}.disagreements`, 'count', onlyA + onlyB);
    }
}

/** `paired.convnet.forest.difference`, in both orders: how much more the first of the two gets right. */
function putDifferences(book: FactBook, pairs: readonly Difference[]): void {
  for (const { a, b, difference, pValue } of pairs) {
    const { value, low, high } = difference;
    book.estimate(`paired.${a}.${b}.difference`, 'points', difference);
    book.estimate(`paired.${b}.${a}.difference`, 'points', { value: -value, low: -high, high: -low });
    book.put(`paired.${a}.${b}.pValue`, 'pValue', pValue);
    book.put(`paired.${b}.${a}.pValue`, 'pValue', pValue);
  }
}

/** One fact for each setting: a number stays one, lists are joined. */
export function putHyperparameters(
  book: FactBook,
  owner: string,
  settings: Readonly<Record<string, number | string | boolean | readonly number[]>>,
): void {
  for (const [name, value] of Object.entries(settings))
    if (typeof value === 'number') book.put(`${owner}.hyperparameters.${name}`, 'number', value);
    else
      book.put(
        `${owner}.hyperparameters.${name}`,
        'text',
        Array.isArray(value) ? value.join(', ') : String(value),
      );
}
