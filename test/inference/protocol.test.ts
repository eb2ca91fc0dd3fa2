import { describe, expect, it } from 'vitest';
import { MODEL_IDS, type ModelId } from '../../src/core/models.ts';
import {
  assertPixels,
  PIXEL_COUNT,
  type Reply,
  type Result,
  transferables,
} from '../../src/inference/protocol.ts';

describe('the protocol', () => {
  it('moves the buffers of results, each once', () => {
    const shared = Float32Array.of(0.25, 0.75, 0.5, 0.5);
    const result = (model: ModelId, from: number): Result => ({
      model,
      sequence: 3,
      probabilities: shared.subarray(from, from + 2),
      engine: 'plain',
      latencyMs: 0.5,
    });
    const reply: Reply = {
      type: 'results',
      sequence: 3,
      results: [result('convnet', 0), result('forest', 2)],
      done: true,
    };
    const buffers = transferables(reply);
    expect(buffers).toEqual([shared.buffer]);
    const received = structuredClone(reply, { transfer: buffers });
    expect(received.results.map(({ probabilities }) => [...probabilities])).toEqual([
      [0.25, 0.75],
      [0.5, 0.5],
    ]);
    expect(shared.length).toBe(0);
  });

  it.each<Reply>([
    { type: 'ready', model: 'forest', engine: 'runtime' },
    { type: 'runtime', phase: 'loading' },
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
