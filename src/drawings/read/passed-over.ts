/** Counts what of a file is no drawing, and ends a reading in which that is too much to pass over. */
import { DatasetError } from '../dataset-error.ts';
import type { PassedOver, PlacedDrawing, StrokeDrawing } from './drawings-of-file.ts';

/** A file is refused when more of its entries are faulty than this number and this share, whichever is more. */
export const MOST_FAULTY = 10;
export const MOST_FAULTY_SHARE = 0.01;
const EXAMPLES = 3;

/** An entry of a file: without strokes where none of them has a point. */
export interface EntryDrawing extends StrokeDrawing {
  /** How many of its strokes had no point, and were left out. */
  readonly emptyStrokes: number;
}

/**
 * A file of drawings may have a faulty entry here and there, and empty drawings, which nobody has drawn; both are counted.
 * It is refused as soon as more than 10 of the entries so far are faulty and more than 1 % of them, and at its end where
 * they are more than the drawings.
 * @param onPassedOver told all that was passed over so far, each time that there is more.
 */
export function countPassedOver(name: string, onPassedOver?: (passedOver: PassedOver) => void) {
  let drawings = 0;
  let faulty = 0;
  let empty = 0;
  let emptyStrokes = 0;
  const examples: string[] = [];
  const faults: string[] = [];
  const note = (list: string[], message: string) => {
    if (list.length < EXAMPLES) list.push(message);
  };
  const refuse = () => {
    if (drawings === 0 && faulty === 1) throw new DatasetError(faults[0] as string);
    const said = faults.map((fault) => `${fault.replace(/\.$/, '')}. `).join('');
    throw new DatasetError(
      `${said}So with ${faulty} of the ${drawings + faulty + empty} entries read of ${name}: more than can be passed over (${MOST_FAULTY}, or ${100 * MOST_FAULTY_SHARE} % where that is more).`,
    );
  };
  const soFar = (): PassedOver => ({
    count: faulty + empty,
    examples: [...examples],
    ...(emptyStrokes > 0 && { emptyStrokes }),
  });
  return {
    /**
     * The next entry.
     * @param where e.g. "cat.ndjson, line 3"
     * @returns the drawing with its place; undefined where it is passed over.
     * @throws DatasetError when there are too many of these.
     */
    take(where: string, read: () => EntryDrawing): PlacedDrawing | undefined {
      const row = drawings + faulty + empty;
      let entry: EntryDrawing;
      try {
        entry = read();
      } catch (error) {
        if (!(error instanceof DatasetError)) throw error;
        faulty++;
        note(examples, error.message);
        note(faults, error.message);
        if (faulty > MOST_FAULTY && faulty > MOST_FAULTY_SHARE * (drawings + faulty + empty)) refuse();
        onPassedOver?.(soFar());
        return undefined;
      }
      const { emptyStrokes: without, ...drawing } = entry;
      if (drawing.strokes.length === 0) {
        empty++;
        note(examples, `${where}: an empty drawing`);
        onPassedOver?.(soFar());
        return undefined;
      }
      drawings++;
      emptyStrokes += without;
      if (without > 0) onPassedOver?.(soFar());
      return { ...drawing, row };
    },
    soFar,
    /** @throws DatasetError when more entries are faulty than are drawings. */
    end(): void {
      if (faulty > drawings) refuse();
    },
  };
}
