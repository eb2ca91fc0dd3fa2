/** The native controls of a figure: what a reader can choose in it, apart from what is pressed. */

export type ControlKind = 'choice' | 'switch' | 'list' | 'slider';

export interface Control {
  readonly kind: ControlKind;
  /** As the page came; empty where the page did not say. */
  readonly initial: string;
  read(): string;
  /** Sets it as a reader would, and tells the figure so. @returns false for a value that it does not have. */
  write(value: string): boolean;
}

/** What belongs to the frame, or opens for a moment. */
const ELSEWHERE = '.more, dialog';

/** In the order of the page; the radio buttons of a group are one control. */
export function controlsOf(figure: ParentNode): Control[] {
  const groups = new Map<string, HTMLInputElement[]>();
  const controls: Control[] = [];
  for (const field of figure.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')) {
    if (field.closest(ELSEWHERE)) continue;
    if (field instanceof HTMLSelectElement) controls.push(list(field));
    else if (field.type === 'checkbox') controls.push(toggle(field));
    else if (field.type === 'range') controls.push(slider(field));
    else if (field.type === 'radio') {
      const group = groups.get(field.name);
      if (group) group.push(field);
      else {
        const radios = [field];
        groups.set(field.name, radios);
        controls.push(choice(radios));
      }
    }
  }
  return controls;
}

function choice(radios: HTMLInputElement[]): Control {
  return {
    kind: 'choice',
    get initial() {
      return radios.find((radio) => radio.hasAttribute('checked'))?.value ?? '';
    },
    read: () => radios.find(({ checked }) => checked)?.value ?? '',
    write(value) {
      const radio = radios.find((each) => each.value === value);
      if (!radio) return false;
      radio.checked = true;
      tell(radio);
      return true;
    },
  };
}

function toggle(box: HTMLInputElement): Control {
  return {
    kind: 'switch',
    initial: box.hasAttribute('checked') ? 'on' : 'off',
    read: () => (box.checked ? 'on' : 'off'),
    write(value) {
      if (value !== 'on' && value !== 'off') return false;
      box.checked = value === 'on';
      tell(box);
      return true;
    },
  };
}

function slider(range: HTMLInputElement): Control {
  return {
    kind: 'slider',
    initial: range.getAttribute('value') ?? '',
    read: () => range.value,
    write(value) {
      const number = value.trim() === '' ? Number.NaN : Number(value);
      const within = number >= Number(range.min || 0) && number <= Number(range.max || 100);
      if (!within) return false; // the browser would take the middle
      range.value = value;
      tell(range);
      return true;
    },
  };
}

function list(select: HTMLSelectElement): Control {
  const options = [...select.options];
  return {
    kind: 'list',
    initial: (options.find((option) => option.hasAttribute('selected')) ?? options[0])?.value ?? '',
    read: () => select.value,
    write(value) {
      if (!options.some((option) => option.value === value)) return false;
      select.value = value;
      tell(select);
      return true;
    },
  };
}

function tell(field: HTMLElement): void {
  for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
}
