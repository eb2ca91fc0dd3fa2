/** What the network says while it looks on, and what is said at the end of a round. */

import { withArticle } from '../../core/word-forms.ts';
import type { Extent } from '../draw/session.svelte.ts';
import { ranked } from './ranked.ts';

/** Below this it has no idea. */
const IDEA = 0.3;
/** From this on it speaks of one thing only. */
const ALMOST_SURE = 0.6;
/** A second thought is worth saying from this on. */
const SECOND = 0.15;

/**
 * The running guess: "I see a dog… or a bee…".
 * @param probabilities by word; null when there is nothing to judge yet.
 */
export function guessSentence(
  words: readonly string[],
  probabilities: ArrayLike<number> | null,
  extent: Extent,
): string {
  if (extent === 'empty') return 'I am looking…';
  if (extent === 'dot') return 'A dot. Go on…';
  if (extent === 'scribble') return 'So much ink… I cannot see a thing.';
  if (probabilities === null) return 'Hmm…';
  const [first, second] = ranked(words, probabilities);
  if (first === undefined || first.probability < IDEA) return 'I have no idea yet…';
  if (first.probability >= ALMOST_SURE) return `I see ${withArticle(first.word)}…`;
  if (second === undefined || second.probability < SECOND) return `Perhaps ${withArticle(first.word)}…`;
  return `I see ${withArticle(first.word)}… or ${withArticle(second.word)}…`;
}

/** Said when a word is known; another one each round. */
export function knownSentence(word: string, round: number): string {
  const exclamations = [
    'Oh, I know, it’s',
    'Oh, it’s',
    'I’ve got it:',
    'Of course, it’s',
    'That must be',
    'Oh, it’s',
  ];
  return `${exclamations[round % exclamations.length]} ${withArticle(word)}!`;
}

/** Said when the time is up. @param thoughts the most probable first; empty where nothing was drawn. */
export function missedSentence(
  word: string,
  thoughts: readonly { readonly word: string; readonly probability: number }[],
): string {
  const [first] = thoughts;
  if (first === undefined) return 'Time’s up, and I saw nothing.';
  if (first.word === word)
    return `Time’s up. I was beginning to think of ${withArticle(word)}, but was not sure.`;
  if (first.probability < IDEA) return 'Time’s up. I had no idea.';
  return `Time’s up. I thought it was ${withArticle(first.word)}.`;
}

/** `4.2 s`. */
export function formatSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)}\u00a0s`;
}

/** "known after 4.2 s, 3 strokes". */
export function knownAfter(elapsedMs: number, strokes: number): string {
  return `known after ${formatSeconds(elapsedMs)}, ${strokes === 1 ? '1\u00a0stroke' : `${strokes}\u00a0strokes`}`;
}
