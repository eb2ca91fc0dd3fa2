import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, describe, expect, it } from 'vitest';
import { folderSource } from '../../../../pipeline/dataset/folder.ts';
import { drawingsFolder } from '../../../../src/activities/train/keep/drawings-folder.ts';
import { experimentId, fileStem } from '../../../../src/activities/train/keep/file-names.ts';
import { modelFiles } from '../../../../src/activities/train/keep/model-files.ts';
import { zip } from '../../../../src/activities/train/keep/zip.ts';
import { rasterize } from '../../../../src/core/rasterize.ts';
import { madeUpProject, trainedProject } from './made-up-project.ts';

const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

describe('drawingsFolder', () => {
  let folder = '';
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Packs, unpacks and opens it as the pipeline does. */
  async function open(project = madeUpProject(12)) {
    folder = mkdtempSync(join(tmpdir(), 'drawings-'));
    const archive = zip(await drawingsFolder(project), new Date('2026-01-02T03:04:05'));
    for (const [path, bytes] of Object.entries(unzipSync(archive))) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    return folderSource(folder, { cacheDir: join(folder, 'cache') });
  }

  it('is read by the pipeline from the first drawing on, verified by its checksums', async () => {
    const project = madeUpProject(12);
    const source = await open(project);
    expect(source.description).toMatch(/3 classes, verified by its dataset\.json, from row 0/);
    for (const { name, examples } of project.classes) {
      expect(await source.available(name)).toBe(12);
      const { pixels } = await source.load(name, 12);
      expect(pixels).toEqual(Uint8Array.from(examples.flatMap((each) => [...each.pixels])));
    }
  });

  it('has strokes where every drawing of a class has them: the same rows, of the same look', async () => {
    const project = madeUpProject(12);
    const source = await open(project);
    const drawings = await source.loadStrokes('my cat', 12);
    expect(drawings.map(({ strokes }) => rasterize(strokes))).toEqual(
      project.classes[0]?.examples.map(({ pixels }) => pixels),
    );
    await expect(source.loadStrokes('sheep', 1)).rejects.toThrow(/sheep\.ndjson/);
  });

  it('leaves the strokes of a class out when one drawing has none, and says so', async () => {
    const project = madeUpProject(4);
    const [first, ...others] = project.classes;
    const examples = (first?.examples ?? []).map((each, i) =>
      i === 2 ? { ...each, strokes: undefined } : each,
    );
    const files = await drawingsFolder({
      ...project,
      classes: [{ ...first, examples } as (typeof project.classes)[number], ...others],
    });
    expect([...files.keys()].sort()).toEqual([
      'README.txt',
      'dataset.json',
      'full/numpy_bitmap/my cat.npy',
      'full/numpy_bitmap/robot.npy',
      'full/numpy_bitmap/sheep.npy',
      'full/simplified/robot.ndjson',
    ]);
    expect(text(files.get('README.txt'))).toContain('No strokes: "my cat", "sheep".');
  });

  it('lists counts and checksums, and the commands to run', async () => {
    const files = await drawingsFolder(madeUpProject(12));
    const listed = JSON.parse(text(files.get('dataset.json')));
    const sha256 = (path: string) =>
      createHash('sha256')
        .update(files.get(path) as Uint8Array)
        .digest('hex');
    expect(listed.classes['my cat']).toEqual({
      bitmaps: 12,
      vectors: 12,
      numpy_bitmap_sha256: sha256('full/numpy_bitmap/my cat.npy'),
      simplified_sha256: sha256('full/simplified/my cat.ndjson'),
    });
    const readme = text(files.get('README.txt'));
    expect(readme).toContain('npm run pipeline -- new my-pets --data ../my-pets-drawings\n');
    expect(readme).toContain('Fewer: my cat (12), robot (12), sheep (12).');
    expect(readme).toContain('CC BY 4.0');
  });

  it('does without checksums where the browser has none, and the pipeline reads it still', async () => {
    const files = await drawingsFolder(madeUpProject(3), async () => null);
    expect(JSON.parse(text(files.get('dataset.json'))).classes['robot']).toEqual({ bitmaps: 3, vectors: 3 });
  });
});

describe('names of files', () => {
  it.each([
    ['My pets', 'my-pets', 'my-pets'],
    ['Größe & Ärger!', 'gro-e-arger', 'gro-e-arger'],
    ['4b: robots', '4b-robots', 'doodles-4b-robots'],
    ['猫', 'doodles', 'doodles'],
    ['../../etc', 'etc', 'etc'],
    ['x'.repeat(60), 'x'.repeat(40), 'x'.repeat(40)],
  ])('of “%s” begin with %s, its experiment is %s', (name, stem, id) => {
    expect(fileStem(name)).toBe(stem);
    expect(experimentId(name)).toBe(id);
    expect(id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
  });

  it('of models name project and model, and come out of the archive as they went in', () => {
    const project = trainedProject();
    const files = modelFiles(project);
    expect([...files.keys()]).toEqual(['my-pets-forest.onnx', 'my-pets-perceptron.onnx']);
    const unpacked = unzipSync(zip(files, new Date('2026-01-02')));
    for (const [name, bytes] of files) expect(unpacked[name]).toEqual(bytes);
  });
});
