/** A family is declared in one place: who may name one of them is listed here, and what a new one touches in `pipeline/README.md`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ESTIMATOR_IDS, factsOf, MODEL_IDS } from '../src/core/models.ts';
import { FAMILIES } from '../src/learning/families.ts';

const ROOT = join(import.meta.dirname, '..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** Files and folders that name families, and why a new family does not touch them unless it wants to. */
const MAY_NAME: Readonly<Record<string, readonly string[]>> = {
  'declare one each, or say which there are': [
    'src/core/family-facts.ts',
    'src/learning/families.ts',
    'src/learning/published.ts',
    'src/learning/classifier.ts',
    'src/learning/families/',
    ...new Set(Object.values(FAMILIES).map(({ source }) => `src/learning/${source}`)),
  ],
  'are parts of one family': [
    'src/learning/codeNeighbors.ts',
    'src/learning/tfjs/trainConvnet.ts',
    'src/learning/export/forest.ts',
    'src/learning/export/nearest.ts',
    'src/learning/export/perceptron.ts',
  ],
  'have a text or settings for each model that the page trains, or the compiler complains': [
    'src/activities/train/models/found-sentences.ts',
    'src/activities/train/models/how.ts',
    'src/activities/train/models/presets.ts',
  ],
  'choose some of them for an experiment, a task, a game or a look at the machine': [
    'pipeline/engine/networkSpeed.ts',
    'pipeline/experiments/',
    'src/activities/train/tasks/tasks.ts',
    'src/pages/play/index.astro',
  ],
  'compare with 2017': [
    'src/core/reference-2017.ts',
    'src/core/then-and-now/sweep-topics.ts',
    'src/core/then-and-now/topics.ts',
  ],
  'tell of one of them': [
    'src/components/Methods/ModelCards.astro',
    'src/components/Methods/WideConvnet.astro',
    'src/figures/HowModelsLook/',
    'src/figures/PixelImportances/',
    'src/figures/Valley/',
  ],
};
/** Figures show the convnet first where nothing else is said. */
const FIRST = { id: 'convnet', in: 'src/figures/' };

const sources = ['src', 'pipeline'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|svelte|astro)$/.test(entry.name))
    .map((entry) => `${entry.parentPath.slice(ROOT.length + 1)}/${entry.name}`.replaceAll('\\', '/')),
);

/** What a source says, without comments, its imports, its styles and a word of the DOM's. */
const codeOf = (text: string) =>
  text
    .replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|<style>[\s\S]*?<\/style>|(?<=^|\s)\/\/.*$/gm, '')
    .replace(/\b(?:from|import) '[^']*'|\bblock: 'nearest'|\bclass="[^"]*"/g, '');

/** The ids that a source has in quotes. */
const namedIn = (text: string): string[] =>
  ESTIMATOR_IDS.filter((id) => new RegExp(`(['"\`])${id}\\1`).test(codeOf(text)));

describe('a family by its name', () => {
  const naming = new Map(
    sources.flatMap((file) => {
      const ids = namedIn(read(file)).filter((id) => id !== FIRST.id || !file.startsWith(FIRST.in));
      return ids.length > 0 ? [[file, ids] as const] : [];
    }),
  );
  const listed = Object.values(MAY_NAME).flat();

  it('is asked for by nobody who is not on the list: put what you need to know into the facts or the family', () => {
    expect(sources.length).toBeGreaterThan(500);
    const others = [...naming].filter(([file]) => !listed.some((place) => file.startsWith(place)));
    expect(others.map(([file, ids]) => `${file} names ${ids.join(', ')}`)).toEqual([]);
  });

  it.each(Object.entries(MAY_NAME))('is in the files that %s, and each of these has one', (_, places) => {
    const without = places.filter((place) => ![...naming.keys()].some((file) => file.startsWith(place)));
    expect(without).toEqual([]);
  });

  it('is found in a switch, a comparison and an attribute, not in prose, comments, styles and the DOM', () => {
    expect(namedIn("switch (id) {\n  case 'nearest':\n    return 1;\n}")).toEqual(['nearest']);
    expect(namedIn('if (model === "wide-convnet") stop();')).toEqual(['wide-convnet']);
    expect(namedIn('<Look data-look="forest" />')).toEqual(['forest']);
    for (const text of [
      "// 'forest'\n/* 'forest' */",
      "<!-- 'forest' -->",
      "import { forest } from 'forest';",
      '<style>\n.forest { color: var(--forest); }\n</style>',
      "list.scrollIntoView({ block: 'nearest' });",
      'geometry.nearest(x, y)',
      'the forest',
    ])
      expect(namedIn(text)).toEqual([]);
  });
});

describe('the facts', () => {
  it('give every published model a colour, in both schemes', () => {
    const tokens = read('src/styles/tokens.css');
    for (const id of MODEL_IDS) {
      expect(tokens, id).toMatch(new RegExp(`^ {2}--${id}: #`, 'm'));
      expect(tokens, id).toContain(`--${id}: light-dark(`);
    }
  });

  it('give every published model a place of its own in the order of fetching', () => {
    const places = MODEL_IDS.map((id) => factsOf(id).fetched);
    expect([...places].sort((a, b) => a - b)).toEqual(MODEL_IDS.map((_, i) => i + 1));
  });
});

it('every file that a new family touches, as pipeline/README.md lists them, is there', () => {
  const [, section = ''] =
    /^## A new family of models\n([\s\S]*?)(?=^## )/m.exec(read('pipeline/README.md')) ?? [];
  const files = [...section.matchAll(/`((?:src|pipeline|test)\/[^`<>]+)`/g)].map(
    ([, file]) => file as string,
  );
  expect(files.length).toBeGreaterThan(8);
  expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
});
