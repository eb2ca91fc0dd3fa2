import type { TrainableId } from '../../../core/models.ts';
import type { Settings } from '../project.ts';

/** With what `/train/` begins: by its address (`read-start.ts`), or by a task (`tasks.ts`). */
export interface StartState {
  /** Words of the game, whose drawings are fetched. */
  readonly words: readonly string[];
  /** Classes of the reader's own, yet empty. */
  readonly own: readonly string[];
  /** Drawings of each word; null for all. */
  readonly examples: number | null;
  readonly settings: Partial<Omit<Settings, 'models'>>;
  /** Who learns; null for those that the page chooses. */
  readonly models: readonly TrainableId[] | null;
}
