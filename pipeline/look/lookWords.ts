/** A look in words for people, and what to do next. */
import path from 'node:path';
import { officialClasses } from '../dataset/classes.ts';
import { MOST_CLASSES } from '../newExperiment.ts';
import { shellWord } from '../shellWord.ts';
import { FEWEST, type Look, type LookedClass } from './lookInto.ts';

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

/** @param sheet where the contact sheet is. */
export function lookWords(look: Look, sheet: string): string {
  const { folder, classes, unreadable, notes } = look;
  const forms = [...new Set(classes.flatMap((each) => each.forms))];
  const rows = classes.reduce((sum, each) => sum + each.rows, 0);
  const usable = classes.reduce((sum, each) => sum + each.usable, 0);
  const lines = [
    rows === 0
      ? `${folder}: no drawing that can be read`
      : `${folder}: ${thousands(rows)} drawings in ${classes.length} ${classes.length === 1 ? 'class' : 'classes'} (${forms.join(', ')}), ${counting(usable, rows)}`,
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

const counting = (usable: number, rows: number) =>
  usable === rows
    ? 'all of which count'
    : `${usable === 0 ? 'none' : thousands(usable)} of which count: rows 0-99 of the files of a word of Quick, Draw! are on show, so nothing learns from them`;

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
function next(look: Look): string {
  const { folder, classes, unreadable, isOwn } = look;
  const from = `--data ${shellWord(folder)}`;
  const good = classes.filter(({ usable }) => usable >= FEWEST);
  if (good.length < 2)
    return unreadable.length > 0
      ? `mend ${namedOr(unreadable, 'files that cannot be read')} (see above), then look again.`
      : `at least two classes of ${FEWEST} drawings that count are needed, and there ${good.length === 1 ? 'is one' : 'are none'}. Collect more, then look again.`;
  const refused = classes.filter(({ isRefused }) => isRefused);
  if (refused.length > 0)
    return `mend ${namedOr(refused, 'classes')}, which a run refuses (see above), then look again.`;
  if (look.isRefused)
    return 'mend the classes that have drawings in common, which a run refuses (see above), then look again.';
  const { flag, isPossible } = classesFlag(look, good);
  if (!isPossible) return flag;
  const shown = isOwn ? '   (a fifth of each class, at most 100, will be shown to everybody)' : '';
  const article = ['cat', 'sheep'].every(
    (word) => officialClasses().includes(word) && good.some((each) => each.name === word),
  );
  const rebuild =
    article && !isOwn ? `\n      or rebuild the article: npm run pipeline -- cats-and-sheep ${from}` : '';
  return `npm run pipeline -- new ${nameFor(folder)} ${from}${flag}${shown}${rebuild}`;
}

const namedOr = (some: readonly { readonly name: string }[], what: string) =>
  some.length === 1 ? `"${some[0]?.name}"` : `${some.length} ${what}`;

/** `--classes`, where not all that the folder has can be taken; its names are parted by commas. */
function classesFlag(
  { classes, unreadable }: Look,
  good: readonly LookedClass[],
): { readonly flag: string; readonly isPossible: boolean } {
  const all = classes.length + unreadable.length;
  if (all <= MOST_CLASSES && good.length === all) return { flag: '', isPossible: true };
  const names = good.map(({ name }) => name);
  const named = names.filter((name) => !name.includes(','));
  const unnamed = names.filter((name) => name.includes(','));
  const rename = `${unnamed.map((name) => `"${name}"`).join(' and ')} cannot stand in --classes, where a comma parts two names: rename the file`;
  if (named.length < 2) return { flag: `${rename}, then look again.`, isPossible: false };
  const chosen = named.slice(0, all > MOST_CLASSES ? 2 : named.length);
  const reasons = [
    all > MOST_CLASSES && `2 to ${MOST_CLASSES} of them, as you like`,
    unnamed.length > 0 && rename,
    all <= MOST_CLASSES && classes.length > good.length && `others have fewer than ${FEWEST} that count`,
    all <= MOST_CLASSES && unreadable.length > 0 && 'others cannot be read',
  ].filter((reason) => reason !== false);
  return {
    flag: ` --classes ${shellWord(chosen.join(','))}   (${reasons.join('; ')})`,
    isPossible: true,
  };
}
