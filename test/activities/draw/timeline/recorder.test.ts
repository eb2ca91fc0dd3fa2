import { describe, expect, it } from 'vitest';
import { Recorder } from '../../../../src/activities/draw/timeline/recorder.ts';
import { Drawing } from '../../../../src/components/pad/drawing.ts';
import { createRandom } from '../../../../src/core/random.ts';
import type { MutableStroke, Stroke } from '../../../../src/core/strokes.ts';

/** A level line of `count` points, 20 apart. */
function line(count: number, y = 100): MutableStroke {
  return [Array.from({ length: count }, (_, i) => 20 * i), new Array(count).fill(y)];
}

/** A drawing and a recorder that looks at it every 16 ms; every frame is asked about. */
function setUp() {
  const recorder = new Recorder();
  const drawing = new Drawing();
  let nowMs = 0;
  let sequence = 0;
  const frame = (waitMs = 16) => {
    nowMs += waitMs;
    sequence += 1;
    const asked = drawing.extent === 'drawing' ? sequence : null;
    recorder.drew({ strokes: drawing.strokes, penDown: drawing.penDown, nowMs, sequence: asked });
    return sequence;
  };
  /** Draws a stroke with a frame a point; the convnet answers about every frame. */
  const draw = ([x, y]: MutableStroke, answering = true) => {
    for (let i = 0; i < x.length; i++) {
      const point = { x: x[i] as number, y: y[i] as number };
      if (i === 0) drawing.begin(point);
      else drawing.extend(point);
      const asked = frame();
      if (answering) recorder.answered(asked, 'convnet', [0.5, 0.5]);
    }
    drawing.end();
    return frame();
  };
  return { recorder, drawing, frame, draw };
}

const places = (recorder: Recorder) => recorder.moments.map(({ strokes, points }) => [strokes, points]);

