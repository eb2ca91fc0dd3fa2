/**
 * What was chosen in a figure, for an address: `?choice=forest&choice2=shares&switch=on&slider=0.62`. Controls are named by
 * their kind and their place among those of their kind, which holds in any language that a browser translates the page to.
 */
import type { Control } from './figure-controls.ts';

/** `choice`, `choice2`, `slider`, ... in the order of the controls. */
export function named(controls: readonly Control[]): Map<string, Control> {
  const counts = new Map<string, number>();
  return new Map(
    controls.map((control) => {
      const count = (counts.get(control.kind) ?? 0) + 1;
      counts.set(control.kind, count);
      return [count === 1 ? control.kind : `${control.kind}${count}`, control];
    }),
  );
}

/** Values by name, as the page came. */
export const initialState = (controls: readonly Control[]): ReadonlyMap<string, string> =>
  new Map([...named(controls)].map(([name, { initial }]) => [name, initial]));

/** What differs from the page as it came, by name. */
export function changedState(
  controls: readonly Control[],
  initial: ReadonlyMap<string, string>,
): [name: string, value: string][] {
  const values = [...named(controls)].map(([name, control]): [string, string] => [name, control.read()]);
  return values.filter(([name, value]) => value !== initial.get(name));
}

const NAME = /^(choice|switch|list|slider)([2-9]|[1-9]\d)?$/;

/** What an address says of controls. @param search its query string */
export const stateIn = (search: string): [name: string, value: string][] =>
  [...new URLSearchParams(search)].filter(([name]) => NAME.test(name));

/**
 * Sets what an address asks for, one control after the other: a choice may bring others along. What is not there, or has
 * no such value, is left alone.
 *
 * @param controls those that are there now
 * @param settle resolves when the figure has answered to a control
 */
export async function restoreState(
  controls: () => readonly Control[],
  wanted: Iterable<readonly [name: string, value: string]>,
  settle: () => Promise<void>,
): Promise<void> {
  for (const [name, value] of wanted) {
    const control = named(controls()).get(name);
    if (control === undefined || control.read() === value) continue;
    if (control.write(value)) await settle();
  }
}
