/** The map of doodles as it goes over the line: every drawing on show, where the network's features put it. */
import type { GameResult } from '../../../core/results.ts';

/** Cells a line of the map's sheet: so many that no side of the picture is too long for a browser. */
export const MAP_COLUMNS = 90;

export interface MapPoint {
  /** Index of the word that it was drawn for. */
  readonly word: number;
  /** Row of the word's sprite. */
  readonly row: number;
  /** Place, each 0..1000: to the right, and downwards. */
  readonly x: number;
  readonly y: number;
  /** Index of the network's first answer, and its probability, 0..1. */
  readonly answer: number;
  readonly probability: number;
}

export interface MapData {
  readonly words: readonly string[];
  /** By word: row, x, y, answer and probability in percent of each drawing, one after the other. */
  readonly points: readonly (readonly number[])[];
}

const FIELDS = 5;

export function packMap({ dataset, exhibits }: GameResult): MapData {
  return {
    words: dataset.classes.map(({ name }) => name),
    points: exhibits.map((drawings) =>
      drawings.flatMap(({ row, at: [x, y], answers: [[answer, probability] = [0, 0]] }) => [
        row,
        Math.round(10 * x) / 10,
        Math.round(10 * y) / 10,
        answer,
        Math.round(100 * probability),
      ]),
    ),
  };
}

/** @returns the points in the order of the sheet's cells, word by word. */
export function unpackMap({ points }: MapData): MapPoint[] {
  return points.flatMap((numbers, word) =>
    Array.from({ length: numbers.length / FIELDS }, (_, i) => {
      const [row = 0, x = 0, y = 0, answer = 0, percent = 0] = numbers.slice(FIELDS * i, FIELDS * (i + 1));
      return { word, row, x, y, answer, probability: percent / 100 };
    }),
  );
}
