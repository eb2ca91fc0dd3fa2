/** The bench in words and tables. */
import { CLASSIC_IDS } from '../../src/core/models.ts';
import type { Contest, Entry } from './contest.ts';
import type { ProcessTimes } from './times.ts';

const seconds = (value: number | undefined) => (value === undefined ? 'n/a' : value.toFixed(2));
const percent = (share: number | undefined) => (share === undefined ? 'n/a' : (100 * share).toFixed(1));
const megabytes = (bytes: number) => (bytes / 2 ** 20).toFixed(0);

/** How many times as fast as the peer; above 1 we are faster. */
const ratio = (ours: number | undefined, peer: number | undefined) =>
  ours === undefined || peer === undefined ? 'n/a' : (peer / ours).toFixed(2);

/** Columns as wide as their widest cell, numbers to the right. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, c) => Math.max(...rows.map((row) => (row[c] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, c) => (c === 0 ? cell.padEnd(widths[c] ?? 0) : cell.padStart(widths[c] ?? 0)))
        .join('  '),
    )
    .join('\n');
}

const epochs = (entry: Entry | undefined) => entry?.epochs?.toString() ?? '';

export function contestTable({ ours, peers, whole }: Contest): string {
  return table([
    [
      '',
      'ours, s',
      'peer, s',
      'peer / ours',
      'ours, processor s',
      'peer, processor s',
      'ours, %',
      'peer, %',
      'epochs, ours',
      'epochs, peer',
    ],
    ...CLASSIC_IDS.filter((id) => ours[id]).map((id) => [
      id,
      seconds(ours[id]?.seconds),
      seconds(peers[id]?.seconds),
      ratio(ours[id]?.seconds, peers[id]?.seconds),
      seconds(ours[id]?.cpuSeconds),
      seconds(peers[id]?.cpuSeconds),
      percent(ours[id]?.accuracy),
      percent(peers[id]?.accuracy),
      epochs(ours[id]),
      epochs(peers[id]),
    ]),
    [
      'whole',
      seconds(whole.ours.wholeSeconds),
      seconds(whole.peers?.wholeSeconds),
      ratio(whole.ours.wholeSeconds, whole.peers?.wholeSeconds),
    ],
    [
      'whole, processor time',
      seconds(whole.ours.cpuSeconds),
      seconds(whole.peers?.cpuSeconds),
      ratio(whole.ours.cpuSeconds, whole.peers?.cpuSeconds),
    ],
    [
      'whole, peak memory, MB',
      megabytes(whole.ours.peakMemoryBytes),
      whole.peers ? megabytes(whole.peers.peakMemoryBytes) : 'n/a',
      ratio(whole.ours.peakMemoryBytes, whole.peers?.peakMemoryBytes),
    ],
  ]);
}

/** The last line of the bench. */
export function ratiosLine({ ours, peers, whole }: Contest): string {
  const parts = CLASSIC_IDS.map((id) => `${id} ${ratio(ours[id]?.seconds, peers[id]?.seconds)}`);
  return `ratios: ${parts.join(', ')}, whole ${ratio(whole.ours.wholeSeconds, whole.peers?.wholeSeconds)}`;
}

export interface ScaleRow {
  readonly times: number;
  readonly train: number;
  readonly test: number;
  readonly process: ProcessTimes;
}

export function scalingTable(rows: readonly ScaleRow[]): string {
  return table([
    [
      '',
      'training',
      'test',
      'seconds',
      'processor s',
      'peak memory, MB',
      ...CLASSIC_IDS.map((id) => `${id}, s`),
    ],
    ...rows.map(({ times, train, test, process }) => [
      `${times}x`,
      train.toString(),
      test.toString(),
      seconds(process.wholeSeconds),
      seconds(process.cpuSeconds),
      megabytes(process.peakMemoryBytes),
      ...CLASSIC_IDS.map((id) => {
        const model = process.models[id];
        return seconds(model && model.fitSeconds + model.predictSeconds);
      }),
    ]),
  ]);
}
