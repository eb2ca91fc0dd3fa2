/**
 * Fills `/path/` in with what this device remembers, again whenever another tab has added to it, and forgets it when the
 * reader says so. The page lists everything that there is; here each row gets its mark, and each list its count.
 */
import { judge, type Wanted } from '../exercise/judge.ts';
import { readAnswers } from '../exercise/kept-answers.ts';
import { FORGOTTEN_KEYS, forgetPath } from './forget-path.ts';
import { readPath } from './kept-path.ts';
import { type Standing, standingOfChapter, standingOfExercise, standingOfThing } from './standing.ts';

const storage = () => localStorage;

/** @returns null where the browser keeps nothing for this site */
function standings(rows: readonly HTMLElement[]): Standing[] | null {
  try {
    storage().getItem('');
  } catch {
    return null;
  }
  const path = readPath(storage);
  const answers = readAnswers(storage);
  return rows.map(({ dataset }) => {
    const { row = '', id = '' } = dataset;
    if (row === 'chapter') return standingOfChapter(path, id);
    if (row === 'thing') return standingOfThing(path, id);
    const answer = answers.get(id);
    return standingOfExercise(answer === undefined ? null : judge(wantedOf(dataset), answer));
  });
}

/** What an exercise wants, as the page has written it down. */
function wantedOf({ right, within }: DOMStringMap): Wanted {
  if (within === undefined) return { kind: 'choice', right: Number(right), says: '' };
  return { kind: 'number', right: Number(right), within: Number(within), says: '' };
}

/** @param main the page's content */
export function showPath(main: HTMLElement): void {
  const rows = [...main.querySelectorAll<HTMLElement>('[data-row]')];
  const piece = (name: string) => main.querySelector<HTMLElement>(`[data-piece="${name}"]`);
  const show = (name: string, isShown: boolean) => {
    const element = piece(name);
    if (element !== null) element.hidden = !isShown;
  };
  const button = (name: string) => piece(name)?.querySelector('button') ?? null;
  const said = piece('said');
  let takeBack: (() => void) | null = null;

  function fill(): void {
    const all = standings(rows);
    show('barred', all === null);
    if (all === null) return;
    main.dataset.known = '';
    for (const [i, row] of rows.entries()) {
      const { state, says } = all[i] as Standing;
      row.dataset.state = state;
      const words = row.querySelector('.state');
      if (words !== null) words.textContent = says;
    }
    for (const count of main.querySelectorAll<HTMLElement>('[data-count]')) {
      const [kind, state] = (count.dataset.count ?? '').split(' ');
      count.textContent = String(
        rows.filter(({ dataset }) => dataset.row === kind && dataset.state === state).length,
      );
    }
    const isEmpty = all.every(({ state }) => state === 'open');
    show('counts', !isEmpty);
    show('empty', isEmpty);
    show('forget', !isEmpty);
  }

  button('forget')?.addEventListener('click', () => {
    takeBack = forgetPath(storage);
    fill();
    show('undo', true);
    if (said !== null) said.textContent = 'Forgotten.';
    button('undo')?.focus();
  });
  button('undo')?.addEventListener('click', () => {
    takeBack?.();
    takeBack = null;
    fill();
    show('undo', false);
    if (said !== null) said.textContent = 'It is back.';
    button('forget')?.focus();
  });
  addEventListener('storage', ({ key }) => {
    if (key === null || FORGOTTEN_KEYS.some((each) => each === key)) fill();
  });
  addEventListener('pageshow', ({ persisted }) => persisted && fill());
  fill();
}
