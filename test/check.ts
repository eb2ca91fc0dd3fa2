/** What `npm run check` does: types of every file, and lint, side by side on as many cores as there are. */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

/** Modules that Node runs, each with its arguments. */
const CHECKS = [
  ['node_modules/astro/bin/astro.mjs', 'check', '--minimumFailingSeverity', 'warning'],
  ['node_modules/svelte-check/bin/svelte-check', '--threshold', 'warning', '--fail-on-warnings'],
  ['node_modules/@biomejs/biome/bin/biome', 'ci', '.'],
];

/**
 * Runs all of them to their ends, and writes what each has said as a whole, in the order given.
 * @param atOnce processes, at least 1
 * @returns the first exit code that is not 0, or 0; a process that a signal ended counts as 1
 */
export async function runChecks(
  checks: readonly (readonly string[])[],
  atOnce: number,
  write: (text: string) => void,
): Promise<number> {
  const ended: Promise<{ readonly code: number; readonly output: string }>[] = [];
  for (const [i, argv] of checks.entries())
    ended.push(Promise.resolve(ended[i - atOnce]).then(() => run(argv)));
  let code = 0;
  for (const end of ended) {
    const { code: own, output } = await end;
    write(output);
    code ||= own;
  }
  return code;
}

function run(argv: readonly string[]): Promise<{ readonly code: number; readonly output: string }> {
  return new Promise((settle, reject) => {
    const child = spawn(process.execPath, argv, {
      cwd: fileURLToPath(new URL('..', import.meta.url)),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    child.once('error', reject);
    child.once('close', (code) => settle({ code: code ?? 1, output }));
  });
}

if (import.meta.main)
  process.exitCode = await runChecks(CHECKS, availableParallelism(), (text) => process.stdout.write(text));
