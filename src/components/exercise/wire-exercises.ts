import { judge, type Wanted } from './judge.ts';
import { keepAnswer, readAnswers } from './kept-answers.ts';

const storage = () => localStorage;

/** What an exercise wants, as `Exercise.astro` has written it down. */
function wantedOf(form: HTMLFormElement): Wanted {
  const { right, within } = form.dataset;
  const says = form.querySelector('.answer')?.textContent?.trim() ?? '';
  if (within === undefined) return { kind: 'choice', right: Number(right), says };
  return { kind: 'number', right: Number(right), within: Number(within), says };
}

/** Makes the exercises of a page answer; what was answered before is shown as it was left. */
export function wireExercises(page: Document): void {
  const answers = readAnswers(storage);
  for (const form of page.querySelectorAll<HTMLFormElement>('.exercise')) {
    const said = form.querySelector<HTMLElement>('.said');
    const fold = form.querySelector('details');
    if (said === null || fold === null) continue;
    const id = form.dataset.exercise ?? '';
    const wanted = wantedOf(form);
    const answer = () => String(new FormData(form).get(id) ?? '');

    function show(): boolean {
      const judgement = judge(wanted, answer());
      form.dataset.answered = judgement === null ? '' : judgement.right ? 'right' : 'wrong';
      const missing = wanted.kind === 'choice' ? 'Choose an answer first.' : 'Write a number first.';
      (said as HTMLElement).textContent = judgement?.said ?? missing;
      return judgement !== null;
    }

    const kept = answers.get(id);
    const field = form.elements.namedItem(id);
    if (kept !== undefined && field !== null) {
      (field as RadioNodeList | HTMLInputElement).value = kept;
      if (judge(wanted, answer())) show();
    }
    said.setAttribute('role', 'status'); // from now on: what was answered on another day is not read aloud
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (!show()) return;
      (fold as HTMLDetailsElement).open = true;
      keepAnswer(storage, id, answer());
    });
  }
}
