/** What a published network is made of, and what stands between its layers. */

export interface ConvLayer {
  readonly kind: 'conv';
  readonly inputs: number;
  readonly outputs: number;
  /** Side of the window. */
  readonly size: number;
  /** Rows and columns of zeros around the input. */
  readonly padding: number;
  /** [outputs, inputs, size, size] */
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
}

export interface DenseLayer {
  readonly kind: 'dense';
  readonly inputs: number;
  readonly outputs: number;
  /** [inputs, outputs] */
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

/** Adds what stood before the layer number `step`: the input of a residual pair. */
export interface AddLayer {
  readonly kind: 'add';
  readonly step: number;
}

/** `pool`: the greatest of every 2x2 patch; `average`: the mean of each map over all its places. */
export type Layer =
  | ConvLayer
  | DenseLayer
  | AddLayer
  | { readonly kind: 'relu' }
  | { readonly kind: 'pool' }
  | { readonly kind: 'average' };

/** Layers from pixels to logits; softmax follows. */
export type Network = readonly Layer[];

/** What stands between two layers: maps [count, side, side], or units, whose side is 1. */
export interface Values {
  readonly count: number;
  readonly side: number;
  readonly values: Float32Array;
}
