/** One loaded model, asked for its reasons: the kinds of models behind one contract. */
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
import { FAMILY_FACTS } from '../../core/family-facts.ts';
import type { ModelId, ModelKind } from '../../core/models.ts';
import { readForest } from '../../core/read-forest.ts';
import { type OnnxGraph, readOnnx } from '../../core/read-onnx.ts';
import type { EvidenceOf, Lookalike, ShownWeights } from './protocol.ts';

/** Shown drawings that the neighbours name. */
export const LOOKALIKES = 6;

export interface Explainer<Kind extends ModelKind = ModelKind> {
  /** Networks only. */
  readonly weights?: ShownWeights;
  /** @param ink 0..1 [784] */
  explain(ink: Float32Array): EvidenceOf<Kind>;
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

/** How models of a kind are opened. */
interface Opener<Kind extends ModelKind> {
  /** Whether it compares the drawing with those that can be shown. */
  readonly comparesExhibits: boolean;
  open(graph: OnnxGraph, exhibits: readonly Exhibit[]): Explainer<Kind>;
}

const OPENERS: { readonly [Kind in ModelKind]: Opener<Kind> } = {
  trees: {
    comparesExhibits: false,
    open(graph) {
      const forest = readForest(graph);
      return {
        explain: (ink) => ({ kind: 'trees', ...forestEvidence(forest, ink) }),
        probabilities: (ink) => forestProbabilities(forest, ink),
      };
    },
  },
  neighbours: {
    comparesExhibits: true,
    open(graph, exhibits) {
      const nearest = readNearest(graph);
      const codes = Int32Array.from(exhibits.flatMap(({ ink }) => [...encodeStored(nearest, ink)]));
      return {
        explain(ink) {
          const found = nearestEvidence(nearest, ink, codes, LOOKALIKES);
          const lookalikes = found.lookalikes.map(({ row, distance }): Lookalike => {
            const { class: of, index } = exhibits[row] as Exhibit;
            return { class: of, index, distance };
          });
          return { ...found, kind: 'neighbours', lookalikes };
        },
        probabilities: (ink) => nearestProbabilities(nearest, ink),
      };
    },
  },
  networks: {
    comparesExhibits: false,
    open(graph) {
      const networks = readNetworks(graph);
      return {
        weights: networks.map(shownWeights),
        explain(ink) {
          const members = networks.map((network) => networkEvidence(network, ink));
          return {
            kind: 'networks',
            members,
            probabilities: meanProbabilities(members.map(({ probabilities }) => probabilities)),
          };
        },
        probabilities: (ink) =>
          meanProbabilities(networks.map((network) => networkProbabilities(network, ink))),
      };
    },
  },
};

const openerOf = (model: ModelId): Opener<ModelKind> => OPENERS[FAMILY_FACTS[model].kind];

export const comparesExhibits = (model: ModelId): boolean => openerOf(model).comparesExhibits;

/**
 * @param file bytes of the ONNX file
 * @param exhibits for a model that compares them
 * @throws Error when the file is not of the model's family
 */
export const openExplainer = (model: ModelId, file: Uint8Array, exhibits: readonly Exhibit[]): Explainer =>
  openerOf(model).open(readOnnx(file), exhibits);
