/**
 * Compiles the kernels in `src/learning/kernels/assembly/` (AssemblyScript) into `binary.ts` beside it: `npm run kernels`, after a change to them.
 * The result is committed, so that training needs no compiler; a test compares it with what the sources give.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import { KERNEL_SETS, type KernelSet } from '../src/core/kernel-sets.ts';

const KERNELS = join(import.meta.dirname, '../src/learning/kernels');

const OPTIONS = [
  '--enable',
  'simd',
  '--importMemory',
  '--runtime',
  'stub',
  '--noAssert',
  '-O3',
  '--disableWarning',
];

/** Of the sources, one set needs a feature more; they ask for it at compile time. */
const FEATURES: Readonly<Record<KernelSet, readonly string[]>> = {
  relaxed: ['--enable', 'relaxed-simd'],
  simd: [],
};

/** The kernels of a set in base64. @throws Error with the compiler's messages. */
export async function compileKernels(set: KernelSet): Promise<string> {
  let binary: Uint8Array | undefined;
  const folder = join(KERNELS, 'assembly');
  const { error, stderr } = await asc.main(
    ['index.ts', '--baseDir', folder, '-o', 'kernels.wasm', ...OPTIONS, ...FEATURES[set]],
    {
      writeFile: (_: string, contents: Uint8Array | string) => {
        if (typeof contents !== 'string') binary = contents;
      },
    },
  );
  if (error || !binary) throw new Error(`the kernels cannot be compiled: ${error?.message}\n${stderr}`);
  return Buffer.from(binary).toString('base64');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const entries: string[] = [];
  for (const set of KERNEL_SETS) {
    const lines = (await compileKernels(set)).match(/.{1,100}/g) ?? [];
    entries.push(`  ${set}:\n${lines.map((line) => `    '${line}'`).join(' +\n')},\n`);
  }
  const text = `import type { KernelSet } from '../../core/kernel-sets.ts';

/** The WebAssembly of \`assembly/\`, in base64, written by \`npm run kernels\`. */
export const BINARIES: Readonly<Record<KernelSet, string>> = {
${entries.join('')}};
`;
  await writeFile(join(KERNELS, 'binary.ts'), text);
}
