import { describe, expect, it } from 'vitest';
import type { Control, ControlKind } from '../../src/components/figure-controls.ts';
import {
  changedState,
  initialState,
  named,
  restoreState,
  stateIn,
} from '../../src/components/figure-state.ts';

/** A control that has `values`, the first of them at the start. */
function control(kind: ControlKind, ...values: string[]): Control {
  let now = values[0] ?? '';
  return {
    kind,
    initial: now,
    read: () => now,
    write(value) {
      if (!values.includes(value)) return false;
      now = value;
      return true;
    },
  };
}

const settle = () => Promise.resolve();
const figure = () => [
  control('choice', 'convnet', 'forest'),
  control('slider', '0.5', '0.62'),
  control('choice', 'counts', 'shares'),
  control('switch', 'off', 'on'),
  control('list', '', 'dog'),
];

describe('the state of a figure', () => {
  it('names controls by their kind and their place among those of their kind', () => {
    expect([...named(figure()).keys()]).toEqual(['choice', 'slider', 'choice2', 'switch', 'list']);
  });

  it('is empty while nothing was chosen', () => {
    const controls = figure();
    expect(changedState(controls, initialState(controls))).toEqual([]);
  });

  it('is what was chosen, in the order of the controls, and sets another figure the same', async () => {
    const controls = figure();
    const initial = initialState(controls);
    controls[4]?.write('dog');
    controls[2]?.write('shares');
    const state = changedState(controls, initial);
    expect(state).toEqual([
      ['choice2', 'shares'],
      ['list', 'dog'],
    ]);
    const other = figure();
    await restoreState(() => other, state, settle);
    expect(other.map((each) => each.read())).toEqual(['convnet', '0.5', 'shares', 'off', 'dog']);
  });

  it('goes back to an empty value, too', async () => {
    const list = [control('list', 'dog', '')];
    const initial = initialState(list);
    list[0]?.write('');
    expect(changedState(list, initial)).toEqual([['list', '']]);
  });

  it('finds a control that comes with the choice of another', async () => {
    const first = control('choice', 'a', 'b');
    const second = control('choice', 'x', 'y');
    const controls = () => (first.read() === 'b' ? [first, second] : [first]);
    await restoreState(
      controls,
      [
        ['choice', 'b'],
        ['choice2', 'y'],
      ],
      settle,
    );
    expect(second.read()).toBe('y');
  });

  it('is found in an address among other things', () => {
    expect(stateIn('?theme=dark&choice=forest&choice2=&slider10=0.5&choice0=a&choices=b&model=c')).toEqual([
      ['choice', 'forest'],
      ['choice2', ''],
      ['slider10', '0.5'],
    ]);
    expect(stateIn('')).toEqual([]);
  });

  it('passes over what is not there, and values that no control has', async () => {
    const controls = figure();
    const damaged = [
      ['theme', 'dark'],
      ['choice', 'oracle'],
      ['choice9', 'forest'],
      ['slider', 'NaN'],
      ['', ''],
      ['switch', 'on'],
    ] as const;
    await restoreState(() => controls, damaged, settle);
    expect(controls.map((each) => each.read())).toEqual(['convnet', '0.5', 'counts', 'on', '']);
  });
});
