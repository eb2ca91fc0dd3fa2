import { expect, test } from 'vitest';
import { fromPackage } from '../../../src/components/Results/from-package.ts';
import type { AnyResult } from '../../../src/core/results.ts';

const shows = (experiment: string, files: Readonly<Record<string, string>>) =>
  ({
    kind: 'comparison',
    experiment,
    exhibits: Object.entries(files).map(([name, file]) => ({ class: name, file, count: 100, blocked: [] })),
  }) as unknown as AnyResult;

test('drawings in a folder of the experiment’s name are not the package’s', () => {
  expect(
    fromPackage([
      shows('cats-and-sheep', { cat: 'exhibits/cat.png', sheep: 'exhibits/cats-and-sheep/2-sheep.png' }),
      shows('cats-and-dogs', { cat: 'exhibits/cat.png', dog: 'exhibits/cats-and-dogs/2-dog.png' }),
    ]),
  ).toEqual(['cat']);
});
