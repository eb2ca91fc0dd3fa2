/** The command line of the pipeline: what may be said, and what is wrong with what was said. */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { MODEL_IDS, type ModelId } from '../src/core/models.ts';
import {
  bestKernelSet,
  checkKernelSet,
  isKernelSet,
  KERNEL_SETS,
  type KernelSet,
} from '../src/learning/kernels/kernelSet.ts';
import { nearestNames } from './dataset/classes.ts';
import { CHECKPOINT_SECONDS } from './engine/checkpoint.ts';
import { defaultMemoryLimit } from './engine/memory.ts';
import type { Shard } from './engine/shard.ts';

/** A mistake on the command line; the message says what to write instead. Exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

export interface Arguments {
  readonly help: boolean;
  readonly verbose: boolean;
  readonly experiments: readonly string[];
  readonly data: string;
  readonly baseUrl: string | undefined;
  readonly cache: string;
  readonly out: string | undefined;
  /** File that lists which drawings to take. */
  readonly rows: string | undefined;
  readonly workers: number;
  /** What the networks compute with. */
  readonly kernels: KernelSet;
  readonly models: readonly ModelId[];
  readonly seeds: number | undefined;
  readonly quick: boolean;
  /** Seconds between two checkpoints of a fit. */
  readonly checkpoint: number;
  readonly classes: readonly string[] | undefined;
  readonly trainPerClass: number | undefined;
  readonly shard: Shard | undefined;
  readonly dryRun: boolean;
  /** One JSON object a line instead of text. */
  readonly json: boolean;
  readonly limitMemoryBytes: number;
}

const FLAGS = {
  help: { type: 'boolean', short: 'h' },
  verbose: { type: 'boolean' },
  data: { type: 'string' },
  'base-url': { type: 'string' },
  cache: { type: 'string' },
  out: { type: 'string' },
  rows: { type: 'string' },
  workers: { type: 'string' },
  kernels: { type: 'string' },
  models: { type: 'string' },
  seeds: { type: 'string' },
  quick: { type: 'boolean' },
  checkpoint: { type: 'string' },
  classes: { type: 'string' },
  'train-per-class': { type: 'string' },
  shard: { type: 'string' },
  'dry-run': { type: 'boolean' },
  json: { type: 'boolean' },
  'limit-memory': { type: 'string' },
} as const;

type ById = Readonly<Record<string, string>>;

/** Longest line of the help text, and where questions begin. */
const WIDTH = 118;
const QUESTIONS_AT = 28;

/** An experiment and what it asks; a long question goes on in the next line. */
function asking(id: string, question: string): string {
  const lines = [id.padEnd(QUESTIONS_AT - 3)];
  for (const word of question.split(' '))
    if (`  ${lines.at(-1)} ${word}`.length <= WIDTH) lines.push(`${lines.pop()} ${word}`);
    else lines.push(`${' '.repeat(QUESTIONS_AT - 3)} ${word}`);
  return lines.join('\n  ');
}

/**
 * @param broken what is wrong with those that have a mistake in their declaration, by id.
 * @param questions what the others ask, by id.
 */
