/**
 * With what `/train/` begins, in its address: `?words=cat,sheep&examples=20&wrong=40&models=nearest,convnet`. A task is
 * a start with a name: `?task=ruin-it`.
 */
import { TRAINABLE_IDS, type TrainableId } from '../../../core/models.ts';
import { MOST_CLASSES, MOST_EXAMPLES, type Settings } from '../project.ts';
import type { StartState } from './start-state.ts';
import { taskOf } from './tasks.ts';

/**
 * What an address asks for.
 * @param known the words that there are.
 * @returns null when it asks for nothing; what it asks wrongly is left out, and `notes` say so to the reader.
 */
export function readStart(
  search: string,
  known: readonly string[],
): { readonly task: string | null; readonly start: StartState; readonly notes: readonly string[] } | null {
  const query = new URLSearchParams(search);
  const notes: string[] = [];
  const asked = query.get('task');
  const task = asked === null ? undefined : taskOf(asked);
  if (asked !== null && task === undefined) notes.push(`There is no task “${asked.slice(0, 60)}”.`);
  const list = (name: string) =>
    query
      .get(name)
      ?.split(',')
      .map((item) => item.trim()) ?? [];
  const words = unique(list('words')).filter((word) => {
    if (known.includes(word)) return true;
    if (word !== '') notes.push(`“${word.slice(0, 60)}” is none of the game’s words.`);
    return false;
  });
  const own = unique(list('own')).filter((name) => name !== '' && name.length <= 40 && !words.includes(name));
  if (task === undefined && words.length + own.length === 0)
    return notes.length > 0 ? { task: null, start: NOTHING, notes } : null;
  if (words.length + own.length > MOST_CLASSES)
    notes.push(`${MOST_CLASSES} classes are the most; the rest were left out.`);

  const number = (name: string, min: number, max: number): number | undefined => {
    const text = query.get(name);
    if (text === null) return undefined;
    const value = Number(text);
    if (text.trim() !== '' && value >= min && value <= max) return value;
    notes.push(`“${name}=${text.slice(0, 20)}” is not between ${min} and ${max}.`);
    return undefined;
  };
  const percent = (name: string, min: number, max: number) => {
    const value = number(name, min, max);
    return value === undefined ? undefined : value / 100;
  };
  const models = unique(list('models')).filter((id): id is TrainableId => {
    if ((TRAINABLE_IDS as readonly string[]).includes(id)) return true;
    if (id !== '') notes.push(`“${id.slice(0, 60)}” is none of the models: ${TRAINABLE_IDS.join(', ')}.`);
    return false;
  });
  const base = task?.start;
  const chosenWords = words.length + own.length > 0 ? words : (base?.words ?? []);
  const chosenOwn = words.length + own.length > 0 ? own : (base?.own ?? []);
  const settings: Partial<Omit<Settings, 'models'>> = {
    ...base?.settings,
    ...defined({
      seed: number('seed', 0, 1e9),
      perClass: number('train', 1, MOST_EXAMPLES),
      heldOut: percent('test', 10, 50),
      wrongLabels: percent('wrong', 0, 50),
      shiftPx: number('shift', 0, 6),
    }),
  };
  return {
    task: task?.id ?? null,
    start: {
      words: chosenWords.slice(0, MOST_CLASSES),
      own: chosenOwn.slice(0, Math.max(0, MOST_CLASSES - chosenWords.length)),
      examples: number('examples', 1, MOST_EXAMPLES) ?? base?.examples ?? null,
      settings,
      models: models.length > 0 ? models : (base?.models ?? null),
    },
    notes,
  };
}

const NOTHING: StartState = { words: [], own: [], examples: null, settings: {}, models: null };

const unique = (items: readonly string[]) => [...new Set(items)];

/** Without what is undefined, and whole numbers where fractions make no sense. */
function defined(settings: Partial<Omit<Settings, 'models'>>): Partial<Omit<Settings, 'models'>> {
  return Object.fromEntries(
    Object.entries(settings)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [
        name,
        name === 'heldOut' || name === 'wrongLabels' ? value : Math.round(value as number),
      ]),
  );
}
