/** `npm run pipeline -- words`: which classes there are; with `--draw` their drawings into the site. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkedFlags, UsageError } from './arguments.ts';
import { officialClasses } from './dataset/classes.ts';
import { embeddedSource } from './dataset/embedded.ts';
import { EXHIBITS } from './exhibits.ts';
import type { Progress } from './progress.ts';
import { writeWordSprites } from './words.ts';

const FLAGS = {
  draw: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  verbose: { type: 'boolean' },
} as const;

export const WORDS_USAGE = `usage: npm run pipeline -- words [--json]
       npm run pipeline -- words --draw

Lists the 345 words of Quick, Draw! that --classes takes: in columns on a terminal, else one a line.

  --json          one JSON array instead of text
  --draw          draws the sprites of all words that readers can train on, into public/exhibits/words
  --verbose       show stack traces
  --help          this text`;

export interface WordsArguments {
  readonly draw: boolean;
  readonly json: boolean;
}

/** What stands behind `words` on the command line. @throws UsageError */
export function parseWords(argv: readonly string[]): WordsArguments {
  const { values, positionals } = parseArgs({
    args: checkedFlags(argv, FLAGS, ' of "words"'),
    options: FLAGS,
    allowPositionals: true,
  });
  if (positionals.length > 0)
    throw new UsageError(`"words" takes no "${positionals[0]}": write npm run pipeline -- words`);
  return { draw: values.draw ?? false, json: values.json ?? false };
}

/** Spaces between two columns. */
const GAP = 2;

/**
 * Names in as many columns as fit, downwards and then to the right, as `ls` has them.
 * @param width characters in a line; left out, one name a line.
 */
export function inColumns(names: readonly string[], width = 0): string {
  const wide = Math.max(...names.map(({ length }) => length)) + GAP;
  const columns = Math.max(1, Math.floor((width + GAP) / wide));
  const lines = Math.ceil(names.length / columns);
  return Array.from({ length: lines }, (_, line) =>
    names
      .filter((_, i) => i % lines === line)
      .map((name) => name.padEnd(wide))
      .join('')
      .trimEnd(),
  ).join('\n');
}

/** The list as it is printed. @param out where it goes; a terminal tells its width. */
export function wordList(
  { json }: Pick<WordsArguments, 'json'>,
  out: { readonly isTTY?: boolean; readonly columns?: number },
): string {
  const words = officialClasses();
  return json ? JSON.stringify(words) : inColumns(words, out.isTTY ? (out.columns ?? 80) : undefined);
}

/** The drawings of all words into the site. @param root of the site. @throws WriteError */
export async function drawWords(root: string, { log }: Pick<Progress, 'log'>): Promise<void> {
  const source = embeddedSource();
  const entries = await writeWordSprites(
    join(root, 'public'),
    async (word) => (await source.load(word, EXHIBITS)).pixels,
    {
      onWord(done, total) {
        if (done % 50 === 0) log(`${done} of ${total} words`);
      },
    },
  );
  log(`wrote the drawings of ${entries.length} words into public/exhibits/words`);
}
