import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeclarationError, issuesOf, loadDeclarations } from '../../pipeline/declarations/load.ts';
import { checkTogether } from '../../pipeline/declarations/together.ts';
import { BROKEN, CONDITIONS, EXPERIMENTS } from '../../pipeline/experiments/index.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'declarations-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SOUND = `
export const experiment = {
  kind: 'comparison',
  id: 'fruit',
  title: 'Fruit',
  question: 'Which?',
  classes: ['apple', 'banana'],
  trainSizes: [250, 500],
  maxTestPerClass: 500,
  splitSeed: 2017,
  seeds: [1, 2],
  calibrationFolds: 3,
  models: {
    forest: { hyperparameters: { trees: 100, featuresPerSplit: 28 } },
    nearest: {
      hyperparameters: { k: 5, form: 'pixels' },
      published: { hyperparameters: { k: 5, form: 'codes', components: 20 } },
    },
    perceptron: { hyperparameters: { hidden: [100, 100], alpha: 0.001 } },
    convnet: {
      hyperparameters: { dropout: 0.2 },
      search: { hyperparameter: 'epochs', folds: 3, candidates: [10, 20], prefer: 'best' },
    },
  },
};
`;

const SWEEP = `
export const experiment = {
  kind: 'sweep', id: 'fruit', title: 'k', question: 'How many?', classes: ['apple', 'banana'], trainSizes: [500],
  maxTestPerClass: 500, splitSeed: 1, seeds: [1], folds: 5,
  parameter: { name: 'k', label: 'Neighbours', scale: 'log' },
  series: [{ id: 'uniform', label: 'Equal votes' }],
  variants: [
    { id: 'one', label: '1', value: 1, series: 'uniform', estimator: 'nearest', hyperparameters: { k: 1, form: 'pixels' } },
    { id: 'five', label: '5', value: 5, series: 'uniform', estimator: 'nearest', hyperparameters: { k: 5, form: 'pixels' } },
  ],
  chosen: { variant: 'five', reason: 'It does.' },
};
`;

const CONDITION = `
export const experiment = {
  kind: 'conditions', id: 'fruit', title: 'Pens', question: 'What?', of: ['cats-and-sheep'], mostPerClass: 10,
  factors: [{ id: 'size', label: 'Size', unit: 'of all', changes: 'size', standard: 1, values: [0.5, 1] }],
};
`;

/** The text with one part of it changed. */
function changed(text: string, from: string, to: string): string {
  expect(text).toContain(from);
  return text.replace(from, to);
}
let written = 0;
/** What comes of a declaration, by a file of its own, since Node reads each but once. */
async function messageOf(text: string): Promise<string> {
  const sub = mkdtempSync(join(folder, `${++written}-`));
  const file = join(sub, 'fruit.ts');
  writeFileSync(file, text);
  const [loaded] = await loadDeclarations([file]);
  return loaded?.declared instanceof DeclarationError
    ? loaded.declared.message.replaceAll(`${sub}/`, '')
    : 'sound';
}

describe('the declarations of the article', () => {
  it('are all sound', () => {
    expect(BROKEN).toEqual({});
    for (const declared of [...Object.values(EXPERIMENTS), ...Object.values(CONDITIONS)])
      expect(issuesOf(declared)).toEqual([]);
  });
});