describe('Recorder', () => {
  it('keeps a moment for every state that was answered, with how long the pen had moved', () => {
    const { recorder, draw } = setUp();
    draw(line(5));
    expect(places(recorder)).toEqual([
      [1, 3], // before, it is a dot
      [1, 4],
      [1, 5],
    ]);
    expect(recorder.moments.map(({ penMs }) => penMs)).toEqual([32, 48, 64]);
    expect(recorder.moments.map(({ whole }) => whole)).toEqual([false, false, true]);
  });

  it('drops states that no model found the time for, but not the ends of strokes', () => {
    const { recorder, drawing, frame, draw } = setUp();
    draw(line(5), false);
    drawing.begin({ x: 0, y: 300 });
    recorder.answered(frame(), 'forest', [1, 0]);
    expect(places(recorder)).toEqual([
      [1, 5],
      [2, 1],
    ]);
    const gap = recorder.gap(['forest']);
    expect(gap).toMatchObject({ moment: { strokes: 1, points: 5 }, models: ['forest'] });
    if (gap !== null) recorder.pass(gap.moment);
    expect(recorder.gap(['forest'])).toBeNull();
  });

  it('counts no time between strokes, and a rest within a stroke only up to a quarter of a second', () => {
    const { recorder, drawing, frame, draw } = setUp();
    draw(line(5));
    frame(60_000);
    drawing.begin({ x: 0, y: 300 });
    frame();
    drawing.extend({ x: 0, y: 400 });
    frame(60_000);
    expect(recorder.moments.at(-1)?.penMs).toBe(64 + 250);
  });

  it('takes moments back on undo and goes on from there', () => {
    const { recorder, drawing, frame, draw } = setUp();
    draw(line(5));
    draw(line(5, 300));
    drawing.undo();
    frame();
    expect(recorder.moments.at(-1)).toMatchObject({ strokes: 1, points: 5, penMs: 64, whole: true });
    drawing.clear();
    frame();
    expect(recorder.moments).toEqual([]);
  });

  it('gives a stroke that comes back by redo moments of its own, to be filled', () => {
    const { recorder, drawing, frame, draw } = setUp();
    draw(line(5));
    draw(line(31, 300));
    drawing.undo();
    frame();
    drawing.redo();
    frame();
    const later = recorder.moments.filter(({ strokes }) => strokes === 2);
    expect(later.length).toBeGreaterThan(2);
    expect(later.every(({ answers }) => Object.keys(answers).length === 0)).toBe(true);
    expect(later.at(-1)).toMatchObject({ points: 31, whole: true });
    for (let gap = recorder.gap(['convnet']); gap !== null; gap = recorder.gap(['convnet']))
      recorder.fill(gap.moment, 'convnet', [0.25, 0.75]);
    expect(recorder.moments.every(({ answers }) => answers.convnet !== undefined)).toBe(true);
  });

  it('keeps how fast a stroke was drawn over an undo, and for another recorder, as after a change of task', () => {
    const { recorder, drawing, frame, draw } = setUp();
    draw(line(40));
    frame();
    drawing.begin({ x: 0, y: 300 });
    frame();
    for (let i = 1; i <= 8; i++) {
      drawing.extend({ x: 30 * i, y: 300 });
      frame(200);
    }
    drawing.end();
    frame();
    const penMs = (of: Recorder) => of.moments.filter(({ whole }) => whole).map((each) => each.penMs);
    const drawn = penMs(recorder);
    expect(drawn[1]).toBeGreaterThan(2000);
    drawing.undo();
    frame();
    drawing.redo();
    frame();
    expect(penMs(recorder)).toEqual(drawn);
    const other = new Recorder();
    other.drew({ strokes: drawing.strokes, penDown: false, nowMs: 0, sequence: 1 });
    expect(penMs(other)).toEqual(drawn);
    expect(other.moments.length).toBeGreaterThan(8);
  });

  it('asks about the ends of strokes before what is between them', () => {
    const { recorder, drawing, frame } = setUp();
    drawing.replace([line(40), line(40, 300)]);
    frame();
    const asked: boolean[] = [];
    for (let gap = recorder.gap(['forest']); gap !== null; gap = recorder.gap(['forest'])) {
      asked.push(gap.moment.whole);
      recorder.fill(gap.moment, 'forest', [1, 0]);
    }
    expect(asked.slice(0, 2)).toEqual([true, true]);
    expect(asked.slice(2)).not.toContain(true);
    expect(asked.length).toBe(recorder.moments.length);
  });

  it('divides a drawing that appears at once into moments along its strokes, in the order of drawing', () => {
    const { recorder, drawing, frame } = setUp();
    drawing.replace([line(40), line(2, 300), line(40, 500)]);
    recorder.answered(frame(), 'convnet', [0.9, 0.1]);
    const { moments } = recorder;
    expect(moments.length).toBeGreaterThan(8);
    expect(moments.filter(({ whole }) => whole).map(({ strokes }) => strokes)).toEqual([1, 2, 3]);
    for (const [i, moment] of moments.entries())
      if (i > 0) expect(moment.penMs).toBeGreaterThan(moments[i - 1]?.penMs as number);
    expect(moments.at(-1)?.answers.convnet).toEqual([0.9, 0.1]);
  });

  it('begins anew when another drawing takes the place of the old one', () => {
    const { recorder, drawing, frame, draw } = setUp();
    draw(line(5));
    drawing.replace([line(30, 700)]);
    frame();
    expect(recorder.moments[0]?.penMs).toBeLessThan(64);
    expect(recorder.moments.at(-1)).toMatchObject({ strokes: 1, points: 30 });
  });

  it('does not look at dots', () => {
    const { recorder, drawing, frame } = setUp();
    drawing.begin({ x: 100, y: 100 });
    frame();
    drawing.end();
    frame();
    expect(recorder.moments).toEqual([]);
  });

  it('ignores answers about drawings that are gone', () => {
    const { recorder, drawing, frame, draw } = setUp();
    const asked = draw(line(5));
    drawing.clear();
    frame();
    recorder.answered(asked, 'convnet', [1, 0]);
    recorder.fill({ strokes: 1, points: 5 }, 'convnet', [1, 0]);
    expect(recorder.moments).toEqual([]);
  });

  it('stays bounded, in order and with its ends, however long the drawing and however many its strokes', () => {
    const random = createRandom('recorder');
    const { recorder, draw, drawing, frame } = setUp();
    for (let s = 0; s < 60; s++) draw(line(3 + random.int(30), 10 * s));
    const check = (strokes: readonly Stroke[]) => {
      const { moments } = recorder;
      expect(moments.length).toBeLessThanOrEqual(80);
      expect(moments.length).toBeGreaterThan(20);
      expect(moments.at(-1)).toMatchObject({ strokes: strokes.length, whole: true });
      for (const [i, moment] of moments.entries())
        if (i > 0) {
          const before = moments[i - 1] as (typeof moments)[number];
          expect(moment.penMs).toBeGreaterThanOrEqual(before.penMs);
          expect(
            moment.strokes > before.strokes ||
              (moment.strokes === before.strokes && moment.points > before.points),
          ).toBe(true);
        }
    };
    check(drawing.strokes);
    drawing.replace(Array.from({ length: 400 }, (_, s) => line(6, s)));
    frame();
    check(drawing.strokes);
  });
});
