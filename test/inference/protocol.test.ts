import { describe, expect, it } from 'vitest';
import { MODEL_IDS } from '../../src/core/models.ts';
import { assertPixels, PIXEL_COUNT, type Reply, transferables } from '../../src/inference/protocol.ts';

describe('the protocol', () => {
  it('moves the buffers of a result, each once', () => {
    const shared = new Float32Array(8);
    const result: Reply = {
      type: 'result',
      model: 'convnet',
      sequence: 3,
      probabilities: Float32Array.of(0.25, 0.75),
      evidence: {
        conv1: { dims: [4], data: shared.subarray(0, 4) },
        conv2: { dims: [4], data: shared.subarray(4) },
      },
      latencyMs: 0.5,
    };
    const buffers = transferables(result);
    expect(buffers).toEqual([result.probabilities.buffer, shared.buffer]);
    const received = structuredClone(result, { transfer: buffers });
    expect(received.probabilities).toEqual(Float32Array.of(0.25, 0.75));
    expect(result.probabilities.length).toBe(0);
  });

  it.each<Reply>([
    { type: 'ready', model: 'forest' },
    { type: 'progress', file: 'runtime', receivedBytes: 1, totalBytes: null },
    { type: 'error', during: 'load', file: 'nearest', message: 'gone' },
  ])('moves nothing for a reply of type $type, which survives the way as it is', (reply) => {
    expect(transferables(reply)).toEqual([]);
    expect(structuredClone(reply)).toEqual(reply);
  });

  it('wants 28 x 28 pixels', () => {
    expect(() => assertPixels(new Uint8Array(PIXEL_COUNT))).not.toThrow();
    expect(() => assertPixels(new Uint8Array(785))).toThrow('785 pixels: expected 784');
  });

  it('keeps "runtime" free for the runtime', () => {
    expect(MODEL_IDS).not.toContain('runtime');
  });
});
