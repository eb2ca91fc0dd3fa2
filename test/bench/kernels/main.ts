/** `npm run bench:kernels`: how near the kernels of both sets come to what the machine can do. */
import { cpus } from 'node:os';
import { prepareBackend } from '../../../src/learning/backend.ts';
import { checkKernelSet, KERNEL_SETS, useKernels } from '../../../src/learning/kernels/kernelSet.ts';
import { fastest, ROUNDS } from './fastest.ts';
import { type KernelRow, kernelTable } from './kernelTable.ts';
import { mostBytes, mostMultiplyAdds } from './limits.ts';
import { allWork } from './work.ts';

const here = KERNEL_SETS.filter((set) => {
  try {
    checkKernelSet(set);
    return true;
  } catch (error) {
    console.error((error as Error).message);
    return false;
  }
});

await prepareBackend();
const works = allWork();
const rows: KernelRow[] = works.map(({ name, multiplyAdds }) => ({ name, multiplyAdds, rates: {} }));
const limits: KernelRow['rates'] = {};
for (const set of here) {
  useKernels(set);
  limits[set] = await mostMultiplyAdds(set);
  for (const [i, { name, multiplyAdds, sets, run }] of works.entries()) {
    if (!sets.includes(set)) continue;
    console.error(`${set}: ${name}`);
    (rows[i] as KernelRow).rates[set] = multiplyAdds / (await fastest(run));
  }
}
console.log(
  `\nOne core of ${cpus()[0]?.model.trim()}, Node ${process.versions.node}; the fastest of ${ROUNDS} rounds\n`,
);
console.log(kernelTable(rows, limits));
console.log(
  '\nCounted as the sums are written down: tiles (Winograd) take a quarter of the products, and on drawings what is zero is passed over, so that both may come to more than the limit.',
);
console.log(
  `Memory: ${((await mostBytes()) / 1e9).toFixed(1)} GB/s read and written by one core that copies`,
);
