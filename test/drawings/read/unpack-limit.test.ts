import { describe, expect, it } from 'vitest';
import { assertUnpackable } from '../../../src/drawings/read/unpack-limit.ts';

describe('assertUnpackable', () => {
  it('lets 2 GiB pass, and no more', () => {
    expect(() => assertUnpackable(2 ** 31, 'x.gz')).not.toThrow();
    expect(() => assertUnpackable(2 ** 31 + 1, 'x.gz')).toThrow(
      /x\.gz: unpacks to 2147483649 bytes or more, expected at most 2147483648 \(2 GiB\)/,
    );
  });
});
