import { describe, expect, it } from 'vitest';
import {
  JUST_BEFORE_MS,
  PEN_STAYS_MS,
  PointerOrder,
  type Press,
} from '../../../src/components/pad/pointer-order.ts';

const touch: Press = { id: 1, type: 'touch', isPrimary: true };
const second: Press = { id: 2, type: 'touch', isPrimary: false };
const pen: Press = { id: 3, type: 'pen', isPrimary: true };
const mouse: Press = { id: 4, type: 'mouse', isPrimary: true };

describe('PointerOrder', () => {
  it('lets the first pointer draw and no other until it lifts', () => {
    const order = new PointerOrder();
    expect(order.press(touch, 0, false)).toBe('draw');
    expect(order.press(second, 10, false)).toBe('ignore');
    expect(order.press(mouse, 10, false)).toBe('ignore');
    expect(order.drawing).toBe(touch.id);
    order.lift(20, true);
    expect(order.drawing).toBeNull();
    expect(order.press(mouse, 30, false)).toBe('draw');
  });

  it('gives way to the next when the browser has forgotten the pointer, but not to a second finger', () => {
    const order = new PointerOrder();
    order.press(mouse, 0, false);
    expect(order.press(second, 5, true)).toBe('ignore');
    expect(order.press(touch, 5, true)).toBe('after');
    expect(order.drawing).toBe(touch.id);
  });

  it('takes back the touch of a hand that rests there when the pen comes', () => {
    const order = new PointerOrder();
    order.press(touch, 0, false);
    expect(order.press(pen, 3000, false)).toBe('instead');
    expect(order.drawing).toBe(pen.id);
  });

  it('takes it back already when the pen is above the pad, and then lets the pen draw', () => {
    const order = new PointerOrder();
    order.press(touch, 0, false);
    expect(order.pen(100)).toBe(true);
    expect(order.drawing).toBeNull();
    expect(order.pen(110)).toBe(false);
    expect(order.press(pen, 200, false)).toBe('draw');
  });

  it.each([
    [JUST_BEFORE_MS - 1, true, 'instead'],
    [JUST_BEFORE_MS, true, 'draw'],
    [JUST_BEFORE_MS - 1, false, 'draw'],
  ])('judges a touch that lifted %i ms before the pen (ink: %s): %s', (waitMs, ink, ruling) => {
    const order = new PointerOrder();
    order.press(touch, 0, false);
    order.lift(50, ink);
    expect(order.press(pen, 50 + waitMs, false)).toBe(ruling);
  });

  it('never takes back what a mouse or another pen draws', () => {
    for (const first of [mouse, { ...pen, id: 9 }]) {
      const order = new PointerOrder();
      order.press(first, 0, false);
      expect(order.press(pen, 10, false)).toBe('ignore');
      expect(order.pen(20)).toBe(false);
      expect(order.drawing).toBe(first.id);
    }
  });

  it('lets touches be for a minute after a pen was seen, and not beyond', () => {
    const order = new PointerOrder();
    order.press(pen, 0, false);
    expect(order.press(touch, 100, false)).toBe('ignore');
    order.lift(1000, true);
    expect(order.press(touch, PEN_STAYS_MS - 1, false)).toBe('ignore');
    expect(order.press(mouse, PEN_STAYS_MS - 1, false)).toBe('draw');
    order.lift(PEN_STAYS_MS, true);
    expect(order.press(touch, PEN_STAYS_MS, false)).toBe('draw');
  });
});
