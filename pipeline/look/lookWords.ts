/** A look in words for people, and what to do next. */
import path from 'node:path';
import { officialClasses } from '../dataset/classes.ts';
import { MOST_CLASSES } from '../newExperiment.ts';
import { shellWord } from '../shellWord.ts';
import type { Look, LookedClass } from './lookInto.ts';

/** A name for an experiment, from that of a folder. */
export function nameFor(folder: string): string {
  const plain = path
    .basename(path.resolve(folder))
    .replace(/\.json$/i, '')
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '');
  return plain === '' ? 'my-experiment' : plain;
}

const thousands = (n: number) => n.toLocaleString('en-US');

const FEWEST = 15;

/** @param sheet where the contact sheet is. */
export function lookWords(look: Look, sheet: string): string {
  const { folder, classes, unreadable, notes } = look;
  const forms = [...new Set(classes.flatMap((each) => each.forms))];
  const rows = classes.reduce((sum, each) => sum + each.rows, 0);
  const usable = classes.reduce((sum, each) => sum + each.usable, 0);
  const lines = [
    `${folder}: ${thousands(rows)} drawings in ${classes.length} ${classes.length === 1 ? 'class' : 'classes'} (${forms.join(', ') || 'nothing that can be read'}), ${usable === rows ? 'all' : usable === 0 ? 'none' : thousands(usable)} of which count${usable === rows ? '' : ': rows 0-99 of the files of a word of Quick, Draw! are on show, so nothing learns from them'}`,
    ...table(classes),
    ...section('Doubtful', [
      ...classes.flatMap(({ name, doubts }) =>
        doubts.map((doubt) => (doubt.startsWith('"') ? doubt : `"${name}": ${doubt}`)),
      ),
      ...look.doubts,
      ...unreadable.map(({ name, reason }) => `"${name}" cannot be read: ${reason}`),
    ]),
    ...section('Read, and passed over', notes),
    `\nLook at ${sheet}`,
    `Next: ${next(look)}`,
  ];
  return lines.join('\n');
}

const section = (title: string, lines: readonly string[]) =>
  lines.length === 0 ? [] : [`\n${title}:`, ...lines.map((line) => `  ${line}`)];

function table(classes: readonly LookedClass[]): string[] {
  const heads = ['class', 'drawings', 'that count', 'mean ink of 255', 'form'];
  const cells = classes.map((each) => [
    each.name,
    thousands(each.rows),
    thousands(each.usable),
    each.sampled > 0 ? each.meanInk.toFixed(1) : '-',
    each.forms.join(' and '),
  ]);
  const widths = heads.map((head, c) =>
    Math.max(head.length, ...cells.map((row) => (row[c] as string).length)),
  );
  const line = (row: readonly string[]) =>
    `  ${row.map((cell, c) => (c === 0 || c === 4 ? cell.padEnd(widths[c] as number) : cell.padStart(widths[c] as number))).join('  ')}`.trimEnd();
  return ['', line(heads), ...cells.map(line)];
}

/** The next command, or why there is none yet. */
function next({ folder, classes, isOwn }: Look): string {
  const name = nameFor(folder);
  const from = `--data ${shellWord(folder)}`;
  const good = classes.filter(({ usable }) => usable >= FEWEST);
  if (good.length < 2)
    return `at least two classes of ${FEWEST} drawings that count are needed, and there ${good.length === 1 ? 'is one' : 'are none'}. Collect more, then look again.`;
  const refused = classes.filter(({ isRefused }) => isRefused);
  if (refused.length > 0)
    return `mend ${refused.length === 1 ? `"${refused[0]?.name}"` : `${refused.length} classes`}, which a run refuses (see above), then look again.`;
  const some = good.slice(0, 2).map((each) => each.name);
  const chosen =
    classes.length > MOST_CLASSES
      ? ` --classes ${JSON.stringify(some.join(','))}   (2 to ${MOST_CLASSES} of them, as you like)`
      : good.length < classes.length
        ? ` --classes ${JSON.stringify(good.map((each) => each.name).join(','))}   (the others have fewer than ${FEWEST} that count)`
        : '';
  const shown = isOwn ? '   (a fifth of each class, at most 100, will be shown to everybody)' : '';
  const article = ['cat', 'sheep'].every(
    (word) => officialClasses().includes(word) && classes.some((each) => each.name === word),
  );
  const rebuild =
    article && !isOwn ? `\n      or rebuild the article: npm run pipeline -- cats-and-sheep ${from}` : '';
  return `npm run pipeline -- new ${name} ${from}${chosen}${shown}${rebuild}`;
}
