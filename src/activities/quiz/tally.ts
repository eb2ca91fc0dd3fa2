/** What the device remembers of past quizzes. Nothing of it goes anywhere else. */
import { MODEL_IDS, type ModelId } from '../../core/models.ts';
import type { Score } from './grade.ts';

export interface QuizRecord {
  /** Drawings answered. */
  readonly of: number;
  /** Of them, rightly: by the reader and by each model. */
  readonly right: Readonly<Partial<Record<'you' | ModelId, number>>>;
  /** Drawings that need not come again yet. */
  readonly used: readonly string[];
}

/** By experiment. */
export type Tally = Readonly<Record<string, QuizRecord>>;

const KEY = 'quiz';
const VERSION = 1;
/** More than any experiment has exhibits. */
const MOST_USED = 2000;

/** Where the tally is kept; null where the browser keeps nothing. */
export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null;

/** The browser's storage, or null where it is denied, full or missing. */
export function openStore(storage: () => Storage = () => localStorage): Store {
  try {
    const store = storage();
    store.setItem(`${KEY}-probe`, '1');
    store.removeItem(`${KEY}-probe`);
    return store;
  } catch {
    return null;
  }
}

/** The tally as it is stored; what cannot be read or cannot be true counts as nothing. */
export function readTally(store: Store): Tally {
  try {
    const json: unknown = JSON.parse(store?.getItem(KEY) ?? 'null');
    if (!isObject(json) || json['version'] !== VERSION || !isObject(json['experiments'])) return {};
    return Object.fromEntries(
      Object.entries(json['experiments']).flatMap(([experiment, value]) => {
        const record = parseRecord(value);
        return record ? [[experiment, record]] : [];
      }),
    );
  } catch {
    return {};
  }
}

/** Whether it could be kept. */
export function writeTally(store: Store, tally: Tally): boolean {
  try {
    store?.setItem(KEY, JSON.stringify({ version: VERSION, experiments: tally }));
    return store !== null;
  } catch {
    return false;
  }
}

export function forgetTally(store: Store): void {
  try {
    store?.removeItem(KEY);
  } catch {
    // Denied by now: then there is nothing to forget that could be read.
  }
}

/** The tally after one more quiz. */
export function addQuiz(
  tally: Tally,
  experiment: string,
  scores: readonly Score[],
  used: readonly string[],
): Tally {
  const before = tally[experiment] ?? { of: 0, right: {}, used: [] };
  const right = Object.fromEntries(
    scores.map((score) => [score.who, (before.right[score.who] ?? 0) + score.right]),
  );
  return { ...tally, [experiment]: { of: before.of + (scores[0]?.of ?? 0), right, used } };
}

function parseRecord(value: unknown): QuizRecord | null {
  if (!isObject(value) || !isCount(value['of'], Number.MAX_SAFE_INTEGER) || !isObject(value['right']))
    return null;
  const of = value['of'];
  const right: Partial<Record<'you' | ModelId, number>> = {};
  for (const who of ['you', ...MODEL_IDS] as const) {
    const count = value['right'][who];
    if (count === undefined) continue;
    if (!isCount(count, of)) return null;
    right[who] = count;
  }
  if (right.you === undefined) return null;
  const used = value['used'];
  if (!Array.isArray(used) || used.length > MOST_USED) return null;
  return { of, right, used: used.filter((key): key is string => typeof key === 'string') };
}

function isObject(value: unknown): value is { [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown, most: number): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= most;
}