export const usage = (
  experiments: readonly string[],
  broken: ById = {},
  questions: ById = {},
) => `usage: npm run pipeline -- EXPERIMENT... [flags]
       npm run pipeline -- look DIR                            tells what drawings are in a folder, and what to do with them
       npm run pipeline -- new NAME --classes "apple,banana"   declares an experiment and its page
       npm run pipeline -- new NAME --data DIR                 the same from a folder of drawings: files, pictures, /train/'s
       npm run pipeline -- remove NAME                         takes away what "new" and the runs after it have made
       npm run pipeline -- words                               lists the 345 words that --classes takes

Trains every model of an experiment, measures it, and writes the numbers, the ONNX files and the exhibits.

experiments
  ${experiments.map((id) => (broken[id] === undefined ? asking(id, questions[id] ?? '').trimEnd() : `${id}  cannot be run:\n    ${broken[id].replaceAll('\n', '\n    ')}`)).join('\n  ')}
  all                         one after the other

flags
  --data SOURCE      where the drawings come from (default: auto)
                       auto      the official bucket, or the embedded drawings when it cannot be reached: of an
                                 experiment of your own a first look, until there are better results; of the
                                 others into build/embedded, never into the site
                       official  Google's public bucket, only the rows that are needed, kept in the cache
                       embedded  the 100 drawings a class that come with npm ci; works offline; needs --out, but
                                 for a first look at an experiment of your own
                       DIR       a folder of drawings: official files, in any wrapping, pictures, IDX files and
                                 more (npm run pipeline -- look DIR tells what is in it)
  --rows FILE        take the very drawings that FILE lists, in its order, out of all that the source has, so that one
                     experiment gives the very same models and numbers again: public/rows/EXPERIMENT.json
  --out DIR          write below DIR instead of into the site (DIR/content/results, DIR/public/...)
  --classes LIST     other classes than the declared ones, such as "apple,banana" ("words" lists them); needs --out
  --train-per-class N  train on at most N drawings of every class, and on the declared sizes below; needs --out
  --models LIST      some of ${MODEL_IDS.join(',')} (default: all; needs --out)
  --seeds N          the first N seeds only (default: all; needs --out)
  --quick            a first look: smallest training size, one seed, nothing searched; needs --out
  --dry-run          tell the fits, the time, the download and the memory that a run takes, and write nothing
  --shard I/N        make the I-th of N shares of the fits into the cache, and write no results
  --workers N        threads to train on (default: all ${availableParallelism()} cores); the results do not depend on it
  --kernels SET      what the networks compute with (default here: ${bestKernelSet()})
                       relaxed   fused multiply-add, where the engine and the processor have it
                       simd      what runs everywhere, slower; the last bits differ from those of relaxed
  --cache DIR        downloads and finished fits (default: .cache)
  --limit-memory G   fewer threads, or none, where a run would take more (default: 2.5G, more
                     where there are more than two cores, and less on a small machine)
  --checkpoint S     seconds after which a long fit notes how far it is, to go on from there when it was
                     killed (default: ${CHECKPOINT_SECONDS})
  --base-url URL     a mirror of the official bucket; then nothing else takes its place
  --json             one JSON object a line on stdout, for machines: see pipeline/README.md
  --verbose          show stack traces
  --help             this text`;

function wholeNumber(flag: string, text: string, atMost: number, atLeast = 1): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < atLeast || value > atMost)
    throw new UsageError(`--${flag} takes a whole number from ${atLeast} to ${atMost}, got "${text}"`);
  return value;
}

/** @throws UsageError for an unknown set of kernels, and for one that cannot run here. */
function kernelsOf(name: string): KernelSet {
  if (!isKernelSet(name)) throw new UsageError(`unknown kernels "${name}": ${suggestion(name, KERNEL_SETS)}`);
  try {
    checkKernelSet(name);
  } catch (error) {
    throw new UsageError(`--kernels ${name}: ${(error as Error).message}`);
  }
  return name;
}

function parseShard(text: string): Shard {
  const [, index, of] = /^(\d{1,4})\/(\d{1,4})$/.exec(text)?.map(Number) ?? [];
  if (index === undefined || of === undefined || index < 1 || index > of)
    throw new UsageError(`--shard takes a share such as 2/3, the second of three, got "${text}"`);
  return { index, of };
}

/** "apple, hot air balloon" as a list; a comma too many counts for nothing. */
export const listOf = (text: string | undefined): string[] | undefined =>
  text
    ?.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** "4G" or "900M" in bytes. */
function parseBytes(text: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)\s*([GM])B?$/i.exec(text) ?? [];
  const bytes = Number(number) * (unit?.toUpperCase() === 'G' ? 1e9 : 1e6);
  if (!(bytes > 0)) throw new UsageError(`--limit-memory takes a size such as 4G or 900M, got "${text}"`);
  return bytes;
}

/** To those who remember a flag that is gone. */
const WITHOUT_BACKENDS =
  '--backend is gone: on a graphics card TensorFlow.js trains these networks more slowly than the WebAssembly kernels do on one processor core (pipeline/README.md has the numbers). Leave it out; --kernels chooses between the kernels.';

/** Words that --data takes. */
const SOURCES = ['auto', 'official', 'embedded'];

/** The nearest name, or all that there are. */
export function suggestion(word: string, known: readonly string[]): string {
  const [near] = nearestNames(word, known, 1);
  return near === undefined ? `expected one of ${known.join(', ')}.` : `did you mean "${near}"?`;
}

type Flags = Readonly<Record<string, { readonly type: 'string' | 'boolean'; readonly short?: string }>>;

/**
 * The command line with every value behind an equals sign, as `parseArgs` understands it without doubt.
 * @param of which command the flags are of, for the message
 * @throws UsageError for a flag that is unknown, is there twice, or has not the value that it takes.
 */
