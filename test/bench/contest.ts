/** Ours and the peers by turns, each in a process of its own, and what is left of the rounds. */
import { join } from 'node:path';
import { median } from '../../pipeline/engine/median.ts';
import { CLASSIC_IDS, type ClassicId } from '../../src/core/models.ts';
import { PEERS, type Python } from './python.ts';
import { runProcess } from './runProcess.ts';
import type { ModelTimes, ProcessTimes } from './times.ts';

/** Medians over the rounds. */
export interface Entry extends ModelTimes {
  /** Of fitting and predicting. */
  readonly seconds: number;
}

export interface Contest {
  readonly ours: Partial<Record<ClassicId, Entry>>;
  readonly peers: Partial<Record<ClassicId, Entry>>;
  /** All models: ours side by side, the peers' one after the other. */
  readonly whole: { readonly ours: ProcessTimes; readonly peers?: ProcessTimes | undefined };
}

export interface ContestOptions {
  /** Of the workload. */
  readonly folder: string;
  readonly models: readonly ClassicId[];
  readonly epochs: number;
  readonly rounds: number;
  readonly python: Python | undefined;
  readonly log: (line: string) => void;
}

export async function contest(options: ContestOptions): Promise<Contest> {
  const { models, rounds, python, log } = options;
  const ours: Partial<Record<ClassicId, ModelTimes[]>> = {};
  const whole = { ours: [] as ProcessTimes[], peers: [] as ProcessTimes[] };
  for (let round = 1; round <= rounds; round++) {
    log(`round ${round} of ${rounds}: ours, one model at a time`);
    for (const model of models) {
      const { models: times, cpuSeconds } = await runOurs(options, [model]);
      (ours[model] ??= []).push({ ...(times[model] as ModelTimes), cpuSeconds });
    }
    log(`round ${round} of ${rounds}: ours, all at once`);
    whole.ours.push(await runOurs(options, models));
    if (!python) continue;
    log(`round ${round} of ${rounds}: the peers`);
    whole.peers.push(await runPeers(options, python));
  }
  const peers: Partial<Record<ClassicId, ModelTimes[]>> = Object.fromEntries(
    models.map((model) => [model, whole.peers.map(({ models: times }) => times[model] as ModelTimes)]),
  );
  return {
    ours: entries(ours),
    peers: python ? entries(peers) : {},
    whole: { ours: middle(whole.ours), peers: python && middle(whole.peers) },
  };
}

export const runOurs = ({ folder, epochs }: ContestOptions, models: readonly ClassicId[]) =>
  runProcess<ProcessTimes>(process.execPath, [
    join(import.meta.dirname, 'ours.ts'),
    folder,
    models.join(),
    String(epochs),
  ]);

const runPeers = ({ folder, epochs, models }: ContestOptions, { command }: Python) =>
  runProcess<ProcessTimes>(command, [PEERS, folder, models.join(), String(epochs)]);

function entries(times: Partial<Record<ClassicId, ModelTimes[]>>): Partial<Record<ClassicId, Entry>> {
  const found: Partial<Record<ClassicId, Entry>> = {};
  for (const model of CLASSIC_IDS) {
    const rounds = times[model];
    const [first] = rounds ?? [];
    if (!rounds || !first) continue;
    found[model] = {
      ...first,
      fitSeconds: median(rounds.map(({ fitSeconds }) => fitSeconds)),
      predictSeconds: median(rounds.map(({ predictSeconds }) => predictSeconds)),
      cpuSeconds: median(rounds.map(({ cpuSeconds = Number.NaN }) => cpuSeconds)),
      seconds: median(rounds.map(({ fitSeconds, predictSeconds }) => fitSeconds + predictSeconds)),
    };
  }
  return found;
}

/** The round in the middle, by the time of the whole. */
function middle(rounds: readonly ProcessTimes[]): ProcessTimes {
  const sorted = rounds.toSorted((a, b) => a.wholeSeconds - b.wholeSeconds);
  return sorted[(sorted.length - 1) >> 1] as ProcessTimes;
}
