import { parseArgs } from 'node:util';
import { checkedFlags, UsageError } from '../arguments.ts';

const FLAGS = {
  out: { type: 'string' },
  cache: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  verbose: { type: 'boolean' },
} as const;

export const LOOK_USAGE = `usage: npm run pipeline -- look DIR [--out FILE.png]

Tells what drawings are in a folder, before anything is trained: their form, the classes, how many drawings of each count and
why others do not, how much ink they have, what is doubtful, and what to do next. A sheet of some drawings of every class is
written to look at. DIR may hold any of the forms that pipeline/dataset/README.md lists, or be a project file of /train/.

  --out FILE.png  where the sheet goes (default: look/<name of the folder>.png in the cache)
  --cache DIR     keeps what is long to read (default: .cache)
  --json          one JSON object instead of text
  --verbose       show stack traces
  --help          this text`;

export interface LookArguments {
  readonly folder: string;
  readonly out: string | undefined;
  readonly cache: string;
  readonly json: boolean;
}

/** What stands behind `look` on the command line. @throws UsageError */
export function parseLook(argv: readonly string[]): LookArguments {
  const { values, positionals } = parseArgs({
    args: checkedFlags(argv, FLAGS, ' of "look"'),
    options: FLAGS,
    allowPositionals: true,
  });
  const [folder, ...more] = positionals;
  if (folder === undefined || folder.trim() === '' || more.length > 0)
    throw new UsageError(`"look" takes one folder, got ${positionals.length}: npm run pipeline -- look DIR`);
  if (values.out !== undefined && !/\.png$/i.test(values.out))
    throw new UsageError(`--out takes the name of a PNG file, such as look.png, got "${values.out}"`);
  return { folder, out: values.out, cache: values.cache ?? '.cache', json: values.json ?? false };
}
