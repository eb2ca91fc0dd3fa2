/** What a figure that looks at one drawing is given, from results at build time. */
import { lineBytes } from '../../components/line-bytes.ts';
import type { ModelId } from '../../core/models.ts';
import type { ExperimentResult } from '../../core/results.ts';
import { clearestExhibit } from './clearest-exhibit.ts';

/** Drawings of one class that are on show. */
export interface LookExhibits {
  readonly name: string;
  /** Sprite below the site's base. */
  readonly file: string;
  readonly count: number;
  /** Cells that are not shown. */
  readonly blocked: readonly number[];
  /** The one that stands for its class until the reader draws. */
  readonly index: number;
}

export interface LookSource {
  readonly model: {
    readonly id: ModelId;
    /** Path below the site's base. */
    readonly file: string;
    readonly bytes: number;
    /** Of these, about how many come over the line. */
    readonly lineBytes: number;
    readonly sha256: string;
  };
  /** In the order of the classes. */
  readonly exhibits: readonly LookExhibits[];
}

/** @throws Error when the results have no such model, or no exhibits of a class. */
export function lookSource(result: ExperimentResult, id: ModelId): LookSource {
  const published = result.models.find(({ model }) => model === id)?.published;
  if (!published)
    throw new Error(`the results of "${result.experiment}" have no model "${id}" for the article to show`);
  const { file, bytes, sha256 } = published;
  return {
    model: { id, file, bytes, sha256, lineBytes: lineBytes(file) },
    exhibits: result.dataset.classes.map(({ name }) => {
      const index = clearestExhibit(result, name);
      const found = result.exhibits.find((each) => each.class === name);
      if (!found) throw new Error(`the results of "${result.experiment}" exhibit no ${name}`);
      return { name, file: found.file, count: found.count, blocked: found.blocked, index };
    }),
  };
}
