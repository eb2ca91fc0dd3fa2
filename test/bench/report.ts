/** The bench in words and tables. */
import { CLASSIC_IDS } from '../../src/core/models.ts';
import { gain, type Pair } from './against.ts';
import type { Contest, Entry } from './contest.ts';
import type { SizeRow } from './sizes.ts';
import { table } from './table.ts';
import type { ProcessTimes } from './times.ts';

const seconds = (value: number | undefined) => (value === undefined ? 'n/a' : value.toFixed(2));
const percent = (share: number | undefined) => (share === undefined ? 'n/a' : (100 * share).toFixed(1));
const megabytes = (bytes: number) => (bytes / 2 ** 20).toFixed(0);

/** Two digits behind the point for a few seconds, none for hundreds of drawings. */
const number = (value: number) => value.toFixed(value < 100 ? 2 : 0);

/** How many times as fast as the peer; above 1 we are faster. */
const ratio = (ours: number | undefined, peer: number | undefined) =>
  ours === undefined || peer === undefined ? 'n/a' : (peer / ours).toFixed(2);

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

/** Without a peer: here beside another checkout. */
export function againstTable(pairs: readonly Pair[]): string {
  return table([
    ['', 'unit', 'here', 'there', 'times as fast'],
    ...pairs.map((pair) => [
      pair.name,
      pair.unit,
      number(pair.here),
      number(pair.there),
      gain(pair).toFixed(2),
    ]),
  ]);
}

/** The same in one line. */
export const againstLine = (pairs: readonly Pair[]): string =>
  `against: ${pairs.map((pair) => `${pair.name} ${gain(pair).toFixed(2)}`).join(', ')}`;

/** Seconds of fitting and reading, and peak memory, of every family at every size. */
export function sizesTable(rows: readonly SizeRow[]): string {
  return table([
    ['', 'words', 'training', 'test', 'fit, s', 'read, s', 'processor s', 'peak memory, MB', 'accuracy, %'],
    ...CLASSIC_IDS.flatMap((id) =>
      rows.flatMap(({ words, train, test, costs }) => {
        const cost = costs[id];
        if (cost === undefined) return [];
        const sizes = [words, train, test].map(String);
        const { fitSeconds, predictSeconds, cpuSeconds, peakMemoryBytes, accuracy } = cost;
        const times = [fitSeconds, predictSeconds, cpuSeconds].map(seconds);
        return [[id, ...sizes, ...times, megabytes(peakMemoryBytes), percent(accuracy)]];
      }),
    ),
  ]);
}
