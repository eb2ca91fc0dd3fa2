/** The project with which a start state begins: its words' drawings are fetched. */

import type { Word } from '../../../components/words/word.ts';
import { changeSettings, DEFAULT_SETTINGS, EMPTY_PROJECT } from '../changes.ts';
import { newId } from '../examples/new-id.ts';
import type { Example, ExampleClass, Project } from '../project.ts';
import type { StartState } from './start-state.ts';

/**
 * @param known words that there are; those of the start that are not among them are left out.
 * @param fetchDrawings all drawings of a word.
 * @throws Error for the reader, when a word's drawings cannot be had.
 */
export async function beginProject(
  start: StartState,
  known: readonly Word[],
  fetchDrawings: (word: Word) => Promise<readonly Example[]>,
): Promise<Project> {
  const words = start.words.flatMap((name) => known.find(({ word }) => word === name) ?? []);
  const fetched = await Promise.all(
    words.map(async (word): Promise<ExampleClass> => {
      const examples = (await fetchDrawings(word)).slice(0, start.examples ?? undefined);
      return { id: newId(), name: word.word, word: word.word, examples };
    }),
  );
  const own = start.own.map((name): ExampleClass => ({ id: newId(), name, word: null, examples: [] }));
  const models = DEFAULT_SETTINGS.models.map((model) =>
    start.models === null ? model : { ...model, chosen: start.models.includes(model.id) },
  );
  const name = [...words.map(({ word }) => word), ...start.own].join(' and ').slice(0, 60);
  return changeSettings(
    { ...EMPTY_PROJECT, name: name === '' ? EMPTY_PROJECT.name : name, classes: [...fetched, ...own] },
    { ...start.settings, models },
  );
}
