/** Input as W3C WebDriver and WebDriver BiDi take it. */
import type { PointerStep } from './page.ts';

/** Code points of keys by Playwright's names. */
const KEYS: Readonly<Record<string, string>> = {
  Tab: '\uE004',
  Enter: '\uE006',
  Escape: '\uE00C',
  Home: '\uE011',
  End: '\uE010',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
};

/** One source of key actions that presses each in turn. */
export const keySource = (names: readonly string[]) => ({
  type: 'key',
  id: 'keyboard',
  actions: names.flatMap((name) => {
    const value = KEYS[name] ?? name;
    return [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ];
  }),
});

/** One source of actions of a mouse. */
export const mouseSource = (steps: readonly PointerStep[]) => ({
  type: 'pointer',
  id: 'mouse',
  parameters: { pointerType: 'mouse' },
  actions: steps.map((step) => {
    if (step[0] === 'move')
      return {
        type: 'pointerMove',
        x: Math.round(step[1]),
        y: Math.round(step[2]),
        duration: 0,
        origin: 'viewport',
      };
    if (step[0] === 'wait') return { type: 'pause', duration: step[1] };
    return { type: step[0] === 'down' ? 'pointerDown' : 'pointerUp', button: 0 };
  }),
});
