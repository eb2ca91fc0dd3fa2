/**
 * A published model without a runtime: the same ONNX file in plain arithmetic, whatever its family. It answers before
 * the runtime is here, and where there can be none.
 */
import { forestProbabilities } from './evidence/forest-evidence.ts';
import { nearestProbabilities, readNearest } from './evidence/nearest-evidence.ts';
import { readNetworks } from './evidence/network.ts';
import { meanProbabilities, networkProbabilities } from './evidence/network-evidence.ts';
import type { ModelKind } from './models.ts';
import { readForest } from './read-forest.ts';
import type { OnnxGraph } from './read-onnx.ts';

export interface PlainModel {
  /**
   * @param ink 0..1 [784]
   * @returns within 1e-5 of what ONNX Runtime gives. [classes]
   */
  probabilities(ink: Float32Array): Float32Array;
}

/** How the files of a kind of model are told, and opened. */
interface Reader {
  /** An operator that no other kind has; null for what is left. */
  readonly operator: string | null;
  open(graph: OnnxGraph): PlainModel;
}

const READERS: Readonly<Record<ModelKind, Reader>> = {
  trees: {
    operator: 'TreeEnsembleRegressor',
    open(graph) {
      const forest = readForest(graph);
      return { probabilities: (ink) => forestProbabilities(forest, ink) };
    },
  },
  neighbours: {
    operator: 'TopK',
    open(graph) {
      const nearest = readNearest(graph);
      return { probabilities: (ink) => nearestProbabilities(nearest, ink) };
    },
  },
  networks: {
    operator: null,
    open(graph) {
      const networks = readNetworks(graph);
      return {
        probabilities: (ink) =>
          meanProbabilities(networks.map((network) => networkProbabilities(network, ink))),
      };
    },
  },
};

/**
 * Tells the kind by the operators.
 * @throws Error that names the operator when the graph is none of this site's models
 */
export function openPlainModel(graph: OnnxGraph): PlainModel {
  const has = (wanted: string) => graph.nodes.some(({ operator }) => operator === wanted);
  const told = Object.values(READERS).find(({ operator }) => operator !== null && has(operator));
  return (told ?? READERS.networks).open(graph);
}
