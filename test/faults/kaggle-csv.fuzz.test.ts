/** Damaged tables of drawings: each is read or refused with a DatasetError, and none takes the memory of its claims. */
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import { DatasetError } from '../../src/drawings/dataset-error.ts';
import { readKaggleCsv } from '../../src/drawings/read/kaggle-csv.ts';
import { readNdjson } from '../../src/drawings/read/ndjson.ts';
import { expectOneForm } from './expectOneForm.ts';
import { mutateBytes } from './mutations.ts';

const MUTATIONS = 4_000;
const DRAWINGS = [
  '[[[0, 113, 255], [72, 0, 27]], [[5, 40], [6, 90]]]',
  '[[[1.5, 200, 311.25], [-7, 100, 12], [0, 17, 9]], [[4], [5], [6]]]',
  '[[[], []], [[10, 20, 240], [255, 0, 255]]]',
];
const CSV = [
  'countrycode,drawing,key_id,recognized,timestamp,word',
  ...DRAWINGS.map((drawing, i) => `US,"${drawing}",51528020934000${i},True,2017-03-09 20:28:19.9,"cat"`),
].join('\r\n');
const NDJSON = DRAWINGS.map((drawing, i) => `{"word":"cat","key_id":"${i}","drawing":${drawing}}`).join('\n');

describe.each([
  ['tables of Kaggle', CSV, readKaggleCsv],
  ['files of lines', NDJSON, readNdjson],
])('%s', (_, text, read) => {
  it(`survive ${MUTATIONS} mutations of their bytes`, () => {
    const random = createRandom(text);
    const bytes = new TextEncoder().encode(text);
    const outcomes = { whole: 0, partly: 0, refused: 0 };
    for (let i = 0; i < MUTATIONS; i++) {
      try {
        const { drawings, passedOver } = read(mutateBytes(bytes, random), 'x');
        for (const { strokes } of drawings) {
          expect(strokes.length).toBeGreaterThan(0);
          expectOneForm(strokes);
        }
        expect(passedOver.examples.length).toBe(Math.min(passedOver.count, 3));
        if (passedOver.count > 0) outcomes.partly++;
        else outcomes.whole++;
      } catch (error) {
        if (!(error instanceof DatasetError)) throw error;
        outcomes.refused++;
        expect(error.message).toMatch(/^x(, line \d+)?: /);
        expect(error.message.length).toBeLessThan(1500);
      }
    }
    for (const count of Object.values(outcomes)) expect(count).toBeGreaterThan(MUTATIONS / 100);
  });
});
