import { describe, expect, it } from 'vitest';
import { Drawing, PAD_SIDE } from '../../../src/components/pad/drawing.ts';
import { createRandom } from '../../../src/core/random.ts';

type Pair = readonly [number, number];
const at = ([x, y]: Pair) => ({ x, y });

/** Presses at the first point, draws through the others, lifts. */
function stroke(drawing: Drawing, ...points: Pair[]): void {
  const [first, ...rest] = points.map(at);
  if (first === undefined) throw new Error('a stroke needs a point');
  drawing.begin(first);
  for (const point of rest) drawing.extend(point);
  drawing.end();
}

describe('Drawing', () => {
  it('keeps what the pen leaves, from the moment it is down', () => {
    const drawing = new Drawing();
    drawing.begin({ x: 100, y: 200 });
    expect(drawing.strokes).toEqual([[[100], [200]]]);
    drawing.extend({ x: 300, y: 400 });
    expect(drawing.strokes).toEqual([
      [
        [100, 300],
        [200, 400],
      ],
    ]);
    expect(drawing.penDown).toBe(true);
    drawing.end();
    expect(drawing.penDown).toBe(false);
    expect(drawing.strokes).toHaveLength(1);
  });

  it('takes no point twice in a row, and none while the pen is up', () => {
    const drawing = new Drawing();
    drawing.extend({ x: 1, y: 1 });
    expect(drawing.strokes).toEqual([]);
    stroke(drawing, [1, 1], [1, 1], [2, 2], [2, 2]);
    expect(drawing.strokes[0]?.[0]).toEqual([1, 2]);
  });

  it('goes on with a stroke that left the pad where it comes back, as one step of undo', () => {
    const drawing = new Drawing();
    stroke(drawing, [500, 500], [1500, 500], [1500, 700], [500, 700]);
    expect(drawing.strokes).toEqual([
      [
        [500, PAD_SIDE],
        [500, 500],
      ],
      [
        [PAD_SIDE, 500],
        [700, 700],
      ],
    ]);
    drawing.undo();
    expect(drawing.strokes).toEqual([]);
  });

  it('never holds a point beyond the pad', () => {
    const random = createRandom(5);
    const drawing = new Drawing();
    const anywhere = (): Pair => [random.next() * 3000 - 1000, random.next() * 3000 - 1000];
    for (let i = 0; i < 50; i++) stroke(drawing, anywhere(), anywhere(), anywhere(), anywhere());
    const all = drawing.strokes.flatMap(([x, y]) => [...Array.from(x), ...Array.from(y)]);
    expect(all.length).toBeGreaterThan(100);
    expect(Math.min(...all)).toBeGreaterThanOrEqual(-1e-9);
    expect(Math.max(...all)).toBeLessThanOrEqual(PAD_SIDE + 1e-9);
  });

  it('undoes and redoes step by step, and drops what was undone once something new is drawn', () => {
    const drawing = new Drawing();
    stroke(drawing, [0, 0], [100, 0]);
    stroke(drawing, [0, 50], [100, 50]);
    drawing.undo();
    expect(drawing.strokes).toHaveLength(1);
    expect(drawing.canRedo).toBe(true);
    drawing.redo();
    expect(drawing.strokes).toHaveLength(2);
    expect(drawing.canRedo).toBe(false);
    drawing.undo();
    drawing.undo();
    expect(drawing.strokes).toEqual([]);
    expect(drawing.canUndo).toBe(false);
    drawing.undo();
    stroke(drawing, [7, 7], [9, 9]);
    expect(drawing.canRedo).toBe(false);
    drawing.redo();
    expect(drawing.strokes).toEqual([
      [
        [7, 9],
        [7, 9],
      ],
    ]);
  });

  it('undoes the stroke under way first', () => {
    const drawing = new Drawing();
    stroke(drawing, [0, 0], [100, 0]);
    drawing.begin({ x: 5, y: 5 });
    drawing.undo();
    expect(drawing.strokes).toHaveLength(1);
    expect(drawing.penDown).toBe(false);
  });

  it('brings a cleared drawing back by undo; clearing nothing is no step', () => {
    const drawing = new Drawing();
    drawing.clear();
    expect(drawing.canUndo).toBe(false);
    stroke(drawing, [0, 0], [100, 0]);
    drawing.clear();
    expect(drawing.strokes).toEqual([]);
    drawing.clear();
    drawing.undo();
    expect(drawing.strokes).toHaveLength(1);
  });

  it('puts a sample in place of everything in one step', () => {
    const drawing = new Drawing();
    stroke(drawing, [0, 0], [100, 0]);
    const sample = [
      [
        [1, 2],
        [3, 4],
      ],
      [
        [5, 6],
        [7, 8],
      ],
    ] as const;
    drawing.replace(sample);
    expect(drawing.strokes).toEqual(sample);
    drawing.undo();
    expect(drawing.strokes).toHaveLength(1);
  });

  it('tells nothing, a dot and a drawing apart', () => {
    const drawing = new Drawing();
    expect(drawing.extent).toBe('empty');
    stroke(drawing, [500, 500]);
    expect(drawing.extent).toBe('dot');
    stroke(drawing, [505, 495], [510, 505]);
    expect(drawing.extent).toBe('dot');
    stroke(drawing, [560, 500]);
    expect(drawing.extent).toBe('drawing');
    drawing.clear();
    expect(drawing.extent).toBe('empty');
  });

  it('takes back a gesture under way, or else the last one, as though it had never been', () => {
    const drawing = new Drawing();
    stroke(drawing, [10, 10], [90, 90]);
    drawing.begin({ x: 500, y: 500 });
    drawing.extend({ x: 510, y: 500 });
    drawing.takeBack();
    expect(drawing.strokes).toHaveLength(1);
    expect(drawing.canRedo).toBe(false);
    drawing.takeBack();
    expect(drawing.strokes).toEqual([]);
    expect([drawing.canUndo, drawing.canRedo]).toEqual([false, false]);
    drawing.takeBack();
    expect(drawing.strokes).toEqual([]);
  });

  it('leaves what was undone to redo when a gesture under way is taken back', () => {
    const drawing = new Drawing();
    stroke(drawing, [10, 10], [90, 90]);
    drawing.undo();
    drawing.begin({ x: 500, y: 500 });
    drawing.takeBack();
    drawing.redo();
    expect(drawing.strokes).toHaveLength(1);
  });

  it('goes on with a drawing from before, which is undone stroke by stroke', () => {
    const drawing = new Drawing();
    stroke(drawing, [1, 1], [5, 5]);
    drawing.restore([
      [
        [10, 20],
        [10, 20],
      ],
      [[700], [700]],
    ]);
    expect(drawing.strokes).toHaveLength(2);
    drawing.undo();
    expect(drawing.strokes).toEqual([
      [
        [10, 20],
        [10, 20],
      ],
    ]);
    drawing.undo();
    expect(drawing.canUndo).toBe(false);
    drawing.redo();
    drawing.redo();
    expect(drawing.strokes).toHaveLength(2);
  });

  it('ends a stroke that is under way when another begins', () => {
    const drawing = new Drawing();
    drawing.begin({ x: 0, y: 0 });
    drawing.extend({ x: 10, y: 0 });
    drawing.begin({ x: 50, y: 50 });
    expect(drawing.strokes).toHaveLength(2);
    drawing.undo();
    drawing.undo();
    expect(drawing.strokes).toHaveLength(0);
  });
});
