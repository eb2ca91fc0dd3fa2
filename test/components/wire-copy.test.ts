import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { wireCopy } from '../../src/components/wire-copy.ts';

/** As much of a button as is asked for. */
class Button extends EventTarget {
  readonly dataset = { copy: 'Dear reader' };
  hidden = true;
  readonly said = { textContent: 'Copy', setAttribute() {} };
  querySelector() {
    return this.said;
  }
  /** Resolves when what was pressed has been done. */
  async press(): Promise<void> {
    this.dispatchEvent(new Event('click'));
    await vi.advanceTimersByTimeAsync(0);
  }
}

let copied: string[];
let button: Button;
beforeEach(() => {
  vi.useFakeTimers();
  copied = [];
  vi.stubGlobal('navigator', { clipboard: { writeText: async (text: string) => copied.push(text) } });
  button = new Button();
  wireCopy(button as unknown as HTMLElement);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a press copies, and says so for two seconds', async () => {
  expect(button.hidden).toBe(false);
  await button.press();
  expect(copied).toEqual(['Dear reader']);
  expect(button.said.textContent).toBe('Copied');
  vi.advanceTimersByTime(1999);
  expect(button.said.textContent).toBe('Copied');
  vi.advanceTimersByTime(1);
  expect(button.said.textContent).toBe('Copy');
});

test('a second press within them has two seconds of its own', async () => {
  await button.press();
  vi.advanceTimersByTime(1500);
  await button.press();
  vi.advanceTimersByTime(1500);
  expect(button.said.textContent).toBe('Copied');
  vi.advanceTimersByTime(500);
  expect(button.said.textContent).toBe('Copy');
});
