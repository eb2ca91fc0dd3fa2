import { describe, expect, it } from 'vitest';
import { formatBytes, formatSeconds, progressLine } from '../../pipeline/dataset/progress.ts';

function recorder(isTTY: boolean, columns = 80) {
  const written: string[] = [];
  let ms = 0;
  const report = progressLine({ isTTY, columns, write: (text) => written.push(text) }, () => ms);
  return {
    written,
    at(time: number, bytes: number, className = 'cat', totalBytes = 10e6) {
      ms = time;
      report({ className, bytes, totalBytes });
    },
  };
}
const CLEAR = '\u001b[K';

describe('progressLine', () => {
  it('renews one line on a terminal, with bytes, rate and time left', () => {
    const { written, at } = recorder(true);
    at(0, 0);
    at(1000, 2e6);
    at(2500, 10e6);
    expect(written).toEqual([
      `\rcat: 0 B of 10.0 MB (0 %)${CLEAR}`,
      `\rcat: 2.0 MB of 10.0 MB (20 %), 2.0 MB/s, 4.0 s left${CLEAR}`,
      `\rcat: 10.0 MB in 2.5 s${CLEAR}\n`,
    ]);
  });

  it('counts only what this load brings into the rate', () => {
    const { written, at } = recorder(true);
    at(0, 6e6);
    at(1000, 7e6);
    expect(written[1]).toContain('7.0 MB of 10.0 MB (70 %), 1.0 MB/s, 3.0 s left');
  });

  it('writes at most ten times a second, and never misses the end', () => {
    const { written, at } = recorder(true);
    for (let i = 0; i <= 1000; i++) at(i, i * 1e4);
    expect(written.length).toBeLessThanOrEqual(11);
    expect(written.at(-1)).toMatch(/10\.0 MB in 1\.0 s.*\n$/);
  });

  it('cuts the line to the width of the terminal', () => {
    const { written, at } = recorder(true, 20);
    at(0, 0);
    expect(written).toEqual([`\rcat: 0 B of 10.0 MB${CLEAR}`]);
  });

  it('writes one line a class where there is no terminal', () => {
    const { written, at } = recorder(false);
    at(0, 0);
    at(1000, 5e6);
    at(65_000, 10e6);
    at(65_000, 0, 'sheep', 500);
    at(65_000, 500, 'sheep', 500);
    expect(written).toEqual(['cat: 10.0 MB in 1 min 5 s\n', 'sheep: 500 B\n']);
  });

  it('starts anew when a class is loaded again', () => {
    const { written, at } = recorder(false);
    at(0, 10e6);
    at(5000, 0);
    at(6000, 10e6);
    expect(written).toEqual(['cat: 10.0 MB\n', 'cat: 10.0 MB in 1.0 s\n']);
  });
});

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [11_760_000, '11.8 MB'],
  [96_590_448, '96.6 MB'],
  [2.5e9, '2.5 GB'],
])('formatBytes writes %d as %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

it.each([
  [0.44, '0.4 s'],
  [12.4, '12 s'],
  [59.6, '1 min 0 s'],
  [200, '3 min 20 s'],
])('formatSeconds writes %d as %s', (seconds, text) => {
  expect(formatSeconds(seconds)).toBe(text);
});
