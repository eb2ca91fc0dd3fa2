import { KERNEL_SETS, type KernelSet } from '../../../src/core/kernel-sets.ts';
import { table } from '../table.ts';

/** What one kernel does, by set. */
export interface KernelRow {
  readonly name: string;
  /** Of one call. */
  readonly multiplyAdds: number;
  /** Multiply-adds a second. */
  readonly rates: Partial<Record<KernelSet, number>>;
}

/** Billions of multiply-adds a second, beside those of a loop in registers. */
export function kernelTable(rows: readonly KernelRow[], limits: KernelRow['rates']): string {
  const sets = KERNEL_SETS.filter((set) => limits[set] !== undefined);
  const billions = (rate: number | undefined) => (rate === undefined ? 'n/a' : (rate / 1e9).toFixed(1));
  const share = (rate: number | undefined, limit: number | undefined) =>
    rate === undefined || limit === undefined ? 'n/a' : `${Math.round((100 * rate) / limit)} %`;
  return table([
    [
      'billions of multiply-adds a second',
      'millions a call',
      ...sets.flatMap((set) => [set, 'of the limit']),
    ],
    ['the limit: a loop in registers', '', ...sets.flatMap((set) => [billions(limits[set]), ''])],
    ...rows.map(({ name, multiplyAdds, rates }) => [
      name,
      (multiplyAdds / 1e6).toFixed(1),
      ...sets.flatMap((set) => [billions(rates[set]), share(rates[set], limits[set])]),
    ]),
  ]);
}
