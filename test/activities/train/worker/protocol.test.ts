import { expect, it } from 'vitest';
import { transferables } from '../../../../src/activities/train/worker/protocol.ts';

it('a trained model moves to the page; nothing else has anything to move', () => {
  const model = {
    id: 'forest' as const,
    hyperparameters: {},
    onnx: new Uint8Array(4),
    probabilities: new Float32Array(2),
    history: [],
    seconds: 1,
    stopped: false,
  };
  expect(transferables({ type: 'trained', model })).toEqual([model.onnx.buffer, model.probabilities.buffer]);
  expect(transferables({ type: 'done' })).toEqual([]);
  expect(transferables({ type: 'alive' })).toEqual([]);
});
