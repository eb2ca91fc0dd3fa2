/** What is done to the controls of an island before it listens: kept, and done again once it does. */

export interface EarlyActions {
  /** Stops keeping, and does again what was done, in order; of a control that was set more than once, the last. */
  replay(): void;
}

type Field = HTMLInputElement | HTMLSelectElement;

export function earlyActions(island: HTMLElement): EarlyActions {
  const done = new Map<Element, () => void>();
  const keep = (element: Element, again: () => void) => {
    done.delete(element);
    done.set(element, again);
  };
  const onclick = ({ target }: Event) => {
    const button = target instanceof Element ? target.closest('button') : null;
    if (button) keep(button, () => button.click());
  };
  const oninput = ({ target }: Event) => {
    if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
    const state = isChecked(target) ? target.checked : target.value;
    keep(target, () => set(target, state));
  };
  island.addEventListener('click', onclick, true);
  island.addEventListener('input', oninput, true);
  return {
    replay() {
      island.removeEventListener('click', onclick, true);
      island.removeEventListener('input', oninput, true);
      for (const [element, again] of done) if (element.isConnected) again();
    },
  };
}

const isChecked = (field: Field): field is HTMLInputElement =>
  field instanceof HTMLInputElement && (field.type === 'radio' || field.type === 'checkbox');

/** Coming alive may have set the field back to what it was. */
function set(field: Field, state: string | boolean): void {
  if (isChecked(field)) field.checked = state === true;
  else field.value = String(state);
  for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
}
