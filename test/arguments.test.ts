import { expect, test } from 'vitest';
import { parseArguments, UsageError, usage } from '../pipeline/arguments.ts';
import { bestKernelSet } from '../src/learning/kernels/kernelSet.ts';

const experiments = ['cats-and-sheep', 'five-animals'];

test('defaults are the automatic source, the site, all models and all seeds', () => {
  expect(parseArguments(['cats-and-sheep'], experiments)).toMatchObject({
    experiments: ['cats-and-sheep'],
    data: 'auto',
    out: undefined,
    models: ['forest', 'nearest', 'perceptron', 'convnet', 'convnet-plus'],
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
  [['cats-and-sheep', 'embedded'], /"embedded" is no experiment: npm passes flags on only behind "--"/],
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
  ])
    expect(text).toContain(word);
});

test('the kernels are those that are asked for', () => {
  expect(parseArguments(['cats-and-sheep', '--kernels', 'simd'], experiments).kernels).toBe('simd');
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
