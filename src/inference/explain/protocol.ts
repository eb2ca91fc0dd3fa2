/**
 * What the page and the worker that explains say to each other. The worker explains the newest drawing that it was
 * given, first each model's answer, then stroke by stroke; a newer drawing ends what is under way for an older one.
 */

import type { Every } from '../../core/every.ts';
import type { ForestEvidence } from '../../core/evidence/forest-evidence.ts';
import type { ConvLayer, DenseLayer } from '../../core/evidence/layers.ts';
import type { NetworkEvidence } from '../../core/evidence/network-evidence.ts';
import type { Piece } from '../../core/evidence/stroke-pieces.ts';
import type { ModelId, ModelKind } from '../../core/models.ts';
import type { Stroke } from '../../core/strokes.ts';
import type { ModelFile } from '../protocol.ts';

/** The shown drawings of one class, which the neighbours are compared with. */
export interface ExhibitFile {
  /** Index of the class. */
  readonly class: number;
  /** Of the sprite; absolute, or relative to the page. */
  readonly url: string;
  readonly count: number;
  /** Cells that are not shown. */
  readonly blocked: readonly number[];
}

/** Fetch these and hold them ready, the models in this order. `fresh` goes past the HTTP cache, for a retry. */
export interface LoadRequest {
  readonly type: 'load';
  readonly models: readonly ModelFile[];
  readonly exhibits: readonly ExhibitFile[];
  readonly fresh: boolean;
}

export interface ExplainRequest {
  readonly type: 'explain';
  /** Counts the drawings; comes back with every reply. */
  readonly sequence: number;
  /** As drawn, in any unit. */
  readonly strokes: readonly Stroke[];
  /** What the models see of a drawing whose strokes nobody has, which are then none: ink 0..255 [784]. */
  readonly ink?: Uint8Array;
  /** Whether to leave out stroke by stroke too. */
  readonly occlude: boolean;
}

/** There is no drawing any more, or another is under the pen: end what is under way. */
export interface AbandonRequest {
  readonly type: 'abandon';
}

export type Request = LoadRequest | ExplainRequest | AbandonRequest;

export interface Voter {
  /** Index of the class. */
  readonly class: number;
  /** In the model's space, in units of ink. */
  readonly distance: number;
}

/** A shown drawing, and how far it is from the reader's. */
export interface Lookalike extends Voter {
  /** Cell of the sprite. */
  readonly index: number;
}

export interface TreesReply extends ForestEvidence {
  readonly kind: 'trees';
}

export interface NeighboursReply {
  readonly kind: 'neighbours';
  readonly probabilities: Float32Array;
  /** Training drawings, which cannot be shown. */
  readonly voters: readonly Voter[];
  readonly lookalikes: readonly Lookalike[];
}

export interface NetworksReply {
  readonly kind: 'networks';
  readonly probabilities: Float32Array;
  /** One, or those that vote together. */
  readonly members: readonly NetworkEvidence[];
}

type Replies = Every<
  ModelKind,
  {
    readonly trees: TreesReply;
    readonly neighbours: NeighboursReply;
    readonly networks: NetworksReply;
  }
>;

/** What models of a kind give as their reasons. */
export type EvidenceOf<Kind extends ModelKind> = Replies[Kind];

export type Evidence = EvidenceOf<ModelKind>;

/** Weights behind the maps or units that are shown, by network and layer. */
export type ShownWeights = readonly (readonly (ConvLayer | DenseLayer)[])[];

export interface ReadyReply {
  readonly type: 'ready';
  readonly model: ModelId;
  /** Networks only. */
  readonly weights?: ShownWeights;
}

/** The drawing that the following replies are about. */
export interface DrawingReply {
  readonly type: 'drawing';
  readonly sequence: number;
  /** Ink 0..255 [784] */
  readonly pixels: Uint8Array;
  /** Simplified: 0 to 255. */
  readonly strokes: readonly Stroke[];
}

export interface EvidenceReply {
  readonly type: 'evidence';
  readonly sequence: number;
  readonly model: ModelId;
  readonly evidence: Evidence;
}

export interface OcclusionReply {
  readonly type: 'occlusion';
  readonly sequence: number;
  readonly model: ModelId;
  /** Of the whole drawing. [classes] */
  readonly probabilities: Float32Array;
  /** What was left out, each piece alone. */
  readonly pieces: readonly OccludedPiece[];
}

export interface OccludedPiece extends Piece {
  /** Its lines, simplified. */
  readonly lines: readonly Stroke[];
  /** Of the drawing without it. [classes] */
  readonly probabilities: Float32Array;
}

/** All that was asked about this drawing has been said, as far as models are loaded. */
export interface SettledReply {
  readonly type: 'settled';
  readonly sequence: number;
}

export interface ErrorReply {
  readonly type: 'error';
  /** Whose reasons cannot be had. */
  readonly model: ModelId;
  /** For the reader: what failed, got and expected. */
  readonly message: string;
}

export type Reply = ReadyReply | DrawingReply | EvidenceReply | OcclusionReply | SettledReply | ErrorReply;
