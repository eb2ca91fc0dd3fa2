import type { ConvnetLayers, DenseLayer, PublishedState } from '../../../src/learning/classifier.ts';

/**
 * The network whose probabilities are those of `state` with their logarithms divided by the temperature, however small
 * they are.
 * @throws TypeError for a state that is no network with a dense layer at its end.
 */
export function cooled<State extends PublishedState>(state: State, temperature: number): State {
  const { dense } = state as unknown as ConvnetLayers;
  const last = dense?.at(-1);
  if (!last) throw new TypeError(`a ${state.family} has no dense layer that a temperature can go into`);
  const divided: DenseLayer = {
    ...last,
    weights: last.weights.map((weight) => weight / temperature),
    bias: last.bias.map((bias) => bias / temperature),
  };
  return { ...state, dense: [...dense.slice(0, -1), divided] };
}
