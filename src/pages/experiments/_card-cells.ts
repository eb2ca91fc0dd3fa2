/** Which drawings stand on the picture that links to an experiment are shown with. */
import { type ExhibitClass, visibleRows } from '../../charts/exhibit-set.ts';

/** Cells of the picture. */
export const CARD_COLUMNS = 10;
export const CARD_LINES = 5;

export interface CardCell {
  readonly class: string;
  /** Of the class's sprite. */
  readonly row: number;
}

/** One drawing of each class after the other, as often as there is room; fewer where there are no more. */
export function cardCells(classes: readonly ExhibitClass[]): CardCell[] {
  const rows = classes.map((each) => visibleRows(each));
  const rounds = Math.ceil((CARD_COLUMNS * CARD_LINES) / Math.max(1, classes.length));
  return Array.from({ length: rounds }, (_, round) =>
    classes.flatMap(({ name }, index) => {
      const row = rows[index]?.[round];
      return row === undefined ? [] : [{ class: name, row }];
    }),
  )
    .flat()
    .slice(0, CARD_COLUMNS * CARD_LINES);
}
