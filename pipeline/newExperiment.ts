/**
 * `npm run pipeline -- new my-experiment --classes "apple,banana"`, or `--data DIR`: own classes, or own drawings, on the site
 * in three commands.
 */
import { access, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkedFlags, listOf, UsageError } from './arguments.ts';
import { capital, questionOfClasses } from './classWords.ts';
import { makeFolder } from './dataset/makeFolder.ts';
import { writeTogether } from './dataset/writeWhole.ts';
import { checkClasses } from './engine/override.ts';

const FLAGS = {
  classes: { type: 'string' },
  data: { type: 'string' },
  title: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  verbose: { type: 'boolean' },
} as const;
const HOW = 'npm run pipeline -- new my-experiment --classes "apple,banana"';
/** What a page can still show side by side. */
export const MOST_CLASSES = 50;
/** Addresses and commands that are something else, and names that Windows keeps for itself. */
const TAKEN = /^(all|look|new|remove|words|help|index|2017|con|prn|aux|nul|com\d|lpt\d)$/;

export const NEW_USAGE = `usage: npm run pipeline -- new NAME --classes "apple,banana" [--title "Fruit"]
       npm run pipeline -- new NAME --data DIR [--classes ...] [--title ...]

Declares an experiment, pipeline/experiments/own/NAME.ts, and its page, src/pages/experiments/NAME.astro. Then
npm run pipeline -- NAME (with the same --data) trains its models, and npm start shows them at /experiments/NAME/.
npm run pipeline -- remove NAME takes all of it away again.

  NAME            small letters, digits and hyphens, such as fruit-or-not
  --classes LIST  2 to ${MOST_CLASSES} of the 345 words of Quick, Draw! (npm run pipeline -- words), such as "apple,hot air balloon"; with
                  --data, of the folder's
  --data DIR      a folder of drawings, in any form that "look DIR" knows; its classes are called as its files are
  --title TEXT    what the page is called; left out, the name with a capital. It can be changed in the declaration
  --verbose       show stack traces
  --help          this text`;

export interface NewExperiment {
  readonly id: string;
  readonly classes: readonly string[];
  /** What the page is called; left out, the id in words. */
  readonly title?: string;
  /** Of a folder of the author's own: drawings to learn from and to test on, of the class that has fewest. */
  readonly ownPerClass?: number;
}

/** What the command line asks for. */
export interface Asked extends NewExperiment {
  /** Folder of the drawings; then no classes are all that are in it. */
  readonly data?: string;
}

/**
 * What stands behind `new` on the command line.
 * @param known the ids of experiments that exist.
 * @throws UsageError
 */
export function parseNew(argv: readonly string[], known: readonly string[]): Asked {
  const parsed = parseArgs({
    args: checkedFlags(argv, FLAGS, ' of "new"'),
    options: FLAGS,
    allowPositionals: true,
  });
  const [id, ...more] = parsed.positionals;
  if (id === undefined || more.length > 0) throw new UsageError(`"new" takes one name: ${HOW}`);
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) || id.length > 40)
    throw new UsageError(
      `"${id.slice(0, 60)}" is no name for an experiment: expected small letters, digits and hyphens, such as fruit-or-not`,
    );
  if (TAKEN.test(id))
    throw new UsageError(
      `"${id}" cannot be the name of an experiment, since it means something else: choose another name`,
    );
  if (known.includes(id)) throw new UsageError(`there is an experiment "${id}" already: choose another name`);
  const { data, title } = parsed.values;
  const classes = listOf(parsed.values.classes);
  const asked = { id, ...(title !== undefined && { title: titleOf(title) }) };
  if (data !== undefined) return { ...asked, classes: classes ?? [], data };
  if (classes === undefined)
    throw new UsageError(`"new" needs classes, or a folder of drawings with --data DIR: ${HOW}`);
  checkClasses(classes);
  if (classes.length > MOST_CLASSES)
    throw new UsageError(`"new" takes at most ${MOST_CLASSES} classes, got ${classes.length}`);
  return { ...asked, classes };
}

/** @throws UsageError for what is no line of text. */
function titleOf(text: string): string {
  const title = text.trim();
  if (/\p{Cc}/u.test(title) || title.length > 100)
    throw new UsageError(`--title takes a line of at most 100 characters, got ${title.length}`);
  return title;
}

