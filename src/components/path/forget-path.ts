import { ANSWERS_KEY } from '../exercise/kept-answers.ts';
import { PATH_KEY } from './kept-path.ts';

/** What the path is made of; nothing else is forgotten with it. */
export const FORGOTTEN_KEYS = [PATH_KEY, ANSWERS_KEY] as const;

/**
 * Forgets the path, and what was answered on it.
 * @returns what puts it back as it was
 */
export function forgetPath(storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): () => void {
  const texts = new Map<string, string>();
  try {
    for (const key of FORGOTTEN_KEYS) {
      const text = storage().getItem(key);
      if (text !== null) texts.set(key, text);
      storage().removeItem(key);
    }
  } catch {
    // Barred: then nothing was kept.
  }
  return () => {
    try {
      for (const [key, text] of texts) storage().setItem(key, text);
    } catch {
      // Full by now: it stays forgotten.
    }
  };
}
