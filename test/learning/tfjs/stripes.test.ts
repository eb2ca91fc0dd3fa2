/** Where the weights and biases of dense layers lie in memory when hidden units come in stripes of 52. */
import { describe, expect, test } from 'vitest';
import { layStripes, liftStripes, stripedShape } from '../../../src/learning/tfjs/stripes.ts';

/** Layers between so many units each, pixels first. */
const between = (...units: number[]) =>
  units.slice(1).map((outputs, i) => ({ inputs: units[i] as number, outputs }));

/** Weights and bias of every layer in turn, counted from 1, so that none is zero and no two are alike. */
function variablesOf(layers: ReturnType<typeof between>): Float32Array[] {
  let count = 0;
  const counted = (length: number) => Float32Array.from({ length }, () => ++count);
  return layers.flatMap(({ inputs, outputs }) => [counted(inputs * outputs), counted(outputs)]);
}

test('the units of hidden layers come in whole stripes, and a layer sees those that fill them up, too', () => {
  const { hidden, output, size } = stripedShape(between(784, 100, 100, 5));
  expect(hidden).toEqual([
    {
      rows: 784,
      inputs: 784,
      units: 100,
      stripes: 2,
      width: 104,
      weights: { at: 0, size: 81536 },
      bias: { at: 81536, size: 104 },
    },
    {
      rows: 100,
      inputs: 104,
      units: 100,
      stripes: 2,
      width: 104,
      weights: { at: 81640, size: 10816 },
      bias: { at: 92456, size: 104 },
    },
  ]);
  expect(output).toEqual({
    rows: 100,
    inputs: 104,
    units: 5,
    weights: { at: 92560, size: 520 },
    bias: { at: 93080, size: 5 },
  });
  expect(size).toBe(93085);
});

test.each([
  [[784, 12, 3], [1], [52], [784, 52], [784, 12]],
  [
    [784, 130, 52, 53, 4],
    [3, 1, 2],
    [156, 52, 104],
    [784, 156, 52, 104],
    [784, 130, 52, 53],
  ],
])('the layers between %j units have %j stripes', (units, stripes, widths, inputs, rows) => {
  const { hidden, output } = stripedShape(between(...units));
  expect(hidden.map((layer) => layer.stripes)).toEqual(stripes);
  expect(hidden.map((layer) => layer.width)).toEqual(widths);
  expect([...hidden, output].map((layer) => layer.inputs)).toEqual(inputs);
  expect([...hidden, output].map((layer) => layer.rows)).toEqual(rows);
  expect([...hidden, output].map((layer) => layer.units)).toEqual(units.slice(1));
});

describe.each([[[784, 100, 100, 5]], [[784, 12, 3]], [[784, 130, 52, 53, 4]]])(
  'of the layers between %j units',
  (units) => {
    const layers = between(...units);
    const shape = stripedShape(layers);
    const variables = variablesOf(layers);
    const laid = layStripes(shape, variables);

    test('the stretches follow one another without gaps and fill the memory', () => {
      let end = 0;
      for (const { inputs, weights, bias, ...layer } of [...shape.hidden, shape.output]) {
        const width = 'width' in layer ? (layer.width as number) : layer.units;
        expect(weights).toEqual({ at: end, size: inputs * width });
        expect(bias).toEqual({ at: end + weights.size, size: width });
        end += weights.size + bias.size;
      }
      expect(shape.size).toBe(end);
      expect(laid).toHaveLength(end);
    });

    test('what is laid in stripes is lifted as it was, whatever fills them up', () => {
      expect(liftStripes(shape, laid)).toEqual(variables);
      const filled = laid.map((value) => (value === 0 ? -1 : value));
      expect(filled).not.toEqual(laid);
      expect(liftStripes(shape, filled)).toEqual(variables);
    });

    test('each number lies there once, and all others are zero', () => {
      const numbers = variables.flatMap((variable) => [...variable]);
      expect([...laid.filter((value) => value !== 0)].sort((a, b) => a - b)).toEqual(numbers);
    });

    test('a hidden unit has the weights of all its inputs in its column of its stripe', () => {
      for (const [i, { rows, inputs, units, weights, bias }] of shape.hidden.entries()) {
        const [own, ownBias] = variables.slice(2 * i, 2 * i + 2) as [Float32Array, Float32Array];
        const chosen = [0, 11, 51, 52, 99, 103, 104, 129, units - 1].filter((unit) => unit < units);
        for (const unit of chosen) {
          const stripe = Math.floor(unit / 52);
          for (const row of [0, 1, 7, rows - 1])
            expect(laid[weights.at + (stripe * inputs + row) * 52 + (unit % 52)]).toBe(
              own[row * units + unit],
            );
          expect(laid[bias.at + unit]).toBe(ownBias[unit]);
        }
      }
    });

    test('the output layer lies as it is, with rows of zeros behind it', () => {
      const { rows, inputs, units, weights, bias } = shape.output;
      const [own, ownBias] = variables.slice(-2) as [Float32Array, Float32Array];
      expect(laid.subarray(weights.at, weights.at + rows * units)).toEqual(own);
      const behind = laid.subarray(weights.at + rows * units, bias.at);
      expect(behind).toHaveLength((inputs - rows) * units);
      expect(behind.every((value) => value === 0)).toBe(true);
      expect(laid.subarray(bias.at)).toEqual(ownBias);
    });
  },
);
