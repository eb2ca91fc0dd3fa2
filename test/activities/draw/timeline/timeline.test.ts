import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Timeline } from '../../../../src/activities/draw/timeline/timeline.svelte.ts';
import type { Stroke } from '../../../../src/core/strokes.ts';

let frames: (() => void)[];
let timeline: Timeline;
beforeEach(() => {
  frames = [];
  vi.useFakeTimers();
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => frames.push(draw));
  vi.stubGlobal('cancelAnimationFrame', (handle: number) => {
    frames[handle - 1] = () => {};
  });
  timeline = new Timeline(() => {});
});
afterEach(() => {
  timeline.destroy();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const nextFrame = () => {
  for (const frame of frames.splice(0)) frame();
};
const line: Stroke = [
  [0, 100, 200],
  [0, 0, 0],
];
const draw = (penDown: boolean) => timeline.drew([line], penDown, 0, penDown ? 1 : null);

test('in view, moments are shown now and then while the pen is down, and with the next frame when it is up', () => {
  draw(true);
  nextFrame();
  vi.advanceTimersByTime(299);
  expect(timeline.moments).toHaveLength(0);
  vi.advanceTimersByTime(1);
  expect(timeline.moments).toMatchObject([{ whole: false }]);
  draw(false);
  nextFrame();
  expect(timeline.moments).toMatchObject([{ whole: true }]);
});

test('out of view, moments are not shown while the pen is down, and a moment after it is up', () => {
  timeline.see(false);
  draw(true);
  nextFrame();
  vi.advanceTimersByTime(10_000);
  expect(timeline.moments).toHaveLength(0);
  draw(false);
  nextFrame();
  vi.advanceTimersByTime(100);
  draw(true); // the next stroke
  vi.advanceTimersByTime(10_000);
  expect(timeline.moments).toHaveLength(0);
  draw(false);
  vi.advanceTimersByTime(150);
  expect(timeline.moments).toHaveLength(1);
});

test('moments that come into view are shown, whether or not the pen is down', () => {
  timeline.see(false);
  draw(true);
  timeline.see(true);
  vi.advanceTimersByTime(300);
  expect(timeline.moments).toHaveLength(1);

  timeline.see(false);
  timeline.drew([line, line], false, 0, null);
  timeline.see(true);
  nextFrame();
  expect(timeline.moments.at(-1)?.strokes).toBe(2);
});

test('nothing is shown any more of a timeline that is gone', () => {
  draw(true);
  timeline.see(false);
  draw(false);
  timeline.destroy();
  nextFrame();
  vi.advanceTimersByTime(10_000);
  expect(timeline.moments).toHaveLength(0);
});
