import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Place } from '../../../../src/activities/draw/timeline/moment.ts';
import { Player } from '../../../../src/activities/draw/timeline/player.ts';
import { SAMPLES } from '../../../../src/components/pad/samples.ts';
import type { Stroke } from '../../../../src/core/strokes.ts';

const STROKES = SAMPLES[0]?.strokes as readonly Stroke[];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  vi.stubGlobal('requestAnimationFrame', (tick: (now: number) => void) =>
    setTimeout(() => tick(performance.now()), 16),
  );
  vi.stubGlobal('cancelAnimationFrame', clearTimeout);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function play(step: boolean) {
  const seen: { strokes: readonly Stroke[] | null; place: Place | null }[] = [];
  const player = new Player(STROKES, step, (strokes, place) => seen.push({ strokes, place }));
  return { seen, player };
}

describe('Player', () => {
  it('draws as a hand would, to the last point, and then is done', () => {
    const { seen } = play(false);
    vi.advanceTimersByTime(20_000);
    expect(seen.length).toBeGreaterThan(30);
    expect(seen.at(-2)?.strokes).toEqual(STROKES);
    expect(seen.at(-2)?.place).toEqual({
      strokes: STROKES.length,
      points: STROKES.at(-1)?.[0].length,
    });
    expect(seen.at(-1)).toEqual({ strokes: null, place: null });
  });

  it('shows stroke after stroke where nothing is to move', () => {
    const { seen } = play(true);
    vi.advanceTimersByTime(20_000);
    expect(seen.map(({ strokes }) => strokes?.length ?? null)).toEqual([
      ...STROKES.map((_, s) => s + 1),
      null,
    ]);
  });

  it.each([true, false])('can be stopped (step by step: %s)', (step) => {
    const { seen, player } = play(step);
    vi.advanceTimersByTime(800);
    player.stop();
    const before = seen.length;
    vi.advanceTimersByTime(20_000);
    expect(before).toBeGreaterThan(0);
    expect(seen).toHaveLength(before);
  });
});
