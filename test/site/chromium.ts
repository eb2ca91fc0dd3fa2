/** Finds the browser for the tests. Run by itself, it says at once, before anything slow, when there is none. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/snap/bin/chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * Path of an installed Chromium: CHROME_PATH, then the usual names on PATH, then the usual places.
 * @throws Error of one line that says how to get one.
 */
export function findChromium(
  env: Readonly<Record<string, string | undefined>> = process.env,
  exists: (path: string) => boolean = existsSync,
): string {
  const named = env.CHROME_PATH;
  if (named) {
    if (exists(named)) return named;
    throw new Error(`CHROME_PATH names ${named}, which does not exist: correct it, or unset it.`);
  }
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = [...COMMANDS.flatMap((name) => folders.map((folder) => join(folder, name))), ...PLACES];
  const found = candidates.find(exists);
  if (found) return found;
  throw new Error(
    'No Chromium found for the browser tests: install it ("apt-get install chromium", "brew install --cask chromium") or set CHROME_PATH to a Chrome or Chromium.',
  );
}

if (import.meta.main) {
  try {
    findChromium();
  } catch (error) {
    console.error(`${(error as Error).message} Without one: npx vitest run --project unit`);
    process.exitCode = 1;
  }
}
