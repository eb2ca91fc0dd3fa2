/** What models say, computed plainly in float64 from their states, one drawing at a time. */
import type {
  ConvLayer,
  ConvnetLayers,
  DenseLayer,
  Drawings,
  ForestState,
  NearestCodesState,
  PublishedState,
} from '../../../src/learning/classifier.ts';

/** Named values of one drawing; those of `probabilities` sum to 1. */
export type Values = Record<string, number[]> & { probabilities: number[] };

export function explain(state: PublishedState, { pixels }: Drawings, i: number): Values {
  const drawing = Array.from(pixels.subarray(i * 784, (i + 1) * 784));
  const ink = drawing.map((pixel) => pixel / 255);
  switch (state.family) {
    case 'forest':
      return forest(state, drawing);
    case 'nearest':
      if (state.form === 'pixels') throw new Error('no reference for neighbours on pixels');
      return nearest(state, ink);
    case 'perceptron': {
      const { hidden, probabilities } = layers(state.layers, ink);
      return { ...Object.fromEntries(hidden.map((values, h) => [`hidden${h + 1}`, values])), probabilities };
    }
    case 'convnet':
      return convnet(state, ink);
    case 'convnet-plus': {
      // The evidence of the first member, the mean of all members' probabilities.
      const members = state.members.map((member) => convnet(member, ink));
      const mean = members[0]!.probabilities.map(
        (_, c) => members.reduce((sum, { probabilities }) => sum + probabilities[c]!, 0) / members.length,
      );
      return { ...members[0]!, probabilities: mean };
    }
    case 'wide-convnet': {
      // Of the maps, the last alone.
      const { features, probabilities, ...maps } = convnet(state, ink);
      const last = `conv${state.convolutions.length}`;
      return { [last]: maps[last]!, features: features!, probabilities };
    }
  }
}

export function referenceProbabilities(state: PublishedState, drawings: Drawings): Float32Array {
  const rows = Array.from({ length: drawings.count }, (_, i) => explain(state, drawings, i).probabilities);
  return Float32Array.from(rows.flat());
}

function forest({ trees, classes }: ForestState, drawing: number[]): Values {
  const votes = trees.flatMap(({ feature, threshold, left, right, shares }) => {
    let node = 0;
    while (left[node] !== -1)
      node = drawing[feature[node]!]! <= threshold[node]! ? left[node]! : right[node]!;
    return Array.from(shares.subarray(node * classes, (node + 1) * classes));
  });
  const probabilities = Array.from(
    { length: classes },
    (_, c) => votes.filter((_, j) => j % classes === c).reduce((a, b) => a + b) / trees.length,
  );
  return { votes, probabilities };
}

function nearest(state: NearestCodesState, ink: number[]): Values {
  const { mean, components, scale, codes, labels, k, classes } = state;
  const d = codes.length / labels.length;
  const z = Array.from({ length: d }, (_, j) =>
    ink.reduce((sum, x, p) => sum + (x - mean[p]!) * components[p * d + j]!, 0),
  );
  const ranked = Array.from(labels, (label, row) => ({
    row,
    label,
    distance: Math.hypot(...z.map((value, j) => value - codes[row * d + j]! * scale)),
  })).sort((a, b) => a.distance - b.distance);
  const near = ranked.slice(0, k);
  return {
    neighbors: near.map((n) => n.row),
    distances: near.map((n) => n.distance),
    probabilities: Array.from({ length: classes }, (_, c) => near.filter((n) => n.label === c).length / k),
  };
}

function layers(dense: readonly DenseLayer[], input: number[]) {
  const hidden: number[][] = [];
  let values = input;
  dense.forEach(({ outputs, weights, bias }, i) => {
    const before = values;
    values = Array.from(bias, (b, o) => before.reduce((sum, x, j) => sum + x * weights[j * outputs + o]!, b));
    if (i < dense.length - 1) {
      values = values.map((x) => Math.max(0, x));
      hidden.push(values);
    }
  });
  const powers = values.map((x) => Math.exp(x - Math.max(...values)));
  const sum = powers.reduce((a, b) => a + b);
  return { hidden, probabilities: powers.map((p) => p / sum) };
}

/** Maps as [height][width][map], as the states flatten them. */
type Maps = number[][][];

function convolve(
  maps: Maps,
  { size, inputs, outputs, kernel, bias, padding, adds }: ConvLayer,
  earlier: Maps,
): Maps {
  const before = padding === 'same' ? (size - 1) / 2 : 0;
  const side = maps.length + 2 * before - size + 1;
  return Array.from({ length: side }, (_, y) =>
    Array.from({ length: side }, (_, x) =>
      Array.from(bias, (b, o) => {
        let sum = adds ? b + earlier[y]![x]![o]! : b;
        for (let dy = 0; dy < size; dy++)
          for (let dx = 0; dx < size; dx++)
            for (let i = 0; i < inputs; i++)
              sum +=
                (maps[y + dy - before]?.[x + dx - before]?.[i] ?? 0) *
                kernel[((dy * size + dx) * inputs + i) * outputs + o]!;
        return Math.max(0, sum);
      }),
    ),
  );
}

const pool = (maps: Maps): Maps =>
  Array.from({ length: Math.floor(maps.length / 2) }, (_, y) =>
    Array.from({ length: Math.floor(maps.length / 2) }, (_, x) =>
      maps[0]![0]!.map((_, c) =>
        Math.max(
          maps[2 * y]![2 * x]![c]!,
          maps[2 * y]![2 * x + 1]![c]!,
          maps[2 * y + 1]![2 * x]![c]!,
          maps[2 * y + 1]![2 * x + 1]![c]!,
        ),
      ),
    ),
  );

/** [height][width][map] -> flat [map, height, width], as ONNX gives feature maps. */
const mapsFirst = (maps: Maps) =>
  maps[0]![0]!.flatMap((_, c) => maps.flatMap((row) => row.map((cell) => cell[c]!)));

function convnet({ convolutions, average, dense }: ConvnetLayers, ink: number[]): Values {
  let maps: Maps = Array.from({ length: 28 }, (_, y) => ink.slice(28 * y, 28 * y + 28).map((x) => [x]));
  let earlier = maps; // what the convolution before was given
  const seen: Record<string, number[]> = {};
  convolutions.forEach((layer, i) => {
    const convolved = convolve(maps, layer, earlier);
    earlier = maps;
    seen[`conv${i + 1}`] = mapsFirst(convolved);
    maps = layer.pool === false ? convolved : pool(convolved);
  });
  const places = maps.flat();
  const flat = average
    ? maps[0]![0]!.map((_, c) => places.reduce((sum, place) => sum + place[c]!, 0) / places.length)
    : maps.flat(2);
  const { hidden, probabilities } = layers(dense, flat);
  return { ...seen, features: average ? flat : hidden.at(-1)!, probabilities };
}
