import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { InferenceClient, type Snapshot } from '../../src/inference/client.ts';
import { drawing, FakeWorker, FILES } from './fake-worker.ts';

function setUp(evidence?: { convnet: string[] }) {
  const workers: FakeWorker[] = [];
  const seen: Snapshot[] = [];
  const client = new InferenceClient({
    models: FILES,
    evidence,
    patienceMs: 1000,
    createWorker: () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker;
    },
    onChange: (snapshot) => seen.push(snapshot),
  });
  const worker = () => workers.at(-1) as FakeWorker;
  return { client, workers, worker, seen };
}

describe('InferenceClient', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('starts no worker before it is asked to, and only one however often it is asked', () => {
    const { client, workers } = setUp();
    expect(workers).toHaveLength(0);
    expect(client.snapshot.phase).toBe('idle');
    client.start();
    client.start();
    client.predict(drawing(1));
    expect(workers).toHaveLength(1);
    expect(client.snapshot.phase).toBe('loading');
    expect(workers[0]?.requests).toEqual([{ type: 'load', models: FILES, fresh: false }]);
  });

  it('shows how much of each file has come', () => {
    const { client, worker } = setUp();
    client.start();
    expect(client.snapshot.models.forest?.progress).toEqual({ receivedBytes: 0, totalBytes: 300 });
    worker().say({ type: 'progress', file: 'runtime', receivedBytes: 5, totalBytes: null });
    worker().say({ type: 'progress', file: 'forest', receivedBytes: 30, totalBytes: 300 });
    expect(client.snapshot.runtime).toEqual({ receivedBytes: 5, totalBytes: null });
    expect(client.snapshot.models.forest?.progress).toEqual({ receivedBytes: 30, totalBytes: 300 });
  });

  it('keeps a drawing made while loading and asks each model as it gets ready', () => {
    const { client, worker } = setUp();
    client.predict(drawing(1));
    client.predict(drawing(2));
    expect(worker().predictions('convnet')).toHaveLength(0);
    worker().say({ type: 'ready', model: 'convnet' });
    expect(worker().predictions('convnet')).toMatchObject([{ sequence: 2, pixels: drawing(2) }]);
    expect(worker().predictions('forest')).toHaveLength(0);
    expect(client.snapshot.phase).toBe('loading');
    worker().say({ type: 'ready', model: 'forest' });
    expect(worker().predictions('forest')).toHaveLength(1);
    expect(client.snapshot.phase).toBe('ready');
  });

  it('never queues: a busy model gets the newest drawing next and none in between', () => {
    const { client, worker } = setUp();
    client.start();
    for (const { id } of FILES) worker().say({ type: 'ready', model: id });
    client.predict(drawing(1));
    for (let mark = 2; mark <= 50; mark++) client.predict(drawing(mark));
    expect(
      worker()
        .predictions('convnet')
        .map((r) => r.sequence),
    ).toEqual([1]);
    worker().answer('convnet', 1);
    expect(
      worker()
        .predictions('convnet')
        .map((r) => r.sequence),
    ).toEqual([1, 50]);
    worker().answer('convnet', 50);
    expect(worker().predictions('convnet')).toHaveLength(2);
    // The slow forest holds nobody up and catches up on its own.
    expect(
      worker()
        .predictions('forest')
        .map((r) => r.sequence),
    ).toEqual([1]);
    worker().answer('forest', 1);
    expect(
      worker()
        .predictions('forest')
        .map((r) => r.sequence),
    ).toEqual([1, 50]);
  });

  it('copies the pixels, so that the caller may draw on', () => {
    const { client, worker } = setUp();
    const pixels = drawing(1);
    client.predict(pixels);
    pixels[0] = 99;
    worker().say({ type: 'ready', model: 'convnet' });
    expect(worker().predictions('convnet')[0]?.pixels[0]).toBe(1);
  });

  it('shows nothing of a drawing that was wiped while a model was at it', () => {
    const { client, worker } = setUp();
    client.start();
    for (const { id } of FILES) worker().say({ type: 'ready', model: id });
    client.predict(drawing(1));
    worker().answer('convnet', 1);
    expect(client.snapshot.models.convnet?.result?.sequence).toBe(1);
    client.forget();
    expect(client.snapshot.models.convnet?.result).toBeNull();
    worker().answer('forest', 1);
    expect(client.snapshot.models.forest?.result).toBeNull();
    expect(client.predict(drawing(2))).toBe(2);
    worker().answer('forest', 2);
    expect(client.snapshot.models.forest?.result?.sequence).toBe(2);
  });

  it('asks for the evidence that was ordered', () => {
    const { client, worker } = setUp({ convnet: ['conv1'] });
    client.predict(drawing(1));
    for (const { id } of FILES) worker().say({ type: 'ready', model: id });
    expect(worker().predictions('convnet')[0]?.outputs).toEqual(['conv1']);
    expect(worker().predictions('forest')[0]?.outputs).toEqual([]);
  });

  it('goes on without a model that does not load, and a retry loads only that one, past the cache', () => {
    const { client, worker, workers } = setUp();
    client.predict(drawing(1));
    worker().say({ type: 'error', during: 'load', file: 'forest', message: 'status 404' });
    worker().say({ type: 'ready', model: 'convnet' });
    expect(client.snapshot.phase).toBe('ready');
    expect(client.snapshot.models.forest).toMatchObject({ phase: 'failed', failure: 'status 404' });
    client.retry();
    expect(workers).toHaveLength(1);
    expect(worker().requests.at(-1)).toEqual({ type: 'load', models: [FILES[1]], fresh: true });
    expect(client.snapshot.models.forest).toMatchObject({ phase: 'loading', failure: null });
    worker().say({ type: 'ready', model: 'forest' });
    expect(worker().predictions('forest')).toHaveLength(1);
  });

  it('fails as a whole when the runtime does not load; a retry starts anew and answers the kept drawing', () => {
    const { client, worker, workers } = setUp();
    client.predict(drawing(1));
    worker().say({ type: 'error', during: 'load', file: 'runtime', message: 'no wasm' });
    expect(client.snapshot).toMatchObject({ phase: 'failed', failure: 'no wasm' });
    for (const model of Object.values(client.snapshot.models)) expect(model.phase).toBe('failed');
    expect(worker().terminated).toBe(true);
    client.predict(drawing(2)); // drawing goes on meanwhile
    expect(workers).toHaveLength(1);
    client.retry();
    expect(workers).toHaveLength(2);
    expect(client.snapshot).toMatchObject({ phase: 'loading', failure: null });
    worker().say({ type: 'ready', model: 'convnet' });
    expect(worker().predictions('convnet')[0]?.pixels[0]).toBe(2);
  });

  it('starts a dead worker again once, asks it about the same drawing, and then says what happened', () => {
    const { client, worker, workers } = setUp();
    client.predict(drawing(7));
    worker().say({ type: 'ready', model: 'convnet' });
    worker().answer('convnet', 1);
    worker().die('out of memory');
    expect(workers.map((w) => w.terminated)).toEqual([true, false]);
    expect(client.snapshot.phase).toBe('loading');
    expect(client.snapshot.models.convnet?.result?.sequence).toBe(1); // still in view
    worker().say({ type: 'ready', model: 'convnet' });
    expect(worker().predictions('convnet')[0]?.pixels[0]).toBe(7);
    worker().die('out of memory');
    expect(workers).toHaveLength(2);
    expect(client.snapshot.phase).toBe('failed');
    expect(client.snapshot.failure).toContain('out of memory');
    client.retry();
    expect(workers).toHaveLength(3);
  });

  it('takes a failed prediction for a death, since the runtime shares its memory', () => {
    const { client, worker, workers } = setUp();
    client.predict(drawing(1));
    worker().say({ type: 'ready', model: 'convnet' });
    worker().say({ type: 'error', during: 'predict', file: 'convnet', message: 'index out of bounds' });
    expect(workers).toHaveLength(2);
  });

  it('starts a worker again that has fallen silent over a drawing, but waits for a slow download', () => {
    const { client, worker, workers } = setUp();
    client.predict(drawing(1));
    vi.advanceTimersByTime(600_000);
    expect(workers).toHaveLength(1);
    worker().say({ type: 'ready', model: 'convnet' });
    vi.advanceTimersByTime(999);
    expect(workers).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(workers).toHaveLength(2);
  });

  it('listens to no worker that it has given up', () => {
    const { client, worker, workers } = setUp();
    client.start();
    const first = worker();
    first.die('gone');
    first.say({ type: 'ready', model: 'convnet' });
    first.die('gone again');
    expect(workers).toHaveLength(2);
    expect(client.snapshot.models.convnet?.phase).toBe('loading');
  });

  it('says that the browser refuses workers', () => {
    const client = new InferenceClient({
      models: FILES,
      createWorker: () => {
        throw new Error('SecurityError');
      },
    });
    client.start();
    expect(client.snapshot.phase).toBe('failed');
    expect(client.snapshot.failure).toContain('SecurityError');
  });

  it('terminates to the state before the start', () => {
    const { client, worker, workers } = setUp();
    client.predict(drawing(1));
    worker().say({ type: 'ready', model: 'convnet' });
    client.terminate();
    expect(worker().terminated).toBe(true);
    expect(client.snapshot.phase).toBe('idle');
    vi.advanceTimersByTime(600_000);
    expect(workers).toHaveLength(1);
  });

  it('refuses what is not a drawing', () => {
    const { client } = setUp();
    expect(() => client.predict(new Uint8Array(783))).toThrow('783 pixels: expected 784');
  });

  it('gives a new snapshot with every change, the older ones staying as they were', () => {
    const { client, worker, seen } = setUp();
    client.start();
    const before = seen.at(-1);
    worker().say({ type: 'ready', model: 'convnet' });
    expect(before?.models.convnet?.phase).toBe('loading');
    expect(seen.at(-1)?.models.convnet?.phase).toBe('ready');
  });
});
