import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { followPage } from '../../src/inference/follow-page.ts';

const page = new EventTarget();
beforeEach(() => {
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const show = (persisted: boolean) => page.dispatchEvent(Object.assign(new Event('pageshow'), { persisted }));

it('wakes the client when the page is back from where the browser kept it, and not at its first show', () => {
  const wake = vi.fn();
  const stop = followPage({ wake });
  show(false);
  expect(wake).not.toHaveBeenCalled();
  show(true);
  expect(wake).toHaveBeenCalledTimes(1);
  stop();
  show(true);
  expect(wake).toHaveBeenCalledTimes(1);
});
