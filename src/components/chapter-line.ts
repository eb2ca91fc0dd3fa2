import { readdirSync, readFileSync } from 'node:fs';

const FOLDERS = ['content/article', 'content/lessons', 'src/pages/methods', 'src/components/Methods'];

/** Where in the site's prose `text` is written, as `file:line`, so that a failed build says what to open. */
export function chapterLine(text: string): string {
  for (const folder of FOLDERS)
    for (const file of readdirSync(folder)) {
      const before = readFileSync(`${folder}/${file}`, 'utf8').split(text);
      if (before.length > 1) return `${folder}/${file}:${before[0]?.split('\n').length}`;
    }
  return FOLDERS.join(' or ');
}
