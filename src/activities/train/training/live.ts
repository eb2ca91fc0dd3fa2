/** How a training is going, for the page to show; made of the worker's replies one by one. */
import type { TrainableId } from '../../../core/models.ts';
import type { Epoch } from '../../../learning/classifier.ts';
import type { TrainedModel } from '../project.ts';
import type { Reply } from '../worker/protocol.ts';

export interface LiveModel {
  readonly id: TrainableId;
  /** `lost`: the reader stopped the training before it had learnt anything. */
  readonly phase: 'waiting' | 'training' | 'trained' | 'failed' | 'lost';
  readonly done: number;
  readonly total: number;
  readonly unit: string;
  readonly secondsLeft: number | null;
  readonly epochs: readonly Epoch[];
  readonly trained: TrainedModel | null;
  /** Why it failed, for the reader. */
  readonly failure: string | null;
}

/** @param ids in the order of training. */
export function beginLive(ids: readonly TrainableId[]): LiveModel[] {
  return ids.map((id) => ({
    id,
    phase: 'waiting',
    done: 0,
    total: 0,
    unit: '',
    secondsLeft: null,
    epochs: [],
    trained: null,
    failure: null,
  }));
}

export function advanceLive(live: readonly LiveModel[], reply: Reply): readonly LiveModel[] {
  const change = (id: TrainableId, of: (old: LiveModel) => Partial<LiveModel>) =>
    live.map((each) => (each.id === id ? { ...each, ...of(each) } : each));
  switch (reply.type) {
    case 'begun':
      return change(reply.model, () => ({ phase: 'training' }));
    case 'progress': {
      const { done, total, unit, secondsLeft, epochs } = reply;
      return change(reply.model, (old) => ({
        done,
        total,
        unit,
        secondsLeft,
        epochs: epochs.length === 0 ? old.epochs : [...old.epochs, ...epochs],
      }));
    }
    case 'trained':
      return change(reply.model.id, ({ done, total }) => ({
        phase: 'trained',
        trained: reply.model,
        done: reply.model.stopped ? done : total,
        epochs: reply.model.history,
        secondsLeft: 0,
      }));
    case 'failed':
      return change(reply.model, () => ({ phase: 'failed', failure: reply.message, secondsLeft: null }));
    case 'done':
      return live.map((each) =>
        each.phase === 'waiting' || each.phase === 'training' ? { ...each, phase: 'lost' as const } : each,
      );
  }
}
