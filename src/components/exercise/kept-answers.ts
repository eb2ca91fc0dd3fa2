/** What the reader has answered, by exercise: on this device alone, for as long as the browser keeps it. */
export const ANSWERS_KEY = 'exercises';

/** Where texts are kept, `localStorage`; it may throw. */
type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem'>;

/** The answers, as they were given; none where storage is barred or holds something else. */
export function readAnswers(storage: () => Storage): ReadonlyMap<string, string> {
  try {
    const kept: unknown = JSON.parse(storage().getItem(ANSWERS_KEY) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return new Map();
    return new Map(Object.entries(kept).filter(([, answer]) => typeof answer === 'string'));
  } catch {
    return new Map();
  }
}

/** Keeps one answer more; where that cannot be, it is forgotten with the page. */
export function keepAnswer(storage: () => Storage, exercise: string, answer: string): void {
  try {
    const kept = Object.fromEntries(readAnswers(storage));
    storage().setItem(ANSWERS_KEY, JSON.stringify({ ...kept, [exercise]: answer }));
  } catch {
    // Barred or full: nothing is lost but this.
  }
}
