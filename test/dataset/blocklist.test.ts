import { describe, expect, it } from 'vitest';
import { blockedRows } from '../../pipeline/dataset/blocklist.ts';
import { officialClasses } from '../../pipeline/dataset/classes.ts';

describe('blockedRows', () => {
  it('lists the rows of a class that were found unfit', () => {
    expect(blockedRows('cat')).toEqual([20]);
    expect(blockedRows('scissors')).toEqual([67, 85]);
    expect(blockedRows('The Mona Lisa')).toEqual([54]);
    expect(blockedRows('sheep')).toEqual([]);
  });
  it('names official words only, so that none of its drawings slips through', () => {
    expect(officialClasses().flatMap((name) => blockedRows(name))).toHaveLength(37);
  });
  it('blocks nothing of a class without an entry, whatever its name', () => {
    expect(blockedRows('constructor')).toEqual([]);
  });
  it('holds whole rows 0-99, rising, and leaves most of every class', () => {
    for (const name of officialClasses()) {
      const rows = blockedRows(name);
      expect(rows).toEqual([...new Set(rows)].sort((a, b) => a - b));
      expect(rows.every((row) => Number.isInteger(row) && row >= 0 && row < 100)).toBe(true);
      expect(rows.length).toBeLessThan(50);
    }
  });
});
