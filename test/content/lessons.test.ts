/** The lessons: 45 minutes each, with a sheet, and every task an address that the site understands. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTask } from '../../src/activities/draw/task-url.ts';
import { readStart } from '../../src/activities/train/tasks/read-start.ts';
import { CLASSIC_IDS, MODEL_IDS } from '../../src/core/models.ts';
import { officialWords } from '../../src/core/official-words.ts';
import { readMatrixState } from '../../src/figures/ConfusionMatrix/matrix-url.ts';
import { readExplorerState } from '../../src/figures/Threshold/explorer-url.ts';

const ROOT = join(import.meta.dirname, '../..');
const filesIn = (folder: string) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.mdx'))
    .map((name) => ({ id: basename(name, '.mdx'), mdx: readFileSync(join(ROOT, folder, name), 'utf8') }));

const lessons = filesIn('content/lessons');
const FIVE = ['dog', 'octopus', 'bee', 'hedgehog', 'giraffe'];

/** Anchors of the article's figures and chapters, and of what figures are given by name in the text. */
const anchors = new Set([
  ...readdirSync(join(ROOT, 'content/article')).map((name) => basename(name, '.mdx').replace(/^\d+-/, '')),
  ...readdirSync(join(ROOT, 'src/figures'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('Figure.astro'))
    .flatMap((name) => [
      ...readFileSync(join(ROOT, 'src/figures', name), 'utf8').matchAll(
        /<FigureFrame\s[^>]*?\bid="([\w-]+)"/g,
      ),
    ])
    .map(([, id]) => id),
  'learning-curve',
]);

/** What of an address below the site's base its page would not understand; empty when all of it is understood. */
function misread(to: string): string {
  const { pathname, search, searchParams: query, hash } = new URL(to, 'https://site.example/');
  if (hash !== '' && !anchors.has(hash.slice(1))) return `there is no ${hash}`;
  const others = (...known: string[]) => [...query.keys()].filter((name) => !known.includes(name)).join();
  switch (pathname) {
    case '/': {
      const none = { model: 'convnet-plus', threshold: 0.123, cell: null } as const;
      const read = readExplorerState(search, none, CLASSIC_IDS, ['cat', 'sheep']);
      const asked = { model: query.get('model'), threshold: Number(query.get('threshold')) };
      if (query.size > 0 && (read.model !== asked.model || read.threshold !== asked.threshold))
        return 'no such state of the threshold figure';
      return others('model', 'threshold');
    }
    case '/part-2/': {
      const read = readMatrixState(search, { model: 'wide-convnet', cell: null }, MODEL_IDS, FIVE);
      if (query.size > 0 && (read.model !== query.get('matrix-model') || read.cell === null))
        return 'no such state of the matrix figure';
      return others('matrix-model', 'matrix-cell');
    }
    case '/draw/':
      if (readTask(search, ['other', 'cats-and-sheep', 'five-animals']) === 'other') return 'no such task';
      return others('task');
    case '/train/': {
      const read = readStart(search, officialWords());
      if (read === null) return 'nothing to begin with';
      return (
        read.notes.join() || others('task', 'words', 'examples', 'train', 'test', 'wrong', 'seed', 'models')
      );
    }
    case '/play/':
    case '/quiz/':
      return others();
    default:
      return `there is no ${pathname}`;
  }
}

describe('the lessons', () => {
  it('have a sheet each, and there is no other sheet', () => {
    expect(lessons.length).toBeGreaterThan(0);
    expect(filesIn('content/sheets').map(({ id }) => id)).toEqual(lessons.map(({ id }) => id));
  });

  it.each(lessons)('go on from minute 0 to minute 45 without a gap: $id', ({ mdx }) => {
    const steps = [...mdx.matchAll(/<Step from=\{(\d+)\} to=\{(\d+)\}/g)].map(([, from, to]) => [
      Number(from),
      Number(to),
    ]);
    expect(steps.map(([from]) => from)).toEqual([0, ...steps.slice(0, -1).map(([, to]) => to)]);
    expect(steps.at(-1)?.[1]).toBe(45);
    for (const [from = 0, to = 0] of steps) expect(to).toBeGreaterThan(from);
  });

  it.each(lessons)('give tasks that the site understands, and answer questions: $id', ({ mdx }) => {
    const tasks = [...mdx.matchAll(/<Task to="([^"]*)"/g)].map(([, to = '']) => ({
      to,
      misread: misread(to),
    }));
    expect(tasks.length).toBeGreaterThan(3);
    expect(tasks.filter((task) => task.misread !== '')).toEqual([]);
    expect(mdx.match(/<Question asks="/g)?.length).toBeGreaterThan(4);
  });
});

describe('an address', () => {
  it.each([
    '?model=forest&threshold=0.5#threshold',
    'part-2/?matrix-model=forest&matrix-cell=bee-dog#confusion-matrix',
    'part-2/#how-sure',
    'draw/?task=five-animals',
    'train/?task=ruin-it',
    'quiz/',
  ])('that is understood: %s', (to) => {
    expect(misread(to)).toBe('');
  });

  it.each([
    '?model=oak&threshold=0.5#threshold',
    '?model=forest&threshold=2#threshold',
    '?model=forest&threshold=0.5&line=1#threshold',
    '#no-such-figure',
    'part-2/?matrix-model=forest&matrix-cell=bee-cat#confusion-matrix',
    'draw/?task=six-animals',
    'train/',
    'train/?task=spoil-it',
    'train/?words=cat,unicorn',
    'train/?words=cat,sheep&wrong=90',
    'train/?words=cat,sheep&epochs=3',
    'quiz/?start=1',
    'no/such/page/',
  ])('that is not: %s', (to) => {
    expect(misread(to)).not.toBe('');
  });
});
