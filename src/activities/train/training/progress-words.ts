/** How a model's training is going, in words. */
import type { LiveModel } from './live.ts';

/** "a moment left", "about 12 s left", "about 3 min left"; empty where nobody can tell. */
export function timeLeft(seconds: number | null): string {
  if (seconds === null || !Number.isFinite(seconds)) return '';
  if (seconds < 1.5) return 'a moment left';
  if (seconds < 90) return `about ${Math.round(seconds)} s left`;
  return `about ${Math.round(seconds / 60)} min left`;
}

const shortTime = (seconds: number): string =>
  seconds < 10 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds)} s`;

/** "12 of 40 epochs, about 3 s left", "stopped after 12 of 40 epochs; what it has learnt so far stays", … */
export function progressWords({
  phase,
  done,
  total,
  unit,
  secondsLeft,
  trained,
  failure,
}: LiveModel): string {
  const count = total > 0 ? `${done} of ${total} ${unit}` : '';
  switch (phase) {
    case 'waiting':
      return 'waits for its turn';
    case 'training':
      return [count || 'has begun', timeLeft(secondsLeft)].filter((part) => part !== '').join(', ');
    case 'trained':
      if (trained?.stopped) return `stopped${count && ` after ${count}`}; what it has learnt so far stays`;
      return trained === null ? 'trained' : `trained in ${shortTime(trained.seconds)}`;
    case 'failed':
      return `could not be trained: ${failure ?? 'for an unknown reason'}`;
    case 'lost':
      return 'not trained: it ended before anything was learnt';
  }
}
