import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FrameRequest } from '../../../src/activities/draw/frame-request.ts';

let asked: ((now: number) => void)[];
let drawn: number[];
let request: FrameRequest;
beforeEach(() => {
  asked = [];
  drawn = [];
  vi.stubGlobal('requestAnimationFrame', (draw: (now: number) => void) => asked.push(draw));
  vi.stubGlobal('cancelAnimationFrame', (handle: number) => asked.splice(handle - 1, 1));
  request = new FrameRequest((now) => drawn.push(now));
});
afterEach(() => {
  request.cancel(); // an open channel would keep the process alive
  vi.unstubAllGlobals();
});

test('however often it is asked for, there is one frame, and then another may be asked for', () => {
  request.make();
  request.make();
  expect(asked).toHaveLength(1);
  asked.pop()?.(16);
  expect(drawn).toEqual([16]);
  request.make();
  expect(asked).toHaveLength(1);
});

test('soon is not at once, but all by itself', async () => {
  request.makeSoon();
  request.makeSoon();
  expect(asked).toHaveLength(0);
  await vi.waitFor(() => expect(asked).toHaveLength(1));
});

test('what is asked for at once is not asked for a second time soon', async () => {
  request.makeSoon();
  request.make();
  expect(asked).toHaveLength(1);
  asked.pop()?.(16);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(asked).toHaveLength(0);
});

test('after it is given up no frame comes', async () => {
  request.make();
  request.makeSoon();
  request.cancel();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(asked).toHaveLength(0);
});
