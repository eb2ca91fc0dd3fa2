/**
 * Facts of the 2017 post, for `<Result of="2017" />`:
 *
 *     curve.convnet.15000                      cats and sheep, accuracy by training drawings
 *     convnet15000.accuracy, .auc, .confusion.cat.sheep, .trainDrawings, .testDrawings
 *     at5000.rbf-svm, at5000.trainDrawings     everything that was tried on 5,000 drawings
 *     epochs.1 ... epochs.10                   the convnet at 5,000 drawings, after every epoch
 *     sweeps.forest-trees.140.accuracy, .fitSeconds, sweeps.forest-trees.best.id, .accuracy, .fitSeconds
 *     search.folds, search.drawings            of the sweeps
 *     five.forest.accuracy, five.convnet.class.dog.recall, five.convnet.macroF1, five.convnet.epochs.10, ...
 */
import { classScores, macro } from '../metrics/classScores.ts';
import {
  AT_5000_2017,
  CONVNET_15000_2017,
  CONVNET_EPOCHS_2017,
  FIVE_2017,
  FOREST_FEATURES_AUTO_2017,
  LEARNING_CURVE_2017,
  type ReferenceVariant,
  SEARCH_2017,
  SWEEPS_2017,
} from '../reference-2017.ts';
import { type Fact, FactBook } from './fact.ts';

/** Every fact by its name. No estimate has an interval: none was published. */
export function facts2017(): ReadonlyMap<string, Fact> {
  const book = new FactBook();
  for (const { model, points } of LEARNING_CURVE_2017)
    for (const { trainDrawings, accuracy } of points)
      book.put(`curve.${model}.${trainDrawings}`, 'share', accuracy);

  book.put('convnet15000.trainDrawings', 'count', CONVNET_15000_2017.trainDrawings);
  book.put('convnet15000.testDrawings', 'count', CONVNET_15000_2017.testDrawings);
  book.put('convnet15000.accuracy', 'share', CONVNET_15000_2017.accuracy);
  book.put('convnet15000.auc', 'number', CONVNET_15000_2017.auc);
  putConfusion(book, 'convnet15000', CONVNET_15000_2017.classes, CONVNET_15000_2017.confusion);

  book.put('at5000.trainDrawings', 'count', AT_5000_2017.trainDrawings);
  book.put('at5000.testDrawings', 'count', AT_5000_2017.testDrawings);
  for (const [name, accuracy] of Object.entries(AT_5000_2017.accuracy))
    book.put(`at5000.${name}`, 'share', accuracy);
  putEpochs(book, 'epochs', CONVNET_EPOCHS_2017);

  book.put('search.folds', 'count', SEARCH_2017.folds);
  book.put('search.drawings', 'count', SEARCH_2017.drawings);
  for (const [experiment, variants] of Object.entries(SWEEPS_2017)) {
    for (const variant of variants) putVariant(book, `sweeps.${experiment}.${variant.variant}`, variant);
    const best = variants.reduce((a, b) => (b.accuracy > a.accuracy ? b : a));
    book.put(`sweeps.${experiment}.best.id`, 'text', best.variant);
    putVariant(book, `sweeps.${experiment}.best`, best);
  }
  putVariant(book, 'sweeps.forest-features.auto', FOREST_FEATURES_AUTO_2017);
  putFive(book);
  return book.facts;
}

function putVariant(book: FactBook, name: string, { accuracy, fitSeconds }: ReferenceVariant): void {
  book.put(`${name}.accuracy`, 'share', accuracy);
  book.put(`${name}.fitSeconds`, 'seconds', fitSeconds);
}

function putFive(book: FactBook): void {
  book.put('five.trainDrawings', 'count', FIVE_2017.trainDrawings);
  book.put('five.testDrawings', 'count', FIVE_2017.testDrawings);
  for (const [model, accuracy] of Object.entries(FIVE_2017.accuracy))
    book.put(`five.${model}.accuracy`, 'share', accuracy);
  putConfusion(book, 'five.convnet', FIVE_2017.classes, FIVE_2017.confusion);
  const { precision, recall, f1 } = classScores(FIVE_2017.confusion.flat(), FIVE_2017.classes.length);
  FIVE_2017.classes.forEach((name, i) => {
    book.put(`five.convnet.class.${name}.precision`, 'share', precision[i]);
    book.put(`five.convnet.class.${name}.recall`, 'share', recall[i]);
    book.put(`five.convnet.class.${name}.f1`, 'number', f1[i]);
  });
  book.put('five.convnet.macroF1', 'number', macro(f1));
  putEpochs(book, 'five.convnet.epochs', FIVE_2017.accuracyByEpoch);
  book.put('five.convnet.meanTopProbability', 'share', FIVE_2017.meanTopProbability);
  book.put('five.convnet.leastTopProbability', 'share', FIVE_2017.leastTopProbability);
  book.put('five.convnet.shareAbove90', 'share', FIVE_2017.shareAbove90);
}

function putEpochs(book: FactBook, name: string, accuracies: readonly number[]): void {
  accuracies.forEach((accuracy, i) => {
    book.put(`${name}.${i + 1}`, 'share', accuracy);
  });
}

function putConfusion(
  book: FactBook,
  name: string,
  classes: readonly string[],
  counts: readonly (readonly number[])[],
): void {
  classes.forEach((truth, row) => {
    classes.forEach((called, column) => {
      book.put(`${name}.confusion.${truth}.${called}`, 'count', counts[row]?.[column]);
    });
  });
}
