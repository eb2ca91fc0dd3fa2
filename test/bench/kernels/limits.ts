/** What this machine can do at most in WebAssembly, on one core: multiply-adds in registers, and bytes moved. */
import asc from 'assemblyscript/asc';
import type { KernelSet } from '../../../src/core/kernel-sets.ts';
import { fastest } from './fastest.ts';

/** Sums that do not wait for each other: more than a processor has multiply-adds under way, and few enough for its registers. */
const SUMS = 12;
const ROUNDS = 1e6;
const COPIED_BYTES = 2 ** 27;

/** Four lanes of sum * by + plus, again and again. */
const source = (set: KernelSet) => {
  const sums = Array.from({ length: SUMS }, (_, i) => `s${i}`);
  const multiplyAdd =
    set === 'relaxed'
      ? (s: string) => `${s} = f32x4.relaxed_madd(${s}, by, plus);`
      : (s: string) => `${s} = f32x4.add(f32x4.mul(${s}, by), plus);`;
  return `
export function run(rounds: i32, b: f32, p: f32): f32 {
  const by = f32x4.splat(b);
  const plus = f32x4.splat(p);
  ${sums.map((s, i) => `let ${s} = f32x4.splat(${i}.0);`).join('\n  ')}
  for (let i = 0; i < rounds; i++) {
    ${sums.map(multiplyAdd).join('\n    ')}
  }
  return f32x4.extract_lane(${sums.reduce((a, s) => `f32x4.add(${a}, ${s})`)}, 0);
}
`;
};

async function compile(text: string): Promise<WebAssembly.Exports> {
  let binary: Uint8Array<ArrayBuffer> | undefined;
  const options = ['--enable', 'simd', '--enable', 'relaxed-simd', '--runtime', 'stub', '-O3', '--noAssert'];
  const { error, stderr } = await asc.main(['limit.ts', '-o', 'limit.wasm', ...options], {
    readFile: (name: string) => (name === 'limit.ts' ? text : null),
    writeFile: (_: string, contents: Uint8Array | string) => {
      if (typeof contents !== 'string') binary = Uint8Array.from(contents);
    },
  });
  if (error || !binary) throw new Error(`the loop cannot be compiled: ${error?.message}\n${stderr}`);
  return (await WebAssembly.instantiate(binary)).instance.exports;
}

/** Multiply-adds a second, one a lane, of a loop that touches no memory. */
export async function mostMultiplyAdds(set: KernelSet): Promise<number> {
  const { run } = (await compile(source(set))) as {
    run: (rounds: number, by: number, plus: number) => number;
  };
  const loop = () => void run(ROUNDS, 0.5, 1); // settles at 2: no denormals, no infinities
  return (4 * SUMS * ROUNDS) / (await fastest(loop));
}

/** Bytes a second that are read and written while memory far larger than the caches is copied. */
export async function mostBytes(): Promise<number> {
  const from = new Uint8Array(COPIED_BYTES).fill(1);
  const to = new Uint8Array(COPIED_BYTES).fill(2);
  return (2 * COPIED_BYTES) / (await fastest(() => to.set(from)));
}