describe('a declaration', () => {
  it('that is as it should be is taken as it is', async () => {
    expect(await messageOf(SOUND)).toBe('sound');
    expect(await messageOf(SWEEP)).toBe('sound');
    expect(await messageOf(CONDITION)).toBe('sound');
  });

  it.each([
    [`title: 'Fruit'`, 'title: 42', 'fruit.ts:5: title: got 42, expected a text in quotes'],
    [`title: 'Fruit'`, `title: ' '`, 'fruit.ts:5: title: got " ", expected a text that is not empty'],
    [`  title: 'Fruit',\n`, '', 'fruit.ts:2: title: is missing: expected a text in quotes'],
    [
      'question:',
      'qestion:',
      /fruit\.ts:2: question: is missing: .*\nfruit\.ts:6: qestion: there is no such field: did you mean "question"\?/,
    ],
    [
      `kind: 'comparison'`,
      `kind: 'comparisons'`,
      'fruit.ts:3: kind: got "comparisons": did you mean "comparison"?',
    ],
    [`id: 'fruit'`, `id: 'fruits'`, 'fruit.ts:4: id: got "fruits", expected "fruit", the name of the file'],
    [`'banana'`, `'banna'`, /classes\[1\]: "banna" is none of the 345 words .*: did you mean "banana"/],
    [`'banana'`, `'apple'`, 'fruit.ts:7: classes[1]: "apple" is there twice'],
    [`, 'banana'`, '', 'fruit.ts:7: classes: got ["apple"], expected at least 2 entries'],
    ['[250, 500]', '[]', 'fruit.ts:8: trainSizes: got [], expected at least 1 entry'],
    ['[250, 500]', '[250, 0]', 'fruit.ts:8: trainSizes[1]: got 0, expected a whole number from 1 up'],
    ['[250, 500]', '[250.5]', 'fruit.ts:8: trainSizes[0]: got 250.5, expected a whole number'],
    [
      '[250, 500]',
      '[3, 500]',
      /trainSizes\[0\]: got 3, expected at least 4: it counts all 2 classes together/,
    ],
    ['[250, 500]', '[500, 250]', 'fruit.ts:8: trainSizes[1]: got 250 behind 500, expected rising numbers'],
    [
      'maxTestPerClass: 500',
      'maxTestPerClass: 0',
      'fruit.ts:9: maxTestPerClass: got 0, expected a whole number from 1 up',
    ],
    ['splitSeed: 2017', 'splitSeed: -1', 'fruit.ts:10: splitSeed: got -1, expected a whole number from 0 up'],
    ['seeds: [1, 2]', 'seeds: []', 'fruit.ts:11: seeds: got [], expected at least 1 entry'],
    ['seeds: [1, 2]', 'seeds: [1, 1]', 'fruit.ts:11: seeds[1]: 1 is there twice'],
    [
      'calibrationFolds: 3',
      'calibrationFolds: 1',
      'fruit.ts:12: calibrationFolds: got 1, expected a whole number from 2 up',
    ],
    [
      'calibrationFolds: 3',
      'calibrationFolds: 3, leastTestShare: 1',
      /leastTestShare: got 1, expected a number below 1/,
    ],
    ['calibrationFolds: 3', 'calibrationFolds: 3, whenScarce: { folds: 1 }', /whenScarce\.folds: got 1/],
    ['calibrationFolds: 3', "calibrationFolds: 3, exhibits: 'mine'", /exhibits: got "mine", expected "own"/],
    [
      '    convnet:',
      '    convnett:',
      'fruit.ts:20: models.convnett: there is no such field: did you mean "convnet"?',
    ],
    ['trees: 100', 'trees: 0', /fruit\.ts:14: models\.forest\.hyperparameters\.trees: .* from 1 up, got 0/],
    [
      'trees: 100',
      'tres: 100',
      /fruit\.ts:14: .*\.tres: the forest has no such hyperparameter: did you mean "trees"\?/,
    ],
    ['trees: 100', "trees: '100'", /trees: forest trees must be a number, got "100"/],
    [
      'dropout: 0.2',
      'dropout: 1.5',
      /fruit\.ts:21: models\.convnet\.hyperparameters\.dropout: .* below 1, got 1\.5/,
    ],
    [
      `form: 'pixels'`,
      `form: 'pixel'`,
      /fruit\.ts:16: .*\.form: nearest form must be "pixels" or "codes", got "pixel"/,
    ],
    ['components: 20', 'components: 2400', /fruit\.ts:17: .*components: .* from 1 to 784, got 2400/],
    ['components: 20', 'components: 600', /components: got 600, expected no more than the 500 drawings/],
    ["k: 5, form: 'pixels'", "k: 300, form: 'pixels'", /k: got 300, expected no more than the 250 drawings/],
    [
      `      published: { hyperparameters: { k: 5, form: 'codes', components: 20 } },\n`,
      '',
      /models\.nearest: neighbours on pixels hold the training drawings and are not published/,
    ],
    [
      `hyperparameter: 'epochs'`,
      `hyperparameter: 'epoch'`,
      /fruit\.ts:22: models\.convnet\.search\.hyperparameter: got "epoch"; .* did you mean "epochs"\?/,
    ],
    ['candidates: [10, 20]', 'candidates: [20, 10]', /candidates\[1\]: got 10 behind 20/],
    [
      'candidates: [10, 20]',
      'candidates: [0, 20]',
      /candidates\[0\]: convnet epochs must be a whole number from 1 up, got 0/,
    ],
    [
      `prefer: 'best'`,
      `prefer: 'bst'`,
      'fruit.ts:22: models.convnet.search.prefer: got "bst", expected "best" or "smallest"',
    ],
    [
      `folds: 3, cand`,
      `folds: 3, flods: 3, cand`,
      /search\.flods: there is no such field: did you mean "folds"\?/,
    ],
  ])('with %s as %s is told: %s', async (from, to, message) => {
    const told = await messageOf(changed(SOUND, from, to));
    if (typeof message === 'string') expect(told).toBe(message);
    else expect(told).toMatch(message);
  });

  it('tells all that is wrong at once, a line each', async () => {
    const text = changed(changed(SOUND, 'trees: 100', 'trees: 0'), 'dropout: 0.2', 'dropout: 2');
    expect((await messageOf(changed(text, `title: 'Fruit'`, 'title: 42'))).split('\n')).toEqual([
      'fruit.ts:5: title: got 42, expected a text in quotes',
      expect.stringContaining('fruit.ts:14: models.forest.hyperparameters.trees'),
      expect.stringContaining('fruit.ts:21: models.convnet.hyperparameters.dropout'),
    ]);
  });

  it.each([
    [
      `scale: 'log'`,
      `scale: 'logarithmic'`,
      /parameter\.scale: got "logarithmic", expected "linear" or "log" or "ordinal"/,
    ],
    [`value: 1,`, '', /variants\[0\]\.value: is missing: the scale "log" needs a number/],
    [`value: 1,`, 'value: 0,', /variants\[0\]\.value: got 0, expected a number above 0 on a log scale/],
    [`id: 'five'`, `id: 'one'`, /variants\[1\]\.id: "one" is there twice/],
    [
      `series: 'uniform'`,
      `series: 'unifrom'`,
      /variants\[0\]\.series: got "unifrom": did you mean "uniform"\?/,
    ],
    [
      `estimator: 'nearest'`,
      `estimator: 'nearst'`,
      /variants\[0\]\.estimator: got "nearst", did you mean "nearest"\?/,
    ],
    [`k: 1, form`, `k: 0, form`, /variants\[0\]\.hyperparameters\.k: nearest k must be/],
    [`variant: 'five'`, `variant: 'fiv'`, /chosen\.variant: got "fiv": did you mean "five"\?/],
    ['folds: 5', 'folds: 1', /folds: got 1, expected a whole number from 2 up/],
  ])('of a sweep with %s as %s is told: %s', async (from, to, message) => {
    expect(await messageOf(changed(SWEEP, from, to))).toMatch(message);
  });

  it.each([
    [`changes: 'size'`, `changes: 'siz'`, /factors\[0\]\.changes: .*did you mean "size"\?/],
    ['standard: 1', 'standard: 2', /factors\[0\]\.standard: got 2, expected one of the values: 0\.5, 1/],
    ['[0.5, 1]', '[1, 0.5]', /factors\[0\]\.values\[1\]: got 0\.5 behind 1/],
    ['mostPerClass: 10', 'mostPerClass: 0', /mostPerClass: got 0/],
  ])('of conditions with %s as %s is told: %s', async (from, to, message) => {
    expect(await messageOf(changed(CONDITION, from, to))).toMatch(message);
  });

  it('that is not exported, or that cannot be read, is named with its file', async () => {
    expect(await messageOf("export const found = { id: 'found' };")).toMatch(
      /^fruit\.ts: exports no experiment with the id "fruit"/,
    );
    expect(await messageOf('\nexport const experiment = { seeds: SEEDS };')).toMatch(/SEEDS is not defined/);
  });
});

describe('declarations beside each other', () => {
  const sound = (id: string, declared: object) => ({
    id,
    file: `${folder}/${id}.ts`,
    declared: declared as never,
  });

  it('have names of their own', () => {
    const twice = [
      sound('a', { kind: 'comparison' }),
      { ...sound('a', { kind: 'sweep' }), file: `${folder}/own/a.ts` },
    ];
    const [first, second] = checkTogether(twice);
    expect(first?.declared).not.toBeInstanceOf(Error);
    expect(String(second?.declared)).toContain(`there is an experiment "a" already, in ${folder}/a.ts`);
  });

  it('ask only models of comparisons that there are, and that are sound themselves', () => {
    const asks = (of: string) => sound('c', { kind: 'conditions', of: [of] });
    const whole = sound('apples', { kind: 'comparison' });
    const broken = sound('pears', new DeclarationError('pears.ts:1: no'));
    const last = (of: string) => String(checkTogether([whole, broken, asks(of)]).at(-1)?.declared);
    expect(last('apples')).not.toContain('Error');
    expect(last('aples')).toMatch(/of\[0\]: got "aples", did you mean "apples"\?/);
    expect(last('pears')).toMatch(/of\[0\]: got "pears", which has a mistake itself/);
  });
});
