/** `npm run pipeline -- new my-experiment --data DIR`: what the folder holds decides the classes and the sizes. */

import { listed } from '../src/core/listed.ts';
import { UsageError } from './arguments.ts';
import { assertPlainName, officialClasses } from './dataset/classes.ts';
import { folderSource } from './dataset/folder.ts';
import { setExhibitsAside } from './dataset/ownExhibits.ts';
import { availableOf } from './engine/availableOf.ts';
import { refuseAsARun } from './look/refuseAsARun.ts';
import { type Asked, MOST_CLASSES, type NewExperiment } from './newExperiment.ts';
import { shellWord } from './shellWord.ts';

/** Of more classes that show as many each, none is named. */
const MOST_NAMED = 5;

/** How many drawings of a class everybody will see. */
export type Shown = readonly { readonly name: string; readonly shown: number }[];

/**
 * Looks into the folder. Its drawings are the author's own when it says so, or when a class is no word of Quick, Draw!; else
 * it is a copy of the official files, and the site shows the drawings that it always shows.
 * @param cacheDir folder that remembers checksums, and keeps what was painted and traced.
 * @param log told what is read as what, and what was passed over.
 * @returns with what will be shown, where that is of this folder.
 * @throws UsageError for too few or too many classes; DatasetError for a folder that cannot be read, or too few drawings, or such as a
 * run refuses.
 */
export async function lookIntoFolder(
  { id, title, classes: asked, data }: Asked & { readonly data: string },
  cacheDir: string,
  log?: (line: string) => void,
): Promise<{ readonly wanted: NewExperiment; readonly shown: Shown }> {
  const named = { id, ...(title !== undefined && { title }) };
  const source = await folderSource(data, { cacheDir, log });
  const classes = asked.length > 0 ? asked : source.classes;
  for (const name of classes) {
    assertPlainName(name);
    await source.available(name); // names the nearest where there is none of that name
  }
  if (new Set(classes).size < classes.length)
    throw new UsageError(`--classes names a class twice: ${classes.join(', ')}`);
  if (classes.length < 2 || classes.length > MOST_CLASSES)
    throw new UsageError(
      `"new" takes 2 to ${MOST_CLASSES} classes, and ${asked.length > 0 ? '--classes names' : `the folder ${data} has`} ${classes.length}: ${chooseWords(source.classes)}`,
    );
  const isOwn = source.isOwn || classes.some((name) => !officialClasses().includes(name));
  const warn = (text: string) => log?.(`warning: ${text}`);
  if (!isOwn) {
    await availableOf(classes, source); // a run needs ten of each
    await refuseAsARun(source, classes, isOwn, { warn });
    return { wanted: { ...named, classes }, shown: [] };
  }
  const counts = await setExhibitsAside(source, classes, { log }).counts();
  await refuseAsARun(source, classes, isOwn, { warn });
  const ownPerClass = Math.min(...counts.map(({ different, shown }) => different - shown));
  return { wanted: { ...named, classes, ownPerClass }, shown: counts };
}

/** What to do where there are too few or too many. */
function chooseWords(classes: readonly string[]): string {
  const some = classes.filter((name) => !name.includes(',')).slice(0, 2); // a comma parts two names
  return classes.length < 2 || some.length < 2
    ? 'two are needed for a model to tell apart. Add the drawings of another class.'
    : `choose with --classes, such as --classes ${shellWord(some.join(','))}`;
}

/** What has been written, and what comes next. */
export function newWords(
  files: readonly string[],
  { id, data }: Pick<Asked, 'id' | 'data'>,
  shown: Shown,
): string {
  const from = data === undefined ? '' : ` --data ${shellWord(data)}`;
  const lines = [
    `wrote ${files.join(' and ')}`,
    shown.length > 0 &&
      `everybody will see some of these drawings: ${shownWords(shown)}. Ask those who drew them, or take the line "exhibits" out of the first file.`,
    `next: npm run pipeline -- ${id}${from}   then: npm start, and look at /experiments/${id}/`,
  ];
  return lines.filter((line) => line !== false).join('\n');
}

function shownWords(shown: Shown): string {
  const [first] = shown;
  return shown.length > MOST_NAMED && shown.every((each) => each.shown === first?.shown)
    ? `${first?.shown} of each class`
    : listed(
        shown.map(({ name, shown: count }) => `${count} of "${name}"`),
        'and',
      );
}
