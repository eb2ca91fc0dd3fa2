/** One loaded model, asked for its reasons: the families behind one contract. */
import { forestEvidence, forestProbabilities } from '../../core/evidence/forest-evidence.ts';
import {
  encodeStored,
  nearestEvidence,
  nearestProbabilities,
  readNearest,
} from '../../core/evidence/nearest-evidence.ts';
import { readNetworks } from '../../core/evidence/network.ts';
import {
  meanProbabilities,
  networkEvidence,
  networkProbabilities,
  shownWeights,
} from '../../core/evidence/network-evidence.ts';
import type { ModelId } from '../../core/models.ts';
import { readForest } from '../../core/read-forest.ts';
import { readOnnx } from '../../core/read-onnx.ts';
import type { Evidence, Lookalike, ShownWeights } from './protocol.ts';

/** Shown drawings that the neighbours name. */
export const LOOKALIKES = 6;

export interface Explainer {
  /** Networks only. */
  readonly weights?: ShownWeights;
  /** @param ink 0..1 [784] */
  explain(ink: Float32Array): Evidence;
  /** The same probabilities without the reasons, for many drawings in a row. [classes] */
  probabilities(ink: Float32Array): Float32Array;
}

/** A drawing that can be shown. */
export interface Exhibit {
  /** Index of the class. */
  readonly class: number;
  /** Cell of the class's sprite. */
  readonly index: number;
  /** 0..1 [784] */
  readonly ink: Float32Array;
}

/**
 * @param file bytes of the ONNX file
 * @param exhibits for the neighbours to be compared with
 * @throws Error when the file is not of the model's family
 */
export function openExplainer(model: ModelId, file: Uint8Array, exhibits: readonly Exhibit[]): Explainer {
  const graph = readOnnx(file);
  if (model === 'forest') {
    const forest = readForest(graph);
    return {
      explain: (ink) => ({ family: 'forest', ...forestEvidence(forest, ink) }),
      probabilities: (ink) => forestProbabilities(forest, ink),
    };
  }
  if (model === 'nearest') {
    const nearest = readNearest(graph);
    const codes = Int32Array.from(exhibits.flatMap(({ ink }) => [...encodeStored(nearest, ink)]));
    return {
      explain(ink) {
        const found = nearestEvidence(nearest, ink, codes, LOOKALIKES);
        const lookalikes = found.lookalikes.map(({ row, distance }): Lookalike => {
          const { class: of, index } = exhibits[row] as Exhibit;
          return { class: of, index, distance };
        });
        return { ...found, family: 'nearest', lookalikes };
      },
      probabilities: (ink) => nearestProbabilities(nearest, ink),
    };
  }
  const networks = readNetworks(graph);
  return {
    weights: networks.map(shownWeights),
    explain(ink) {
      const members = networks.map((network) => networkEvidence(network, ink));
      return {
        family: 'networks',
        members,
        probabilities: meanProbabilities(members.map(({ probabilities }) => probabilities)),
      };
    },
    probabilities: (ink) => meanProbabilities(networks.map((network) => networkProbabilities(network, ink))),
  };
}
