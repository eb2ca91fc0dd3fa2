/**
 * Facts of published models under changed conditions: `cats-and-sheep.convnet.pen-width.32.accuracy`, also `.confidence`,
 * `.sureAndWrong`, `.settled` and `.byClass.cat`; `standard` stands for the factor's usual value, `least` and `most` for
 * its ends. `cats-and-sheep.drawings` and `.leftOut` count drawings of all classes together.
 */

import type { ConditionPoint, ConditionsResult } from '../condition-results.ts';
import { MODEL_NAMES } from '../models.ts';
import { putCommon } from './common-facts.ts';
import { type Fact, FactBook } from './fact.ts';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

export function conditionFacts(result: ConditionsResult): ReadonlyMap<string, Fact> {
  const book = new FactBook();
  putCommon(book, result);
  for (const { of, classes, drawings, leftOut, models } of result.tasks) {
    book.put(`${of}.drawings`, 'count', sum(drawings));
    book.put(`${of}.leftOut`, 'count', sum(leftOut));
    classes.forEach((name, c) => {
      book.put(`${of}.drawings.${name}`, 'count', drawings[c]);
    });
    for (const { model, series } of models) {
      book.put(`${of}.${model}.name`, 'text', MODEL_NAMES[model].full.toLowerCase());
      for (const { factor, points } of series) {
        const name = `${of}.${model}.${factor}`;
        for (const point of points) putPoint(book, `${name}.${point.value}`, classes, point);
        const { standard } = result.factors.find(({ id }) => id === factor) ?? {};
        putPoint(
          book,
          `${name}.standard`,
          classes,
          points.find(({ value }) => value === standard),
        );
        putPoint(book, `${name}.least`, classes, points[0]);
        putPoint(book, `${name}.most`, classes, points.at(-1));
      }
    }
  }
  return book.facts;
}

function putPoint(
  book: FactBook,
  name: string,
  classes: readonly string[],
  point: ConditionPoint | undefined,
): void {
  if (point === undefined) return;
  book.estimate(`${name}.accuracy`, 'share', point.accuracy);
  book.put(`${name}.confidence`, 'share', point.confidence);
  book.put(`${name}.sureAndWrong`, 'share', point.sureAndWrong);
  book.put(`${name}.settled`, 'share', point.settled);
  classes.forEach((c, i) => {
    book.put(`${name}.byClass.${c}`, 'share', point.byClass[i]);
  });
}
