import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import type { ModelId } from '../../src/core/models.ts';
import { openPlainModel } from '../../src/core/plain-model.ts';
import { readOnnx } from '../../src/core/read-onnx.ts';
import { Host, type HostEffects, type Runtime } from '../../src/inference/host.ts';
import type { ModelFile, PredictRequest, Reply } from '../../src/inference/protocol.ts';
import { RUNTIME_BYTES } from '../../src/inference/runtime-bytes.ts';
import { exportModel } from '../../src/learning/export/exportModel.ts';
import { madeUpForest, madeUpPerceptron } from '../learning/export/states.ts';

const METADATA = {
  classes: ['cat', 'sheep'],
  experiment: 'made-up',
  datasetSha256: '',
  trainDrawings: 1,
  accuracy: 0.9,
};
const WASM = Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
const FILES: readonly ModelFile[] = [
  { id: 'perceptron', url: '/perceptron.onnx' },
  { id: 'forest', url: '/forest.onnx' },
  { id: 'convnet', url: '/convnet.onnx' },
];
/** What the server has. The convnet is a file that begins as ONNX does and has nothing that plain arithmetic knows. */
const SERVED: Readonly<Record<string, Uint8Array<ArrayBuffer>>> = {
  '/perceptron.onnx': new Uint8Array(exportModel(madeUpPerceptron(2, [8]), METADATA)),
  '/forest.onnx': new Uint8Array(exportModel(madeUpForest(2, 3), METADATA)),
  '/convnet.onnx': Uint8Array.of(0x3a, 7, 0x0a, 5, 0x22, 3, 0x46, 0x6f, 0x6f), // a graph of one node, Foo
  '/ort.wasm': WASM,
};

/** A runtime that calls the mean ink "cat". */
const runtime: Runtime = {
  async open() {
    return {
      async run(ink) {
        const mean = ink.reduce((sum, each) => sum + each, 0) / ink.length;
        return Float32Array.of(mean, 1 - mean);
      },
    };
  },
};
/** A runtime whose memory is gone as soon as there is a drawing. */
const failing: Runtime = {
  async open() {
    return {
      async run(ink) {
        if (ink[0] === INK[0]) throw new WebAssembly.RuntimeError('memory access out of bounds');
        return Float32Array.of(0.5, 0.5);
      },
    };
  },
};

function setUp(overrides: Partial<HostEffects> = {}, broken: readonly string[] = []) {
  const replies: Reply[] = [];
  const fetched: string[] = [];
  let clock = 0;
  const host = new Host({
    post: (reply) => replies.push(structuredClone(reply)),
    fetch: async (input) => {
      const url = String(input);
      fetched.push(url);
      if (broken.includes(url)) return new Response('no', { status: 404 });
      return new Response(SERVED[url] ?? null);
    },
    after: () => () => {},
    now: () => {
      clock += 1;
      return clock;
    },
    pause: async () => {},
    runtimeFile: { url: '/ort.wasm', kind: 'runtime' },
    assertSupport: async () => {},
    startRuntime: async () => runtime,
    ...overrides,
  });
  const said = <T extends Reply['type']>(type: T) =>
    replies.filter((reply): reply is Extract<Reply, { type: T }> => reply.type === type);
  const results = () => said('results').flatMap((reply) => reply.results);
  const load = (changes: { runtime?: boolean; models?: readonly ModelFile[] } = {}) =>
    host.handle({ type: 'load', models: FILES, fresh: [], runtime: true, ...changes });
  return { host, replies, fetched, said, results, load };
}

const ask = (models: readonly ModelId[], changes: Partial<PredictRequest> = {}): PredictRequest => ({
  type: 'predict',
  models,
  sequence: 1,
  pixels: new Uint8Array(784).fill(51),
  ...changes,
});
const INK = new Float32Array(784).fill(51 / 255);

const unsupported: Partial<HostEffects> = {
  assertSupport: async () => {
    throw new Error('This browser has no WebAssembly');
  },
};

