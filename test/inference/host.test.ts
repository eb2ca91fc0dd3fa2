import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { Host, type HostEffects, type Runtime } from '../../src/inference/host.ts';
import type { ModelFile, PredictRequest, Reply } from '../../src/inference/protocol.ts';
import { RUNTIME_BYTES } from '../../src/inference/runtime-bytes.ts';

const WASM = Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
const FILES: readonly ModelFile[] = [
  { id: 'convnet', url: '/convnet.onnx' },
  { id: 'perceptron', url: '/perceptron.onnx' },
  { id: 'forest', url: '/forest.onnx' },
];

/** A runtime that calls the mean ink "cat". */
const runtime: Runtime = {
  async open() {
    return {
      async run(drawing, outputs) {
        const mean = drawing.reduce((sum, ink) => sum + ink, 0) / drawing.length;
        const known = {
          probabilities: { dims: [1, 2], data: Float32Array.of(mean, 1 - mean) },
          votes: { dims: [1, 2], data: Int32Array.of(60, 40) },
        };
        return Object.fromEntries(outputs.map((name) => [name, known[name as 'votes']]));
      },
    };
  },
};

function setUp(overrides: Partial<HostEffects> = {}, broken: readonly string[] = []) {
  const replies: Reply[] = [];
  const fetched: string[] = [];
  let clock = 0;
  const host = new Host({
    post: (reply) => replies.push(reply),
    fetch: async (input) => {
      const url = String(input);
      fetched.push(url);
      if (broken.includes(url)) return new Response('no', { status: 404 });
      return new Response(url.endsWith('.wasm') ? WASM : Uint8Array.of(0x08, 0x08));
    },
    after: () => () => {},
    now: () => {
      clock += 2;
      return clock;
    },
    runtimeFile: { url: '/ort.wasm', kind: 'runtime' },
    assertSupport: async () => {},
    startRuntime: async () => runtime,
    ...overrides,
  });
  const said = (type: Reply['type']) => replies.filter((reply) => reply.type === type);
  return { host, replies, fetched, said };
}

const ask = (changes: Partial<PredictRequest> = {}): PredictRequest => ({
  type: 'predict',
  model: 'convnet',
  sequence: 1,
  pixels: new Uint8Array(784).fill(51),
  outputs: [],
  ...changes,
});

describe('Host', () => {
  it('loads the runtime with the first model, then the others in their order', async () => {
    const { host, fetched, said } = setUp();
    await host.handle({ type: 'load', models: FILES, fresh: false });
    expect(fetched.slice(0, 2).sort()).toEqual(['/convnet.onnx', '/ort.wasm']);
    expect(fetched.slice(2)).toEqual(['/perceptron.onnx', '/forest.onnx']);
    expect(said('ready')).toEqual(FILES.map(({ id }) => ({ type: 'ready', model: id })));
    expect(said('progress')).toContainEqual({
      type: 'progress',
      file: 'runtime',
      receivedBytes: 8,
      totalBytes: 8,
    });
  });

  it('divides ink by 255 and answers with sequence, probabilities and the latency of the model', async () => {
    const { host, replies } = setUp();
    await host.handle({ type: 'load', models: FILES, fresh: false });
    await host.handle(ask({ sequence: 9 }));
    const reply = replies.at(-1);
    expect(reply).toMatchObject({
      type: 'result',
      model: 'convnet',
      sequence: 9,
      evidence: {},
      latencyMs: 2,
    });
    if (reply?.type !== 'result') throw new Error('no result');
    expect(reply.probabilities[0]).toBeCloseTo(0.2, 5);
  });

  it('brings further outputs only when they are asked for', async () => {
    const { host, replies } = setUp();
    await host.handle({ type: 'load', models: FILES, fresh: false });
    await host.handle(ask({ model: 'forest', outputs: ['votes'] }));
    expect(replies.at(-1)).toMatchObject({
      evidence: { votes: { dims: [1, 2], data: Int32Array.of(60, 40) } },
    });
  });

  it('reports a model that is missing and opens the others', async () => {
    const { host, said } = setUp({}, ['/convnet.onnx']);
    await host.handle({ type: 'load', models: FILES, fresh: false });
    expect(said('error')).toEqual([
      {
        type: 'error',
        during: 'load',
        file: 'convnet',
        message: 'The server answered 404 for the model /convnet.onnx.',
      },
    ]);
    expect(said('ready').map((reply) => 'model' in reply && reply.model)).toEqual(['perceptron', 'forest']);
  });

  it('fetches nothing more when the runtime is missing, says so once, and tries again when asked', async () => {
    const broken = ['/ort.wasm'];
    const { host, said, fetched } = setUp({}, broken);
    await host.handle({ type: 'load', models: FILES, fresh: false });
    expect(said('error')).toMatchObject([{ during: 'load', file: 'runtime' }]);
    expect(fetched).not.toContain('/forest.onnx');
    broken.length = 0;
    await host.handle({ type: 'load', models: FILES, fresh: true });
    expect(said('ready')).toHaveLength(3);
  });

  it('fetches no runtime for a browser that cannot run it', async () => {
    const { host, said, fetched } = setUp({
      assertSupport: async () => {
        throw new Error('This browser has no WebAssembly');
      },
    });
    await host.handle({ type: 'load', models: FILES, fresh: false });
    expect(said('error')).toMatchObject([{ file: 'runtime', message: 'This browser has no WebAssembly' }]);
    expect(fetched).not.toContain('/ort.wasm');
  });

  it('reports a model that does not open, such as one with an unknown operator', async () => {
    const { host, said } = setUp({
      startRuntime: async () => ({
        open: async () => {
          throw new Error('No Op registered for Foo');
        },
      }),
    });
    await host.handle({ type: 'load', models: FILES.slice(0, 1), fresh: false });
    expect(said('error')).toMatchObject([
      { during: 'load', file: 'convnet', message: 'No Op registered for Foo' },
    ]);
    expect(said('ready')).toEqual([]);
  });

  it.each([
    ['before it is loaded', ask({ model: 'nearest' }), 'nearest was asked before it was loaded'],
    ['about something else', ask({ pixels: new Uint8Array(3) }), '3 pixels: expected 784'],
  ])('reports a model that is asked %s', async (_, request, message) => {
    const { host, replies } = setUp();
    await host.handle({ type: 'load', models: FILES, fresh: false });
    await host.handle(request);
    expect(replies.at(-1)).toMatchObject({ type: 'error', during: 'predict' });
    expect(replies.at(-1)).toHaveProperty('message', expect.stringContaining(message));
  });
});

describe('RUNTIME_BYTES', () => {
  it('is the length of the WebAssembly that the installed onnxruntime-web ships', () => {
    const path = createRequire(import.meta.url).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm');
    expect(RUNTIME_BYTES).toBe(statSync(path).size);
    expect(readFileSync(path).subarray(0, 4)).toEqual(Buffer.from('\0asm'));
  });
});
