import type { ModelId } from '../../../core/models.ts';
import type { ModelState } from '../../../inference/client.ts';
import type { Moment } from './moment.ts';

type States = Readonly<Partial<Record<ModelId, ModelState>>>;

/** The models as they are, with what they said at a moment; null for one before any answer. */
export function statesAt(moment: Moment | null, states: States): States {
  return Object.fromEntries(
    (Object.entries(states) as [ModelId, ModelState][]).map(([model, state]) => {
      const probabilities = moment?.answers[model];
      const result =
        probabilities === undefined || state.result === null
          ? null
          : { ...state.result, probabilities: Float32Array.from(probabilities) };
      return [model, { ...state, result }];
    }),
  );
}
