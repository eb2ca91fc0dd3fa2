import type { Checkpoint } from './classifier.ts';

interface Saved<Part> {
  readonly finished: readonly Part[];
  /** What the part under way had saved. */
  readonly current: unknown;
}

/** The checkpoint of a fit that consists of several, one after the other. */
export interface CheckpointParts<Part> {
  /** What the parts that are done have given; the caller adds to it. */
  readonly finished: Part[];
  /** The checkpoint of the part that comes after the finished ones. */
  current(): Checkpoint | undefined;
}

/** @param checkpoint of the whole fit; without it nothing is finished, and nothing is saved. */
export function checkpointParts<Part>(checkpoint: Checkpoint | undefined): CheckpointParts<Part> {
  const saved = checkpoint?.load() as Saved<Part> | undefined;
  const finished = [...(saved?.finished ?? [])];
  const resumed = finished.length;
  return {
    finished,
    current() {
      const before = [...finished];
      return (
        checkpoint && {
          load: () => (before.length === resumed ? saved?.current : undefined),
          save: (take) => checkpoint.save((): Saved<Part> => ({ finished: before, current: take() })),
        }
      );
    },
  };
}
