import { describe, expect, it } from 'vitest';
import type { TrainedModel } from '../../../../src/activities/train/project.ts';
import { advanceLive, beginLive, type LiveModel } from '../../../../src/activities/train/training/live.ts';
import type { Reply } from '../../../../src/activities/train/worker/protocol.ts';

const MODEL: TrainedModel = {
  id: 'convnet',
  hyperparameters: {},
  onnx: new Uint8Array(),
  probabilities: new Float32Array(),
  history: [{ epoch: 1, trainLoss: 0.4 }],
  seconds: 1,
  stopped: false,
};

const progress = (done: number, epochs: readonly number[] = []): Reply => ({
  type: 'progress',
  model: 'convnet',
  done,
  total: 40,
  unit: 'epochs',
  secondsLeft: 2,
  epochs: epochs.map((epoch) => ({ epoch, trainLoss: 1 / epoch })),
});

const after = (...replies: Reply[]): readonly LiveModel[] =>
  replies.reduce<readonly LiveModel[]>(advanceLive, beginLive(['forest', 'convnet']));

describe('a live training', () => {
  it('begins with every model waiting, in order', () => {
    expect(after().map(({ id, phase }) => [id, phase])).toEqual([
      ['forest', 'waiting'],
      ['convnet', 'waiting'],
    ]);
  });

  it('follows the one that trains, and gathers its epochs', () => {
    const [forest, convnet] = after(
      { type: 'begun', model: 'convnet' },
      progress(1, [1]),
      progress(1.5),
      progress(3, [2, 3]),
    );
    expect(forest?.phase).toBe('waiting');
    expect(convnet).toMatchObject({ phase: 'training', done: 3, total: 40, secondsLeft: 2 });
    expect(convnet?.epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
  });

  it('ends with the model, all done and its whole history', () => {
    const [, convnet] = after(progress(3, [1, 2, 3]), { type: 'trained', model: MODEL });
    expect(convnet).toMatchObject({ phase: 'trained', done: 40, trained: MODEL, secondsLeft: 0 });
    expect(convnet?.epochs).toEqual(MODEL.history);
  });

  it('of a stopped model stays where it was stopped', () => {
    const [, convnet] = after(progress(3), { type: 'trained', model: { ...MODEL, stopped: true } });
    expect(convnet).toMatchObject({ phase: 'trained', done: 3, total: 40 });
  });

  it('tells why one has failed, and goes on with the others', () => {
    const [forest, convnet] = after(
      { type: 'begun', model: 'forest' },
      { type: 'failed', model: 'forest', message: 'why' },
      { type: 'begun', model: 'convnet' },
    );
    expect(forest).toMatchObject({ phase: 'failed', failure: 'why', secondsLeft: null });
    expect(convnet?.phase).toBe('training');
  });

  it('over, has lost those that were not reached, and no others', () => {
    const live = after({ type: 'trained', model: MODEL }, { type: 'done' });
    expect(live.map(({ phase }) => phase)).toEqual(['lost', 'trained']);
  });
});
