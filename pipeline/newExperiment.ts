/**
 * `npm run pipeline -- new my-experiment --classes "apple,banana"`, or `--data DIR`: own classes, or own drawings, on the site
 * in three commands.
 */
import { access, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { closest } from 'fastest-levenshtein';
import { UsageError } from './arguments.ts';
import { writeTogether } from './dataset/writeWhole.ts';
import { checkClasses } from './engine/override.ts';

const FLAGS = {
  classes: { type: 'string' },
  data: { type: 'string' },
  verbose: { type: 'boolean' },
} as const;
const HOW = 'npm run pipeline -- new my-experiment --classes "apple,banana"';
/** More are hard to tell apart by colour, and take a long time to train. */
export const MOST_CLASSES = 10;

export interface NewExperiment {
  readonly id: string;
  readonly classes: readonly string[];
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
  let parsed: ReturnType<typeof parseArgs<{ options: typeof FLAGS; allowPositionals: true }>>;
  try {
    parsed = parseArgs({ args: [...argv], options: FLAGS, allowPositionals: true });
  } catch (error) {
    const unknown = argv.find((word) => word.startsWith('-') && !(word.replace(/^--?|=.*$/g, '') in FLAGS));
    if (unknown === undefined) throw new UsageError((error as Error).message.replaceAll('\n', ' '));
    const near = closest(unknown, ['--classes', '--data', '--verbose']);
    throw new UsageError(`unknown flag ${unknown} of "new": did you mean "${near}"? As in ${HOW}`);
  }
  const [id, ...more] = parsed.positionals;
  if (id === undefined || more.length > 0) throw new UsageError(`"new" takes one name: ${HOW}`);
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) || id.length > 40)
    throw new UsageError(
      `"${id.slice(0, 60)}" is no name for an experiment: expected small letters, digits and hyphens, such as fruit-or-not`,
    );
  if (known.includes(id) || ['all', 'new', '2017'].includes(id))
    throw new UsageError(`there is an experiment "${id}" already: choose another name`);
  const { classes: list, data } = parsed.values;
  const classes = list?.split(',').map((name) => name.trim());
  if (data !== undefined) return { id, classes: classes ?? [], data };
  if (classes === undefined)
    throw new UsageError(`"new" needs classes, or a folder of drawings with --data DIR: ${HOW}`);
  checkClasses(classes);
  if (classes.length > MOST_CLASSES)
    throw new UsageError(`"new" takes at most ${MOST_CLASSES} classes, got ${classes.length}`);
  return { id, classes };
}

const camelCase = (id: string) => id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** "apple, banana or grapes" */
const listed = (names: readonly string[]) => `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);

/** As the project's formatter has it. Names of classes hold no double quotes and no backslashes. */
const quoted = (text: string) => (text.includes("'") ? `"${text}"` : `'${text}'`);

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

/** ${capital(listed(wanted.classes))}? Change what you like: the next run makes only the fits that the change asks for. */
export const ${camelCase(wanted.id)}: Comparison = {
  kind: 'comparison',
  id: '${wanted.id}',
${field('title', quoted(capital(listed(wanted.classes))))}
${field('question', quoted(`${capital(listed(wanted.classes))}? How well can four models tell?`))}
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

/** Text of a page: a name may hold signs that mean something there. */
const markup = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('{', '&#123;').replaceAll('}', '&#125;');

const page = ({ id, classes }: NewExperiment) => `---
/** The chapter of the experiment "${id}": rewrite its sentences; its numbers come from the results. */
import AccuracyByModelFigure from '../../figures/AccuracyByModel/AccuracyByModelFigure.astro';
import ConfusionMatrixFigure from '../../figures/ConfusionMatrix/ConfusionMatrixFigure.astro';
import Demo from '../../activities/draw/Demo.astro';
import LearningCurveFigure from '../../figures/LearningCurve/LearningCurveFigure.astro';
import Result from '../../components/Result.astro';
import SampleDrawingsFigure from '../../figures/SampleDrawings/SampleDrawingsFigure.astro';
import Page from '../../layouts/Page.astro';
import '../../styles/article.css';

const of = '${id}';
---

<Page
  title="${capital(listed(classes))}? · Doodles"
  description="Four models learn to tell the doodles of ${listed(classes)} apart."
>
  <main id="main" class="article">
    <div class="opening">
      <h1>${markup(capital(listed(classes)))}?</h1>
      <p class="standfirst">Draw one, and four models guess. Below is how well they do.</p>
      <Demo experiments={[of]} />
    </div>
    <div class="text">
      <section class="chapter" aria-labelledby="how-well">
        <h2 id="how-well">How well they tell</h2>
        <p>
          The convolutional network is right about <Result of={of} value="convnet.accuracy" /> of the drawings
          that none of the models has seen, the random forest about
          <Result of={of} value="forest.accuracy" />.
        </p>
        <SampleDrawingsFigure of={of} look="Look for what makes each of them what it is." />
        <AccuracyByModelFigure of={of} />
        <LearningCurveFigure of={of} />
        <ConfusionMatrixFigure
          of={of}
          look="The diagonal is what went right. Off it, look for pairs that are mixed up both ways."
        />
      </section>
    </div>
  </main>
</Page>
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
      const first = await mkdir(dirname(join(root, file)), { recursive: true });
      if (first !== undefined) made.push(first);
    }
    await writeTogether(new Map([...files].map(([file, text]) => [join(root, file), text])));
  } catch (error) {
    for (const folder of made) await rm(folder, { recursive: true, force: true });
    throw error;
  }
  return [...files.keys()];
}