export function checkedFlags(argv: readonly string[], flags: Flags, of = ''): string[] {
  const names = Object.keys(flags);
  const seen = new Set<string>();
  const checked: string[] = [];
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i] as string;
    if (!/^-./.test(word)) {
      checked.push(word);
      continue;
    }
    const [, long, inline] = /^--([^=]+)(?:=([\s\S]*))?$/.exec(word) ?? [];
    const name = long ?? names.find((each) => word === `-${flags[each]?.short}`);
    const flag = name === undefined ? undefined : flags[name];
    if (name === undefined || flag === undefined) {
      if (/^--backend(=|$)/.test(word)) throw new UsageError(WITHOUT_BACKENDS);
      const known = names.map((each) => `--${each}`);
      throw new UsageError(
        `unknown flag ${word.replace(/=.*/s, '')}${of}: ${suggestion(word, known)} --help lists them all.`,
      );
    }
    if (seen.has(name)) throw new UsageError(`--${name} is there twice: leave one of them out`);
    seen.add(name);
    if (flag.type === 'boolean') {
      if (inline !== undefined) throw new UsageError(`--${name} takes no value, got "${inline}"`);
      checked.push(`--${name}`);
      continue;
    }
    const value = inline ?? argv[++i];
    // `--seeds -5` has a wrong number, but `--out --quick` has lost its folder.
    if (value === undefined || (inline === undefined && value.startsWith('--')))
      throw new UsageError(`--${name} takes a value, got ${value ?? 'none'}`);
    if (value.trim() === '')
      throw new UsageError(`--${name} takes a value, got an empty one: is a variable not set?`);
    checked.push(`--${name}=${value}`);
  }
  return checked;
}

/**
 * @param experiments the ids that exist.
 * @throws UsageError for unknown flags, experiments and models (with the nearest one), and for values out of range.
 */
export function parseArguments(argv: readonly string[], experiments: readonly string[]): Arguments {
  const { values, positionals } = parseArgs({
    args: checkedFlags(argv, FLAGS),
    options: FLAGS,
    allowPositionals: true,
  });
  const help = values.help ?? positionals[0] === 'help';
  if (!help && positionals.length === 0)
    throw new UsageError(`name an experiment: ${experiments.join(', ')} or all; --help tells more.`);
  for (const name of help ? [] : positionals)
    if (name !== 'all' && !experiments.includes(name))
      throw new UsageError(
        SOURCES.includes(name) || name.includes('/')
          ? `"${name}" is no experiment: npm passes flags on only behind "--", as in npm run pipeline -- ${experiments[0]} --data ${name}`
          : `unknown experiment "${name}": ${suggestion(name, [...experiments, 'all'])}`,
      );
  const models = [...new Set(listOf(values.models) ?? MODEL_IDS)];
  if (models.length === 0) throw new UsageError(`--models takes some of ${MODEL_IDS.join(',')}, got none`);
  for (const model of models)
    if (!(MODEL_IDS as readonly string[]).includes(model))
      throw new UsageError(`unknown model "${model}": ${suggestion(model, MODEL_IDS)}`);
  const data = values.data ?? (values['base-url'] === undefined ? 'auto' : 'official');
  if (values['base-url'] !== undefined && data !== 'auto' && data !== 'official')
    throw new UsageError(
      `--base-url is of the official bucket, so it does not go with --data ${data}: leave one of them out.`,
    );
  const asked = positionals.includes('all') ? experiments : [...new Set(positionals)];
  if (values.rows !== undefined && data === 'embedded')
    throw new UsageError(
      "--rows takes its drawings out of Google's files, and the embedded ones are on show: pass --data DIR, or --data official.",
    );
  if (values.rows !== undefined && !help && asked.length !== 1)
    throw new UsageError(
      `--rows lists the drawings of one experiment, and ${asked.length} are named: run them one by one, each with its file.`,
    );
  return {
    help,
    verbose: values.verbose ?? false,
    experiments: asked,
    data: data === 'auto' && values['base-url'] !== undefined ? 'official' : data,
    baseUrl: values['base-url'],
    cache: values.cache ?? '.cache',
    out: values.out,
    rows: values.rows,
    workers: wholeNumber('workers', values.workers ?? String(availableParallelism()), 256),
    models: models as ModelId[],
    seeds: values.seeds === undefined ? undefined : wholeNumber('seeds', values.seeds, 100),
    quick: values.quick ?? false,
    kernels: values.kernels === undefined ? bestKernelSet() : kernelsOf(values.kernels),
    classes: listOf(values.classes),
    trainPerClass:
      values['train-per-class'] === undefined
        ? undefined
        : wholeNumber('train-per-class', values['train-per-class'], 1e6),
    shard: values.shard === undefined ? undefined : parseShard(values.shard),
    dryRun: values['dry-run'] ?? false,
    json: values.json ?? false,
    limitMemoryBytes:
      values['limit-memory'] === undefined ? defaultMemoryLimit() : parseBytes(values['limit-memory']),
    checkpoint: wholeNumber('checkpoint', values.checkpoint ?? String(CHECKPOINT_SECONDS), 86_400, 0),
  };
}
