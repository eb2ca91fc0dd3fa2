/** Damaged results: each mutation still validates, or is refused with the file, a field, and what was expected there. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/random.ts';
import { parseAnyResult } from '../../src/core/results.ts';
import { smallResult } from '../fixtures/small-result.ts';
import { smallSweep } from '../fixtures/small-sweep.ts';
import { mutateJson } from './mutations.ts';

const MUTATIONS = 1000;
/** The committed results are large, and mutations of one part are like those of another: fewer, of the small ones. */
const LARGEST_BYTES = 30_000;
const FOLDER = path.resolve('content/results');

const committed = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json') && statSync(path.join(FOLDER, file)).size < LARGEST_BYTES)
  .map((file) => [file, JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')), MUTATIONS / 10] as const);

describe('a results file', () => {
  it.each([
    ['small.json', smallResult(), MUTATIONS] as const,
    ['small-sweep.json', smallSweep(), MUTATIONS] as const,
    ...committed,
  ])('survives mutations: %s', (file, result, mutations) => {
    const random = createRandom(file);
    const outcomes = { valid: 0, refused: 0 };
    for (let i = 0; i < mutations; i++) {
      const { json, path: changed } = mutateJson(result, random);
      try {
        parseAnyResult(json, `content/results/${file}`);
        outcomes.valid++;
      } catch (error) {
        outcomes.refused++;
        const { message } = error as Error;
        expect(message, changed).toMatch(/^content\/results\/.*\.json does not match the results schema:\n/);
        // Every offending field on a line of its own, and the changed one, or a part of it or what holds it, among them.
        const fields = message.split('\n').slice(1, -1);
        expect(fields.length, changed).toBeGreaterThan(0);
        for (const field of fields) expect(field, changed).toMatch(/^ {2}\S.*: \S/);
      }
    }
    expect(outcomes.valid + outcomes.refused).toBe(mutations);
    expect(outcomes.refused).toBeGreaterThan(mutations / 4);
  });

  it.each([null, undefined, 0, '', 'text', [], {}, { schemaVersion: 99 }])(
    'that is %j is refused by name',
    (json) => {
      expect(() => parseAnyResult(json, 'x.json')).toThrow(/^x\.json does not match the results schema/);
    },
  );
});
