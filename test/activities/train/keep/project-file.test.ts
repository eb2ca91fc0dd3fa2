import { describe, expect, it } from 'vitest';
import { EMPTY_PROJECT } from '../../../../src/activities/train/changes.ts';
import {
  openProjectFile,
  readProjectFile,
  writeProjectFile,
} from '../../../../src/activities/train/keep/project-file.ts';
import { createRandom } from '../../../../src/core/random.ts';
import { ProjectError } from '../../../../src/drawings/read/fields.ts';
import { MOST_PROJECT_BYTES } from '../../../../src/drawings/read/project-format.ts';
import { trainedProject } from './made-up-project.ts';

type Json = Record<string, unknown>;

/** The file of a trained project with one thing changed. */
function changed(change: (file: Json) => void): string {
  const file = JSON.parse(writeProjectFile(trainedProject())) as Json;
  change(file);
  return JSON.stringify(file);
}
/** Sets what stands at a path such as "classes.0.name". */
const at = (path: string, value: unknown) =>
  changed((file) => {
    const keys = path.split('.');
    const last = keys.pop() as string;
    const holder = keys.reduce((part, key) => part[key] as Json, file);
    holder[last] = value;
  });

describe('a project file', () => {
  it.each([
    ['with results', trainedProject()],
    ['empty', EMPTY_PROJECT],
    [
      'whose class has no drawing yet',
      { ...trainedProject(), classes: [{ id: 'a', name: 'new', word: null, examples: [] }] },
    ],
  ])('of a project %s comes back as it was', (_, project) => {
    expect(readProjectFile(writeProjectFile(project))).toEqual(project);
  });

  it('keeps what the models need bit for bit', () => {
    const project = trainedProject();
    const again = readProjectFile(writeProjectFile(project));
    expect(again.outcome?.models[0]?.onnx).toEqual(project.outcome?.models[0]?.onnx);
    expect(again.outcome?.models[1]?.probabilities).toEqual(project.outcome?.models[1]?.probabilities);
  });

  it.each([
    ['classes', Array.from({ length: 7 }, () => ({})), /classes: got a list of 7, expected a list of 0 to 6/],
    ['classes.1.name', 'My Cat', /classes\[1\]\.name: .*There is a class “my cat” already/],
    ['classes.0.name', '../cat', /classes\[0\]\.name: .*letters, digits, spaces and hyphens/],
    [
      'classes.0.examples',
      Array.from({ length: 301 }, () => ({})),
      /classes\[0\]\.examples: got a list of 301, expected a list of 0 to 300/,
    ],
    ['classes.0.examples.3.pixels', 'AAAA', /examples\[3\]\.pixels: got 3 bytes, expected 784 bytes/],
    ['classes.0.examples.3.pixels', '!', /examples\[3\]\.pixels: got “!”, expected 784 bytes in base64/],
    [
      'classes.0.examples.3.strokes',
      [[[1, 2], [1]]],
      /strokes\[0\]\[1\]: got a list of 1, expected as many numbers/,
    ],
    [
      'classes.0.examples.3.strokes',
      [
        [
          [1, 256],
          [1, 2],
        ],
      ],
      /strokes\[0\]\[0\]: got 256, expected whole numbers from 0 to 255/,
    ],
    ['classes.0.examples.3.id', 'robot 0', /examples: got “robot 0”, expected an id of its own/],
    ['settings.heldOut', 2, /settings\.heldOut: got 2, expected a number from 0\.1 to 0\.5/],
    ['settings.models.0.id', 'oracle', /settings\.models\[0\]\.id: got “oracle”, expected forest or nearest/],
    ['outcome.classes', ['a', 'b'], /outcome\.models\[0\]\.probabilities|outcome\.test\[\d\]\.label/],
    [
      'outcome.models.0.probabilities',
      'AAAAAA==',
      /outcome\.models\[0\]\.probabilities: got 4 bytes, expected 72 bytes/,
    ],
    ['outcome.models.1.id', 'forest', /outcome\.models: got “forest, forest”, expected every model once/],
    ['outcome.models.0.onnx', '', /outcome\.models\[0\]\.onnx: got 0 bytes/],
    ['version', 2, /it is of version 2, and this page reads version 1/],
    ['format', 'other', /JSON, but not a project/],
  ])('with another %s is refused with where, got and expected', (path, value, message) => {
    expect(() => readProjectFile(at(path, value))).toThrow(ProjectError);
    expect(() => readProjectFile(at(path, value))).toThrow(message);
  });

  it('turns no knob farther than the page does, and no knob that the page has not', () => {
    const text = at('settings.models.0.knobs', { trees: 1e9, magic: 3 });
    expect(readProjectFile(text).settings.models[0]?.knobs).toEqual({});
    expect(readProjectFile(at('settings.models.0.knobs', { trees: 77 })).settings.models[0]?.knobs).toEqual({
      trees: 77,
    });
  });

  it('of a page with fewer models leaves the others unchosen', () => {
    const read = readProjectFile(
      changed((file) => {
        (file['settings'] as { models: unknown[] }).models.splice(1);
      }),
    );
    expect(read.settings.models.map(({ chosen }) => chosen)).toEqual([true, false, false, false, false]);
  });

  it('that is damaged in any of 2,000 ways is read as a whole or refused with a reason', () => {
    const sound = writeProjectFile(trainedProject(3));
    const random = createRandom('mutations');
    let refused = 0;
    for (let i = 0; i < 2000; i++) {
      const place = random.int(sound.length);
      const damages = [
        () => sound.slice(0, place),
        () => sound.slice(place),
        () => sound.slice(0, place) + String.fromCharCode(random.int(0x250)) + sound.slice(place + 1),
        () => sound.slice(0, place) + sound.slice(place + 1 + random.int(60)),
        () =>
          sound.slice(0, place) +
          ['null', '-1', '1e999', '{}', '[]', '"\u0000"'][random.int(6)] +
          sound.slice(place),
        () => {
          // One value somewhere in the tree becomes another.
          const file = JSON.parse(sound) as Json;
          let part: Json = file;
          for (;;) {
            const keys = Object.keys(part);
            const key = keys[random.int(keys.length)] as string;
            const next = part[key];
            if (
              typeof next === 'object' &&
              next !== null &&
              Object.keys(next).length > 0 &&
              random.int(4) > 0
            ) {
              part = next as Json;
              continue;
            }
            part[key] = [null, -1, 1e300, '', 'x', {}, [], [[]], true][random.int(9)];
            return JSON.stringify(file);
          }
        },
      ];
      const text = (damages[i % damages.length] as () => string)();
      try {
        const project = readProjectFile(text);
        // What is read can be written and read again: nothing in it is half.
        expect(readProjectFile(writeProjectFile(project))).toEqual(project);
      } catch (error) {
        expect(error, text.slice(0, 80)).toBeInstanceOf(ProjectError);
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(1200);
  });

  it('that is no project, too large or unreadable is refused by its name, and nothing has changed', async () => {
    const file = (name: string, text: string, size = text.length) => ({ name, size, text: async () => text });
    await expect(openProjectFile(file('cat.png', '\u0089PNG'))).rejects.toThrow(
      /^“cat\.png” was not opened: it begins with .*Nothing here has changed\.$/,
    );
    await expect(openProjectFile(file('a.json', '{}', MOST_PROJECT_BYTES + 1))).rejects.toThrow(
      /it has 101 MB, and 100 MB are the most/,
    );
    await expect(
      openProjectFile(file('a.json', writeProjectFile(trainedProject()).slice(0, 5000))),
    ).rejects.toThrow(/cut short or damaged/);
    const gone = { name: 'gone.json', size: 3, text: () => Promise.reject(new Error('NotFoundError')) };
    await expect(openProjectFile(gone)).rejects.toThrow(/“gone\.json” .*cannot be read \(NotFoundError\)/);
  });
});
