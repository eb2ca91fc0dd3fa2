/** Runs that are killed at random moments, in processes of their own, end as an undisturbed one. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRandom } from '../src/core/random.ts';

const MAIN = resolve(import.meta.dirname, '../pipeline/main.ts');
const ARGV = ['cats-and-sheep', '--data', 'embedded', '--quick', '--models', 'forest,perceptron,convnet'];

/** Fits that a run makes before it is killed, of nine. */
const FITS_BEFORE = 1;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'killed-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** @returns the output, or undefined where the run was killed before its end. */
function run(name: string, killAfterMs?: number): Promise<string | undefined> {
  const places = ['--out', join(folder, name), '--cache', join(folder, `${name}-cache`)];
  const child = spawn(process.execPath, [MAIN, ...ARGV, ...places, '--checkpoint', '0']);
  let text = '';
  let isDoomed = false;
  child.stdout.on('data', (part) => {
    text += part;
    // Somewhere within a fit, and after as many as leave others to be killed in, however fast the machine is.
    const fits = text.match(/^fit /gm)?.length ?? 0;
    if (fits >= FITS_BEFORE && killAfterMs !== undefined && !isDoomed) {
      isDoomed = true;
      setTimeout(() => child.kill('SIGKILL'), killAfterMs).unref();
    }
  });
  return new Promise((settle, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (signal === 'SIGKILL') settle(undefined);
      else if (code === 0) settle(text);
      else reject(new Error(`ended with ${code}: ${text}`));
    });
  });
}

/** Contents by path, without what no two runs have in common: dates and durations. */
const outputs = (name: string) =>
  Object.fromEntries(
    readdirSync(join(folder, name), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => {
        const bytes = readFileSync(file);
        if (!file.endsWith('.json')) return [file.slice(join(folder, name).length), bytes.toString('base64')];
        const { date: _, timings: __, ...rest } = JSON.parse(bytes.toString());
        return [file.slice(join(folder, name).length), JSON.stringify(rest)];
      }),
  );

test('kill -9 again and again, then once to the end: the same files, byte for byte, and nothing beside them', async () => {
  await run('undisturbed');
  const random = createRandom('kills');
  let kills = 0;
  for (; kills < 3; kills++) if ((await run('killed', random.int(150))) !== undefined) break;
  const last = await run('killed');
  expect(kills).toBeGreaterThan(1);
  expect(last).toBeDefined();
  expect(outputs('killed')).toEqual(outputs('undisturbed'));
  expect(readdirSync(join(folder, 'killed-cache/checkpoints'))).toEqual([]);
});