describe('Host', () => {
  it('fetches the models in their order, one after the other, and the runtime last', async () => {
    const { load, fetched, said } = setUp();
    await load();
    expect(fetched).toEqual([...FILES.map(({ url }) => url), '/ort.wasm']);
    expect(said('ready')).toEqual([
      { type: 'ready', model: 'perceptron', engine: 'plain' },
      { type: 'ready', model: 'forest', engine: 'plain' },
      // The convnet has an operator that only the runtime may know.
      { type: 'ready', model: 'perceptron', engine: 'runtime' },
      { type: 'ready', model: 'forest', engine: 'runtime' },
      { type: 'ready', model: 'convnet', engine: 'runtime' },
    ]);
    expect(said('runtime').map(({ phase }) => phase)).toEqual(['loading', 'ready']);
    expect(said('progress')).toContainEqual({
      type: 'progress',
      file: 'runtime',
      receivedBytes: 8,
      totalBytes: 8,
    });
  });

  it('answers in plain arithmetic while the runtime is on its way, and with the runtime after', async () => {
    let arrive = (_: Runtime) => {};
    const coming = new Promise<Runtime>((resolve) => {
      arrive = resolve;
    });
    const { host, load, results, said } = setUp({ startRuntime: () => coming });
    const loading = load();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(said('ready').map(({ engine }) => engine)).toEqual(['plain', 'plain']);
    await host.handle(ask(['perceptron', 'forest'], { sequence: 9 }));
    for (const [i, id] of (['perceptron', 'forest'] as const).entries()) {
      const plain = openPlainModel(readOnnx(SERVED[`/${id}.onnx`] as Uint8Array));
      expect(results()[i]).toEqual({
        model: id,
        sequence: 9,
        probabilities: plain.probabilities(INK),
        engine: 'plain',
        latencyMs: 1,
      });
    }
    arrive(runtime);
    await loading;
    await host.handle(ask(['perceptron'], { sequence: 10 }));
    expect(results().at(-1)).toMatchObject({ sequence: 10, engine: 'runtime' });
    expect(results().at(-1)?.probabilities[0]).toBeCloseTo(0.2, 5); // ink is divided by 255
  });

  it('answers for all models in one message, and for quick ones first where others are slow', async () => {
    const { host, load, said } = setUp();
    await load({ runtime: false });
    await host.handle(ask(['perceptron', 'forest']));
    expect(said('results')).toMatchObject([
      { sequence: 1, done: true, results: [{ model: 'perceptron' }, { model: 'forest' }] },
    ]);
    let clock = 0;
    const slow = setUp({ now: () => (clock += 5) });
    await slow.load({ runtime: false });
    await slow.host.handle(ask(['perceptron', 'forest']));
    expect(slow.said('results')).toMatchObject([
      { done: false, results: [{ model: 'perceptron' }] },
      { done: true, results: [{ model: 'forest' }] },
    ]);
  });

  it('reports a model that is missing and opens the others', async () => {
    const { load, said } = setUp({}, ['/perceptron.onnx']);
    await load();
    const message = 'The server answered 404 for the model /perceptron.onnx.';
    expect(said('error')).toEqual([{ type: 'error', during: 'load', file: 'perceptron', message }]);
    expect(said('ready').at(-1)).toMatchObject({ model: 'convnet', engine: 'runtime' });
  });

  it('says once that the runtime is missing, and what cannot be run without it, and tries again when asked', async () => {
    const broken = ['/ort.wasm'];
    const { host, load, said, results } = setUp({}, broken);
    await load();
    expect(said('error')).toMatchObject([
      { during: 'load', file: 'runtime', message: expect.stringContaining('404') },
      { during: 'load', file: 'convnet', message: expect.stringContaining('has a Foo') },
    ]);
    await host.handle(ask(['forest']));
    expect(results()).toMatchObject([{ model: 'forest', engine: 'plain' }]);
    broken.length = 0;
    await load({ models: [] });
    expect(said('ready').filter(({ engine }) => engine === 'runtime')).toHaveLength(3);
  });

  it('fetches no runtime for a browser that cannot run it, and says that this lasts', async () => {
    const { host, load, said, fetched, results } = setUp(unsupported);
    await load();
    expect(said('error')[0]).toEqual({
      type: 'error',
      during: 'load',
      file: 'runtime',
      message: 'This browser has no WebAssembly',
      lasting: true,
    });
    expect(fetched).not.toContain('/ort.wasm');
    await host.handle(ask(['perceptron', 'forest']));
    expect(results()).toHaveLength(2);
  });

  it('does without the runtime when told so', async () => {
    const { load, said, fetched } = setUp();
    await load({ runtime: false });
    expect(fetched).not.toContain('/ort.wasm');
    expect(said('runtime')).toEqual([]);
    expect(said('error')).toMatchObject([{ file: 'convnet' }]);
  });

  it('keeps a model in plain arithmetic that does not open in the runtime', async () => {
    const { host, load, said, results } = setUp({
      startRuntime: async () => ({
        open: async () => {
          throw new Error('No Op registered for Foo');
        },
      }),
    });
    await load();
    expect(said('error')).toMatchObject([
      { during: 'load', file: 'convnet', message: 'No Op registered for Foo' },
    ]);
    await host.handle(ask(['perceptron']));
    expect(results()).toMatchObject([{ engine: 'plain' }]);
  });

  it('answers in plain arithmetic, the same drawing at once, when the runtime traps', async () => {
    const { host, load, said, results } = setUp({ startRuntime: async () => failing });
    await load();
    await host.handle(ask(['perceptron', 'forest'], { sequence: 4 }));
    expect(said('error')).toEqual([
      { type: 'error', during: 'predict', file: 'runtime', message: 'memory access out of bounds' },
    ]);
    expect(results().map(({ model, engine, sequence }) => [model, engine, sequence])).toEqual([
      ['perceptron', 'plain', 4],
      ['forest', 'plain', 4],
    ]);
    await host.handle(ask(['convnet']));
    expect(said('error').at(-1)).toMatchObject({ during: 'predict', file: 'convnet' });
  });

  it.each([
    ['before it is loaded', ask(['nearest']), 'nearest was asked before it was loaded'],
    ['about something else', ask(['forest'], { pixels: new Uint8Array(3) }), '3 pixels: expected 784'],
  ])('reports a model that is asked %s', async (_, request, message) => {
    const { host, load, said, results } = setUp();
    await load();
    await host.handle(request);
    expect(said('error').at(-1)).toMatchObject({ during: 'predict' });
    expect(said('error').at(-1)?.message).toContain(message);
    expect(results()).toEqual([]);
  });
});

describe('RUNTIME_BYTES', () => {
  it('is the length of the WebAssembly that the installed onnxruntime-web ships', () => {
    const path = createRequire(import.meta.url).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm');
    expect(RUNTIME_BYTES).toBe(statSync(path).size);
    expect(readFileSync(path).subarray(0, 4)).toEqual(Buffer.from('\0asm'));
  });
});
