/**
 * Nearest neighbours as the published file has them: int8 codes of principal components, Euclidean distances between
 * codes, one vote each for the k nearest.
 */
import type { OnnxConstant, OnnxGraph } from '../read-onnx.ts';

export interface NearestModel {
  readonly k: number;
  readonly classes: number;
  /** [784] */
  readonly mean: Float32Array;
  /** [784, d] */
  readonly components: Float32Array;
  /** One step of a stored code, in units of ink. */
  readonly scale: number;
  /** [n, d] */
  readonly codes: Int32Array;
  /** Class of every stored code. [n] */
  readonly labels: Int32Array;
}

export interface Neighbour {
  /** Row of what was searched. */
  readonly row: number;
  /** Euclidean, between codes, in units of ink. */
  readonly distance: number;
}

export interface NearestEvidence {
  /** Shares of the k votes. [classes] */
  readonly probabilities: Float32Array;
  /** The k that vote, nearest first. */
  readonly voters: readonly { readonly class: number; readonly distance: number }[];
  /** The shown drawings that are nearest, nearest first. */
  readonly lookalikes: readonly Neighbour[];
}

/** @throws Error when the graph is not that of published neighbours. */
export function readNearest(graph: OnnxGraph): NearestModel {
  const constant = (name: string): OnnxConstant => {
    const found = graph.constants.get(name);
    if (!found) throw new Error(`the model has no constant ${name}: it is not the neighbours of this site`);
    return found;
  };
  return {
    k: constant('places_length').integers[0] ?? 0,
    classes: constant('depth').integers[0] ?? 0,
    mean: constant('mean').values,
    components: constant('components').values,
    scale: constant('scale').values[0] ?? 1,
    codes: constant('codes').integers,
    labels: constant('labels').integers,
  };
}

/** Code of a drawing in steps of the stored ones, not rounded; `ink` 0..1 [784]. */
export function encode({ mean, components, scale }: NearestModel, ink: Float32Array): Float32Array {
  const length = components.length / mean.length;
  const code = new Float32Array(length);
  for (let pixel = 0; pixel < mean.length; pixel++) {
    const value = (ink[pixel] as number) - (mean[pixel] as number);
    for (let d = 0; d < length; d++)
      code[d] = (code[d] as number) + value * (components[pixel * length + d] as number);
  }
  return code.map((value) => value / scale);
}

/** The same, rounded to eight bits as the stored codes are. */
export function encodeStored(model: NearestModel, ink: Float32Array): Int32Array {
  return Int32Array.from(encode(model, ink), (value) => Math.max(-127, Math.min(127, Math.round(value))));
}

/**
 * The `count` codes nearest to a drawing's, nearest first; of equals, the earlier.
 * @param codes [n, d]
 */
export function nearestCodes(
  query: Float32Array,
  codes: Int32Array,
  count: number,
  scale: number,
): Neighbour[] {
  const length = query.length;
  const found: { row: number; squares: number }[] = [];
  for (let row = 0; row * length < codes.length; row++) {
    let squares = 0;
    for (let d = 0; d < length; d++) {
      const difference = (query[d] as number) - (codes[row * length + d] as number);
      squares += difference * difference;
    }
    if (found.length === count && squares >= (found[count - 1]?.squares ?? 0)) continue;
    let place = found.length;
    while (place > 0 && (found[place - 1]?.squares ?? 0) > squares) place--;
    found.splice(place, 0, { row, squares });
    found.length = Math.min(found.length, count);
  }
  return found.map(({ row, squares }) => ({ row, distance: scale * Math.sqrt(squares) }));
}

/**
 * @param ink 0..1 [784]
 * @param shown codes of the drawings that can be shown [m, d]
 * @param count of lookalikes
 */
export function nearestEvidence(
  model: NearestModel,
  ink: Float32Array,
  shown: Int32Array,
  count: number,
): NearestEvidence {
  const query = encode(model, ink);
  const voters = nearestCodes(query, model.codes, model.k, model.scale).map(({ row, distance }) => ({
    class: model.labels[row] ?? 0,
    distance,
  }));
  return {
    probabilities: shares(voters, model),
    voters,
    lookalikes: nearestCodes(query, shown, count, model.scale),
  };
}

/** Probabilities alone. [classes] */
export function nearestProbabilities(model: NearestModel, ink: Float32Array): Float32Array {
  const found = nearestCodes(encode(model, ink), model.codes, model.k, model.scale);
  return shares(
    found.map(({ row }) => ({ class: model.labels[row] ?? 0 })),
    model,
  );
}

function shares(voters: readonly { readonly class: number }[], { classes, k }: NearestModel): Float32Array {
  const votes = new Float32Array(classes);
  for (const voter of voters) votes[voter.class] = (votes[voter.class] ?? 0) + 1 / k;
  return votes;
}
