import { describe, expect, it } from 'vitest';
import { Replay } from '../../../src/activities/draw/replay.ts';
import { Drawing } from '../../../src/components/pad/drawing.ts';
import { SAMPLES } from '../../../src/components/pad/samples.ts';

describe('Replay', () => {
  const [sample] = SAMPLES;
  if (sample === undefined) throw new Error('there is no sample');

  it.each([1, 16, 50, 1000])('draws exactly the sample in frames of %i ms', (frameMs) => {
    const drawing = new Drawing();
    const replay = new Replay(drawing, sample.strokes);
    let frames = 0;
    while (!replay.done && frames < 20_000) {
      replay.advance(frameMs);
      frames += 1;
    }
    expect(drawing.strokes).toEqual(sample.strokes);
    const durationMs = frames * frameMs;
    if (frameMs <= 50) expect(durationMs).toBeGreaterThan(500);
    expect(durationMs).toBeLessThan(6000);
  });

  it('shows the drawing as it grows', () => {
    const drawing = new Drawing();
    const replay = new Replay(drawing, sample.strokes);
    const points: number[] = [];
    for (let i = 0; i < 10; i++) {
      replay.advance(16);
      points.push(drawing.strokes.reduce((sum, [x]) => sum + x.length, 0));
    }
    expect(points.at(-1)).toBeGreaterThan(points[0] as number);
    expect(replay.done).toBe(false);
  });

  it('completes at once when it is told to', () => {
    const drawing = new Drawing();
    const replay = new Replay(drawing, sample.strokes);
    replay.advance(100);
    replay.finish();
    expect(replay.done).toBe(true);
    expect(drawing.strokes).toEqual(sample.strokes);
    expect(drawing.penDown).toBe(false);
  });
});
