import type { DemoTask } from '../../components/demo-task.ts';
import { unpackWords } from '../../components/words/word-list.ts';

/** A task as the demo takes it: of one whose words came packed, their names and their drawings. */
export function withWords({ words, ...task }: DemoTask): DemoTask {
  if (words === undefined) return task;
  const sheets = unpackWords(words);
  return {
    ...task,
    classes: sheets.map(({ word }) => word),
    exhibits: sheets.map(({ word, file, count, blocked }) => ({ class: word, file, count, blocked })),
  };
}
