import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { AnyResult } from '../../core/results.ts';

/** The size of a list of drawings: what the results say, or else that of the file; 0 where there is none. */
export const listBytes = ({ file, bytes }: NonNullable<AnyResult['dataset']['rows']>): number =>
  bytes ?? statSync(join('public', file), { throwIfNoEntry: false })?.size ?? 0;
