import { readdirSync, readFileSync } from 'node:fs';

const FOLDER = 'content/article';

/** Where in the article `text` is written, as `file:line`, so that a failed build says what to open. */
export function chapterLine(text: string): string {
  for (const file of readdirSync(FOLDER)) {
    const before = readFileSync(`${FOLDER}/${file}`, 'utf8').split(text);
    if (before.length > 1) return `${FOLDER}/${file}:${before[0]?.split('\n').length}`;
  }
  return FOLDER;
}
