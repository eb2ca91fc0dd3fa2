import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { layBeside } from '../../src/integrations/run-on-show/lay-beside.ts';

let root = '';
const write = (file: string, text: string) => {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
};
const read = (file: string) => readFileSync(join(root, 'build', file), 'utf8');
const lay = () => layBeside({ root, run: 'my-run', into: join(root, 'build'), prefix: 'run-' });
const fruit = {
  experiment: 'fruit',
  title: 'Fruit',
  dataset: { rows: { file: 'rows/fruit.json' } },
  exhibits: [{ file: 'exhibits/apple.png' }, { file: 'exhibits/fruit/2-pear.png' }],
  models: [{ published: { file: 'models/fruit-forest.onnx' } }],
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'doodles-run-'));
  write('content/results/fruit.json', '{"experiment":"fruit","title":"the site\'s"}');
  write('public/models/fruit-forest.onnx', 'the site’s');
  write('public/exhibits/apple.png', 'the site’s');
  write('my-run/content/results/fruit.json', JSON.stringify(fruit));
  write('my-run/public/models/fruit-forest.onnx', 'the run’s');
  write('my-run/public/exhibits/apple.png', 'the run’s');
  write('my-run/public/exhibits/fruit/2-pear.png', 'the run’s');
  write('my-run/public/rows/fruit.json', 'the run’s');
});
afterEach(() => rmSync(root, { recursive: true }));

describe('a run beside the site', () => {
  test('has names of its own for everything, and hides nothing of the site', () => {
    expect(lay()).toEqual(['run-fruit']);
    const shown = JSON.parse(read('results/run-fruit.json'));
    expect(shown).toEqual({
      experiment: 'run-fruit',
      title: 'Fruit (my-run)',
      dataset: { rows: { file: 'rows/run-fruit.json' } },
      exhibits: [{ file: 'exhibits/run/apple.png' }, { file: 'exhibits/run-fruit/2-pear.png' }],
      models: [{ published: { file: 'models/run-fruit-forest.onnx' } }],
    });
    for (const file of [
      shown.dataset.rows.file,
      shown.models[0].published.file,
      ...shown.exhibits.map(({ file }: { file: string }) => file),
    ])
      expect(read(`public/${file}`)).toBe('the run’s');
    expect(JSON.parse(read('results/fruit.json')).title).toBe("the site's");
    expect(read('public/models/fruit-forest.onnx')).toBe('the site’s');
    expect(read('public/exhibits/apple.png')).toBe('the site’s');
  });

  test('leaves nothing of the run before', () => {
    lay();
    rmSync(join(root, 'my-run/content/results/fruit.json'));
    write('my-run/content/results/pets.json', '{"experiment":"pets","title":"Pets"}');
    expect(lay()).toEqual(['run-pets']);
    expect(existsSync(join(root, 'build/results/run-fruit.json'))).toBe(false);
    expect(existsSync(join(root, 'build/public/models/run-fruit-forest.onnx'))).toBe(false);
  });

  test('leaves the pages that were made of the one before', () => {
    lay();
    write('build/dist/index.html', 'pages');
    lay();
    expect(read('dist/index.html')).toBe('pages');
  });

  test('takes of the site what a run did not need to make', () => {
    rmSync(join(root, 'my-run/public/exhibits/apple.png'));
    lay();
    expect(JSON.parse(read('results/run-fruit.json')).exhibits[0].file).toBe('exhibits/apple.png');
  });

  test.each([
    [
      'is missing',
      () => rmSync(join(root, 'my-run'), { recursive: true }),
      /my-run: there is no such folder.*--out/,
    ],
    [
      'is empty',
      () => rmSync(join(root, 'my-run/content/results/fruit.json')),
      /my-run\/content\/results holds no results/,
    ],
    [
      'is cut off',
      () => write('my-run/content/results/fruit.json', '{"exp'),
      /fruit\.json is no JSON: .*Run its experiment again/,
    ],
    [
      'has lost a file',
      () => rmSync(join(root, 'my-run/public/exhibits/fruit/2-pear.png')),
      /fruit\.json names public\/exhibits\/fruit\/2-pear\.png, which is not there\. Run "npm run pipeline -- fruit"/,
    ],
    [
      'has a name that the site has',
      () => write('content/results/run-fruit.json', '{"experiment":"run-fruit"}'),
      /"fruit" would be shown as "run-fruit", which the site has already/,
    ],
  ])('that %s is an error that says what to do, and the one before stays', (_, spoil, message) => {
    lay();
    spoil();
    expect(lay).toThrow(message);
  });
});
