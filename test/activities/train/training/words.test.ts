import { expect, test } from 'vitest';
import * as changes from '../../../../src/activities/train/changes.ts';
import { announcement } from '../../../../src/activities/train/training/announcement.ts';
import { epochLines, linesInWords } from '../../../../src/activities/train/training/epoch-lines.ts';
import { advanceLive, beginLive, type LiveModel } from '../../../../src/activities/train/training/live.ts';
import { planWords } from '../../../../src/activities/train/training/plan-words.ts';
import { progressWords, timeLeft } from '../../../../src/activities/train/training/progress-words.ts';

const [waiting] = beginLive(['convnet']) as [LiveModel];
const trained = {
  id: 'convnet',
  hyperparameters: {},
  onnx: new Uint8Array(),
  probabilities: new Float32Array(),
  history: [],
  seconds: 12.34,
  stopped: false,
} as const;
const progress = {
  type: 'progress',
  model: 'convnet',
  done: 12,
  total: 40,
  unit: 'epochs',
  epochs: [],
} as const;

test.each([
  [null, ''],
  [Number.NaN, ''],
  [0.4, 'a moment left'],
  [12.4, 'about 12 s left'],
  [170, 'about 3 min left'],
])('%s seconds are "%s"', (seconds, words) => expect(timeLeft(seconds)).toBe(words));

test('every phase has its words', () => {
  const at = (change: Partial<LiveModel>) => progressWords({ ...waiting, ...change });
  expect(at({})).toBe('waits for its turn');
  expect(at({ phase: 'training' })).toBe('has begun');
  const counted = { done: 12, total: 40, unit: 'epochs' };
  expect(at({ phase: 'training', ...counted, secondsLeft: 3 })).toBe('12 of 40 epochs, about 3 s left');
  expect(at({ phase: 'trained', ...counted, trained })).toBe('trained in 12 s');
  expect(at({ phase: 'trained', ...counted, trained: { ...trained, stopped: true } })).toBe(
    'stopped after 12 of 40 epochs; what it has learnt so far stays',
  );
  expect(at({ phase: 'failed', failure: 'no SIMD' })).toBe('could not be trained: no SIMD');
  expect(at({ phase: 'lost' })).toContain('before anything was learnt');
});

test('a screen reader hears beginnings and ends, and no epoch', () => {
  const begun = advanceLive([waiting], { type: 'begun', model: 'convnet' });
  const on = advanceLive(begun, { ...progress, secondsLeft: null });
  const done = advanceLive(on, { type: 'trained', model: trained });
  expect(announcement(null, [waiting])).toBe('');
  expect(announcement([waiting], begun)).toBe('Convolutional network: training begins.');
  expect(announcement(begun, on)).toBe('');
  expect(announcement(on, done)).toBe('Convolutional network: trained in 12 s.');
  expect(announcement(done, advanceLive(done, { type: 'done' }))).toBe('');
});

test('the plan counts models, and drawings to learn from and to test on', () => {
  const examples = Array.from({ length: 40 }, (_, i) => ({
    id: String(i),
    origin: 'word' as const,
    pixels: new Uint8Array(784),
  }));
  const classes = ['cat', 'dog'].map((name) => ({ id: name, name, word: name, examples }));
  const project = { classes, settings: changes.DEFAULT_SETTINGS };
  expect(planWords(project)).toBe(
    'Four models, one after the other, learn from 64 drawings and are tested on 16 that they have never seen.',
  );
  const one = changes.changeSettings({ ...changes.EMPTY_PROJECT, classes }, { perClass: 5 });
  const settings = {
    ...one.settings,
    models: one.settings.models.map((m) => ({ ...m, chosen: m.id === 'forest' })),
  };
  expect(planWords({ classes, settings })).toBe(
    'One model learns from 10 drawings and is tested on 16 that it has never seen.',
  );
});

test('a perceptron’s second line is of drawings that it set aside, a convnet’s of the held-out ones', () => {
  const epochs = [
    { epoch: 1, trainLoss: 0.7, validationLoss: 0.6 },
    { epoch: 2, trainLoss: 0.5, validationLoss: 0.4, validationAccuracy: 0.8 },
  ];
  expect(epochLines('perceptron', epochs).loss.map(({ label }) => label)).toEqual(['training', 'set aside']);
  const { loss, accuracy } = epochLines('convnet', epochs);
  expect(loss[1]).toEqual({ id: 'validation', label: 'held out', values: [0.6, 0.4] });
  expect(linesInWords('Loss', loss, String)).toBe('Loss after 2 epochs: training 0.5, held out 0.4.');
  expect(linesInWords('Right answers', accuracy, String)).toBe('Right answers after 2 epochs: held out 0.8.');
});
