import { expect, test } from 'vitest';
import { parseArguments, UsageError, usage } from '../pipeline/arguments.ts';
import { MODEL_IDS } from '../src/core/models.ts';
import { bestKernelSet } from '../src/learning/kernels/kernelSet.ts';

const experiments = ['cats-and-sheep', 'five-animals'];

test('defaults are the automatic source, the site, all models and all seeds', () => {
  expect(parseArguments(['cats-and-sheep'], experiments)).toMatchObject({
    experiments: ['cats-and-sheep'],
    data: 'auto',
    out: undefined,
    models: MODEL_IDS,
    seeds: undefined,
    kernels: bestKernelSet(),
  });
});

test('"all" names every experiment once', () => {
  expect(parseArguments(['all', 'cats-and-sheep'], experiments).experiments).toEqual(experiments);
});

test.each([
  [[], /name an experiment: cats-and-sheep, five-animals or all/],
  [['cats-and-sheeps'], /unknown experiment "cats-and-sheeps": did you mean "cats-and-sheep"/],
  [['cats-and-sheep', '--dat', 'x'], /unknown flag --dat: did you mean "--data"/],
  [['cats-and-sheep', '--models', 'forrest'], /unknown model "forrest": did you mean "forest"/],
  [['cats-and-sheep', '--workers', '0'], /--workers takes a whole number from 1 to 256, got "0"/],
  [['cats-and-sheep', '--kernels', 'relaxt'], /unknown kernels "relaxt": did you mean "relaxed"/],
  [['cats-and-sheep', '--backend', 'webgpu'], /--backend is gone: on a graphics card .* more slowly/],
  [['cats-and-sheep', '--backend=node'], /--backend is gone: .* --kernels chooses/],
  [['cats-and-sheep', '--backends', 'node'], /unknown flag --backends/],
  [['cats-and-sheep', '--seeds', 'many'], /--seeds takes a whole number from 1 to 100, got "many"/],
  [['cats-and-sheep', '--data'], /--data/],
  [
    ['cats-and-sheep', '--shard', '4/3'],
    /--shard takes a share such as 2\/3, the second of three, got "4\/3"/,
  ],
  [['cats-and-sheep', '--shard', '0/3'], /--shard takes a share/],
  [['cats-and-sheep', '--shrad', '1/3'], /unknown flag --shrad: did you mean "--shard"/],
  [['cats-and-sheep', '--limit-memory', '4'], /--limit-memory takes a size such as 4G or 900M, got "4"/],
  [['cats-and-sheep', '--train-per-class', '0'], /--train-per-class/],
  [['cats-and-sheep', '--seeds', '-5'], /--seeds takes a whole number from 1 to 100, got "-5"/],
  [['cats-and-sheep', '--train-per-class', '-5'], /--train-per-class takes a whole number from 1/],
  [['cats-and-sheep', '--train-per-class=1.5'], /--train-per-class takes a whole number/],
  [['cats-and-sheep', '--out', ''], /--out takes a value, got an empty one: is a variable not set\?/],
  [['cats-and-sheep', '--cache='], /--cache takes a value, got an empty one/],
  [['cats-and-sheep', '--out', '--quick'], /--out takes a value, got --quick/],
  [['cats-and-sheep', '--quick=yes'], /--quick takes no value, got "yes"/],
  [['cats-and-sheep', '--seeds', '1', '--seeds=2'], /--seeds is there twice/],
  [['cats-and-sheep', '-q'], /unknown flag -q/],
  [['cats-and-sheep', '--models', ','], /--models takes some of forest,.*, got none/],
  [['cats-and-sheep', '--workers', '257'], /from 1 to 256, got "257"/],
  [['cats-and-sheep', '--checkpoint', '-1'], /--checkpoint takes a whole number from 0/],
  [['foo'], /unknown experiment "foo": expected one of cats-and-sheep, five-animals, all/],
  [['cats-and-sheep', 'embedded'], /"embedded" is no experiment: npm passes flags on only behind "--"/],
  [['all', '--rows', 'x.json'], /--rows lists the drawings of one experiment, and 2 are named/],
  [['cats-and-sheep', '--rows'], /--rows takes a value, got none/],
  [
    ['cats-and-sheep', '--rows', 'x.json', '--data', 'embedded'],
    /the embedded ones are on show: pass --data DIR/,
  ],
  [['cats-and-sheep', '--data', 'embedded', '--base-url', 'http://mirror'], /--base-url .* --data embedded/],
])('%j is refused with what to write instead', (argv, message) => {
  expect(() => parseArguments(argv, experiments)).toThrow(UsageError);
  expect(() => parseArguments(argv, experiments)).toThrow(message);
});

test('the help text names every experiment and flag', () => {
  const text = usage(experiments);
  for (const word of [
    ...experiments,
    '--data',
    '--out',
    '--models',
    '--seeds',
    '--workers',
    '--kernels',
    '--cache',
    '--base-url',
    '--rows FILE',
  ])
    expect(text).toContain(word);
});

test('the help text says what each experiment asks, in lines that fit, and where the words are listed', () => {
  const long = 'Is it? '.repeat(20).trimEnd();
  const text = usage(experiments, {}, { 'cats-and-sheep': 'Cat or sheep?', 'five-animals': long });
  expect(text).toMatch(/^ {2}cats-and-sheep +Cat or sheep\?$/m);
  const [first = '', second = ''] = text.split('\n').filter((line) => line.includes('Is it?'));
  expect(second.search(/\S/)).toBe(first.search(/(Is )?it\?/));
  expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(125);
  expect(text).toMatch(/npm run pipeline -- words +lists the 345 words/);
});

test('the kernels are those that are asked for', () => {
  expect(parseArguments(['cats-and-sheep', '--kernels', 'simd'], experiments).kernels).toBe('simd');
});

test('a mirror that is named is asked, and nothing takes its place', () => {
  const named = ['cats-and-sheep', '--base-url', 'http://mirror'];
  expect(parseArguments(named, experiments).data).toBe('official');
  expect(parseArguments([...named, '--data', 'auto'], experiments).data).toBe('official');
});

test('"help" is the help text, and so are --help and -h beside anything', () => {
  for (const argv of [['help'], ['--help'], ['-h'], ['cats-and-sheeps', '--help']])
    expect(parseArguments(argv, experiments).help).toBe(true);
});

test('the help text says of an experiment that cannot be run what is wrong with it', () => {
  expect(usage(experiments, { 'five-animals': 'five-animals.ts:3: title: got 42' })).toContain(
    '  five-animals  cannot be run:\n    five-animals.ts:3: title: got 42\n',
  );
});

test('a model named twice counts once', () => {
  const argv = ['cats-and-sheep', '--models', 'forest,forest,nearest'];
  expect(parseArguments(argv, experiments).models).toEqual(['forest', 'nearest']);
});

test('shares, sizes of memory and lists of classes are read as they are meant', () => {
  const flags = ['--shard', '2/3', '--limit-memory', '1.5G', '--classes', 'apple, hot air balloon'];
  expect(parseArguments(['cats-and-sheep', ...flags, '--train-per-class', '50'], experiments)).toMatchObject({
    shard: { index: 2, of: 3 },
    limitMemoryBytes: 1.5e9,
    classes: ['apple', 'hot air balloon'],
    trainPerClass: 50,
  });
});
