import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { foundSentences } from '../../../../src/activities/train/models/found-sentences.ts';
import { TRAINABLE_IDS } from '../../../../src/core/models.ts';
import type { AnyResult } from '../../../../src/core/results.ts';

const read = async (experiment: string) =>
  JSON.parse(readFileSync(`content/results/${experiment}.json`, 'utf8')) as AnyResult;

test('every model has a sentence whose numbers are those of the results', async () => {
  const found = await foundSentences(read);
  expect(Object.keys(found)).toEqual([...TRAINABLE_IDS]);
  const result = await read('cats-and-sheep');
  for (const id of TRAINABLE_IDS) {
    const model = result.kind === 'comparison' && result.models.find((each) => each.model === id);
    const percent = (100 * ((model || null)?.accuracy.value ?? Number.NaN)).toFixed(1);
    expect(found[id]).toContain(`${percent}\u202f% of cats and sheep`);
  }
});

test('a result that is missing is an error', async () => {
  await expect(foundSentences(async () => Promise.reject(new Error('none')))).rejects.toThrow('none');
});
