import { beforeAll, describe, expect, test } from 'vitest';
import { KERNEL_SETS } from '../../../src/core/kernel-sets.ts';
import { prepareBackend } from '../../../src/learning/backend.ts';
import { kernels, memory, withScratch } from '../../../src/learning/kernels/instance.ts';
import { useKernels } from '../../../src/learning/kernels/kernelSet.ts';
import { normals } from './reference.ts';

beforeAll(prepareBackend);

type Values = Float32Array | Float64Array;

/** Copies of `inputs`, room for `outputs` between guards, and what the kernel has written there. */
function run(
  inputs: readonly Values[],
  outputs: readonly Values[],
  kernel: (...at: number[]) => void,
): Values[] {
  const all = [...inputs, ...outputs];
  let written: Values[] = [];
  withScratch(
    all.map(({ byteLength }) => byteLength + 32),
    (...rooms) => {
      const at = rooms.map((room) => room + 16);
      const bytes = () => new Uint8Array(memory().buffer);
      for (const [i, values] of all.entries()) {
        bytes().fill(0xa5, rooms[i], (rooms[i] as number) + values.byteLength + 32);
        if (i < inputs.length)
          bytes().set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at[i]);
      }
      kernel(...at);
      written = outputs.map((values, i) => {
        const from = at[inputs.length + i] as number;
        const end = from + values.byteLength;
        for (const guard of [bytes().subarray(from - 16, from), bytes().subarray(end, end + 16)])
          expect(guard.every((byte) => byte === 0xa5)).toBe(true);
        return new (values.constructor as Float64ArrayConstructor)(bytes().slice(from, end).buffer);
      });
    },
  );
  return written;
}

/** Calls `work` with each position and its channel, row by row. */
function each(rows: number, channels: number, work: (at: number, c: number) => void): void {
  for (let row = 0; row < rows; row++) for (let c = 0; c < channels; c++) work(row * channels + c, c);
}

const doubles = (name: string, channels: number) => Float64Array.from(normals(name, channels), (x) => x / 3);
/** Whole chunks of 128 rows, and not. */
const ROWS = [1, 2, 127, 128, 129, 300];

describe.each(KERNEL_SETS)(
  'in the set "%s", bit for bit as loops in double precision, of 1 to 40 maps,',
  (set) => {
    beforeAll(() => useKernels(set));

    const forAll = (
      work: (rows: number, channels: number, x: Float32Array, y: Float32Array, dy: Float32Array) => void,
    ) => {
      for (let channels = 1; channels <= 40; channels++) {
        const rows = ROWS[channels % ROWS.length] as number;
        const size = rows * channels;
        const x = normals(`x ${channels}`, size).map((value) => 0.7 + 2 * value);
        const y = normals(`y ${channels}`, size).map((value) => Math.max(0, value)); // half of them closed
        work(rows, channels, x, y, normals(`dy ${channels}`, size));
      }
    };

    test('are the sums of maps and of their squares', () => {
      forAll((rows, channels, x) => {
        const [sums, squares] = [new Float64Array(channels), new Float64Array(channels)];
        each(rows, channels, (at, c) => {
          sums[c]! += x[at]!;
          squares[c]! += x[at]! * x[at]!;
        });
        const got = run([x], [sums, squares], (x = 0, sums = 0, squares = 0) =>
          kernels().mapSums(x, rows, channels, sums, squares),
        );
        expect(got).toEqual([sums, squares]);
      });
    });

    test('are the normalised maps with their ReLU', () => {
      forAll((rows, channels, x, y) => {
        const [factors, offsets] = [doubles('factor', channels), doubles('offset', channels)];
        const wanted = new Float32Array(x.length);
        each(rows, channels, (at, c) => {
          wanted[at] = Math.max(0, x[at]! * factors[c]! + offsets[c]!);
        });
        const got = run([x, factors, offsets], [y], (x = 0, factors = 0, offsets = 0, y = 0) =>
          kernels().normaliseMaps(x, rows, channels, factors, offsets, y),
        );
        expect(got).toEqual([wanted]);
      });
    });

    test('are the sums of gradients that the ReLU lets through, and of their products with the maps', () => {
      forAll((rows, channels, x, y, dy) => {
        const [sums, products] = [new Float64Array(channels), new Float64Array(channels)];
        each(rows, channels, (at, c) => {
          if (!(y[at]! > 0)) return;
          sums[c]! += dy[at]!;
          products[c]! += dy[at]! * x[at]!;
        });
        const got = run([x, y, dy], [sums, products], (x = 0, y = 0, dy = 0, sums = 0, products = 0) =>
          kernels().openSums(x, y, dy, rows, channels, sums, products),
        );
        expect(got).toEqual([sums, products]);
      });
    });

    test('are the gradients with respect to the maps', () => {
      forAll((rows, channels, x, y, dy) => {
        const factors = ['own', 'slope', 'constant'].map((name) => doubles(name, channels));
        const [own, slope, constant] = factors as [Float64Array, Float64Array, Float64Array];
        const wanted = new Float32Array(x.length);
        each(rows, channels, (at, c) => {
          const open = y[at]! > 0 ? dy[at]! : 0;
          wanted[at] = own[c]! * open + slope[c]! * x[at]! + constant[c]!;
        });
        const got = run([x, y, dy, ...factors], [wanted], (x = 0, y = 0, dy = 0, ...rest) => {
          const [own = 0, slope = 0, constant = 0, to = 0] = rest;
          kernels().normGradients(x, y, dy, rows, channels, own, slope, constant, to);
        });
        expect(got).toEqual([wanted]);
      });
    });
  },
);
