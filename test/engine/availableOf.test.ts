import { expect, it } from 'vitest';
import { DatasetError } from '../../pipeline/dataset/source.ts';
import { availableOf } from '../../pipeline/engine/availableOf.ts';

const counts: Readonly<Record<string, number>> = { cat: 0, sheep: 60, dog: 10 };
const source = {
  available: async (name: string) => counts[name] as number,
  accountOf: async (name: string) => `${name}.npy has 60 rows, and they are on show.`,
};

it('too few drawings are told with their file and why they do not count', async () => {
  const refused = availableOf(['sheep', 'cat'], source);
  await expect(refused).rejects.toThrow(DatasetError);
  await expect(refused).rejects.toThrow(
    'class "cat" has 0 usable drawings, expected at least 10. cat.npy has 60 rows, and they are on show.',
  );
});

it('enough of each are counted, class by class', async () => {
  expect(await availableOf(['sheep', 'dog'], source)).toEqual([60, 10]);
});

it('a source without files leaves it to the plan to say that there are too few', async () => {
  expect(await availableOf(['cat'], { available: source.available })).toEqual([0]);
});
