import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exercisesIn } from '../../../src/components/exercise/exercises-in.ts';

const FOLDER = join(import.meta.dirname, '../../../content/article');

describe('the exercises in a chapter', () => {
  it('are read with their choices', () => {
    const mdx = `Before.

<Exercise
  id="who-gains"
  of="cats-and-sheep"
  asks="With more drawings, who gains most?"
  choices={[
    { says: 'the forest', holds: 'a > b, c' },
    { says: "the forest's neighbours", holds: 'b > a and c < 0.5' },
    { says: 'the \\'convnet\\'', holds: '2017:c >= a' },
  ]}
>
Because of <Result of="cats-and-sheep" value="a" />.
</Exercise>
`;
    expect(exercisesIn(mdx)).toEqual([
      {
        id: 'who-gains',
        of: 'cats-and-sheep',
        asks: 'With more drawings, who gains most?',
        choices: [
          { says: 'the forest', holds: 'a > b, c' },
          { says: "the forest's neighbours", holds: 'b > a and c < 0.5' },
          { says: "the 'convnet'", holds: '2017:c >= a' },
        ],
      },
    ]);
  });

  it('are read with the number to be estimated', () => {
    const mdx =
      '<Exercise id="how-many" of="five-animals" asks="How many?" estimate="convnet.accuracy" within={4.5}>\nSo many.\n</Exercise>\n';
    expect(exercisesIn(mdx)).toEqual([
      { id: 'how-many', of: 'five-animals', asks: 'How many?', estimate: 'convnet.accuracy', within: 4.5 },
    ]);
  });

  it.each([
    '<Exercise of="a" asks="Without an id?" estimate="b">\n',
    '<Exercise id="a" of="a" asks="With choices from elsewhere?" choices={[{ says: NAME, holds: "a > b" }]}>\n',
  ])('are refused where they are written otherwise: %s', (mdx) => {
    expect(() => exercisesIn(mdx)).toThrow('cannot be read');
  });

  it('are found in all chapters, each of them', () => {
    const texts = readdirSync(FOLDER)
      .filter((name) => name.endsWith('.mdx'))
      .map((name) => readFileSync(join(FOLDER, name), 'utf8'));
    const found = texts.flatMap(exercisesIn);
    expect(found.length).toBeGreaterThan(10);
    expect(found).toHaveLength(texts.join('\n').match(/<\/Exercise>/g)?.length ?? 0);
    for (const { id, choices, estimate } of found)
      expect([id, (choices?.length ?? 0) > 1 || estimate !== undefined]).toEqual([id, true]);
  });
});