/** As the project's formatter has it: the quotes that need the fewer escapes. */
function quoted(text: string): string {
  const quote = text.split("'").length > text.split('"').length ? '"' : "'";
  return `${quote}${text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`)}${quote}`;
}

/** Those that the declaration below lists. */
const MODELS = 4;

const titleFor = ({ id, title }: NewExperiment) => title ?? capital(id.replaceAll('-', ' '));

/** Longest line that the formatter leaves be. */
const WIDTH = 110;

const field = (name: string, value: string) => {
  const line = `  ${name}: ${value},`;
  return line.length <= WIDTH ? line : `  ${name}:\n    ${value},`;
};

const list = (name: string, values: readonly string[]) => {
  const line = `  ${name}: [${values.join(', ')}],`;
  return line.length <= WIDTH
    ? line
    : `  ${name}: [\n${values.map((value) => `    ${value},\n`).join('')}  ],`;
};

/** Drawings of a class from which on there is enough for a test set of its own. */
const ABUNDANT = 625;
const SIZES = [125, 250, 500];
/** Where drawings are few, what a model makes of few of them shows in doubles. */
const FEW_SIZES = [10, 20, 40, 80, 160, 320];
const FOLDS = 5;

/** The lines that say how much is learnt from, and how it is tested. */
function sizeLines({ classes, ownPerClass }: NewExperiment): string {
  const inAll = (sizes: readonly number[]) => sizes.map((n) => n * classes.length).join(', ');
  if (ownPerClass === undefined || ownPerClass >= ABUNDANT)
    return `  trainSizes: [${inAll(SIZES)}],
  maxTestPerClass: 500,
  splitSeed: 2017,
  seeds: [1, 2, 3],`;
  const ofAFold = Math.floor(ownPerClass / FOLDS) * (FOLDS - 1);
  return `  // As long as there are too few drawings for the last of these, every drawing is tested in turn, in ${FOLDS} folds.
  trainSizes: [${inAll([...FEW_SIZES.filter((n) => n < ofAFold), ABUNDANT])}],
  whenScarce: { folds: ${FOLDS} },
  maxTestPerClass: 500,
  splitSeed: 2017,
  seeds: [1, 2, 3],`;
}

const OWN = `
  // My word that these drawings may be shown: a fifth of each class, at most 100, is set aside. No model learns from those,
  // and everybody who opens the page sees them.
  exhibits: 'own',`;

/** Principal components: no more than the smallest training set has drawings to find them in, that of a first look too. */
function componentsFor({ classes, ownPerClass = ABUNDANT }: NewExperiment): number {
  const fewest = Math.min(FEW_SIZES[0] as number, Math.floor(ownPerClass / 2));
  return Math.min(24, fewest * classes.length);
}

/** Of few drawings a network must see each more often. */
const epochsFor = ({ ownPerClass = ABUNDANT }: NewExperiment) => (ownPerClass < 200 ? 60 : 20);

const declaration = (wanted: NewExperiment) => `import type { Comparison } from '../experiment.ts';

/** Change what you like, the title too: the next run makes only the fits that the change asks for. */
export const experiment: Comparison = {
  kind: 'comparison',
  id: '${wanted.id}',
${field('title', quoted(titleFor(wanted)))}
${field('question', quoted(questionOfClasses(wanted.classes, MODELS)))}
${list('classes', wanted.classes.map(quoted))}${wanted.ownPerClass === undefined ? '' : OWN}
${sizeLines(wanted)}
  calibrationFolds: 3,
  models: {
    forest: { hyperparameters: { trees: 100, featuresPerSplit: 28 } },
    nearest: {
      hyperparameters: { k: 5, form: 'pixels' },
      published: { hyperparameters: { k: 5, form: 'codes', components: ${componentsFor(wanted)} } },
    },
    perceptron: { hyperparameters: { hidden: [100, 100], alpha: 0.001, refit: true } },
    convnet: { hyperparameters: { dropout: 0.2, epochs: ${epochsFor(wanted)} } },
  },
};
`;

const page = ({ id }: NewExperiment) => `---
/** Yours to change: what stands between the tags is read below the title, and numbers in it can come from the results. */
import OwnExperiment from './_OwnExperiment.astro';
---

<OwnExperiment of="${id}" />
`;

/**
 * Writes the declaration and the page; both, or neither.
 * @param root of the site.
 * @returns their paths below it.
 * @throws UsageError where one of them exists; WriteError.
 */
export async function writeNew(wanted: NewExperiment, root: string): Promise<string[]> {
  const files = new Map([
    [`pipeline/experiments/own/${wanted.id}.ts`, declaration(wanted)],
    [`src/pages/experiments/${wanted.id}.astro`, page(wanted)],
  ]);
  for (const file of [...files.keys(), `content/results/${wanted.id}.json`])
    if (
      await access(join(root, file)).then(
        () => true,
        () => false,
      )
    )
      throw new UsageError(`${file} exists, and nothing is overwritten: choose another name`);
  const made: string[] = [];
  try {
    for (const file of files.keys()) {
      const first = makeFolder(dirname(join(root, file)));
      if (first !== undefined) made.push(first);
    }
    await writeTogether(new Map([...files].map(([file, text]) => [join(root, file), text])));
  } catch (error) {
    for (const folder of made) await rm(folder, { recursive: true, force: true });
    throw error;
  }
  return [...files.keys()];
}
