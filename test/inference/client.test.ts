import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { InferenceClient, type Snapshot } from '../../src/inference/client.ts';
import { drawing, FakeWorker, FILES } from './fake-worker.ts';

function setUp() {
  const workers: FakeWorker[] = [];
  const seen: Snapshot[] = [];
  const client = new InferenceClient({
    models: FILES,
    patienceMs: 1000,
    startupMs: 5000,
    createWorker: () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker;
    },
    onChange: (snapshot) => seen.push(snapshot),
  });
  const worker = () => workers.at(-1) as FakeWorker;
  const ready = () => worker().ready('convnet', 'forest');
  return { client, workers, worker, ready, seen };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('InferenceClient', () => {
  it('starts no worker before it is asked to, and only one however often it is asked', () => {
    const { client, workers } = setUp();
    expect(workers).toHaveLength(0);
    expect(client.snapshot.phase).toBe('idle');
    client.start();
    client.start();
    client.predict(drawing(1));
    expect(workers).toHaveLength(1);
    expect(client.snapshot.phase).toBe('loading');
    expect(workers[0]?.requests).toEqual([{ type: 'load', models: FILES, fresh: [], runtime: true }]);
  });

  it('shows how much of each file has come', () => {
    const { client, worker } = setUp();
    client.start();
    expect(client.snapshot.models.forest?.progress).toEqual({ receivedBytes: 0, totalBytes: 300 });
    worker().say({ type: 'runtime', phase: 'loading' });
    worker().say({ type: 'progress', file: 'runtime', receivedBytes: 5, totalBytes: null });
    worker().say({ type: 'progress', file: 'forest', receivedBytes: 30, totalBytes: 300 });
    expect(client.snapshot.runtime).toMatchObject({ phase: 'loading', receivedBytes: 5, totalBytes: null });
    expect(client.snapshot.models.forest?.progress).toEqual({ receivedBytes: 30, totalBytes: 300 });
  });

  it('keeps a drawing made while loading and asks each model as it gets ready', () => {
    const { client, worker } = setUp();
    client.predict(drawing(1));
    client.predict(drawing(2));
    expect(worker().predictions('convnet')).toHaveLength(0);
    worker().ready('convnet');
    expect(worker().predictions('convnet')).toMatchObject([{ sequence: 2, pixels: drawing(2) }]);
    worker().answer();
    expect(client.snapshot.models.convnet?.result?.sequence).toBe(2);
    expect(client.snapshot.phase).toBe('loading');
    worker().ready('forest');
    expect(worker().requests.at(-1)).toMatchObject({ models: ['forest'], sequence: 2 });
    expect(client.snapshot.phase).toBe('ready');
  });

  it('sends a drawing to all models at once, and the newest next, with none in between', () => {
    const { client, worker, ready } = setUp();
    client.start();
    ready();
    for (let mark = 1; mark <= 50; mark++) client.predict(drawing(mark));
    const sent = () => worker().requests.filter(({ type }) => type === 'predict');
    expect(sent()).toMatchObject([{ sequence: 1, models: ['convnet', 'forest'] }]);
    worker().reply(1, ['convnet'], false); // the forest takes its time
    expect(sent()).toHaveLength(1);
    worker().reply(1, ['forest']);
    expect(sent().slice(1)).toMatchObject([{ sequence: 50, models: ['convnet', 'forest'] }]);
    worker().answer();
    expect(sent()).toHaveLength(2);
  });

  it('tells of the answers of all models in one change', () => {
    const { client, worker, ready, seen } = setUp();
    client.predict(drawing(1));
    worker().ready('convnet');
    worker().answer();
    ready();
    const before = seen.length;
    worker().reply(1, ['convnet', 'forest'], true, 0.9);
    expect(seen).toHaveLength(before + 1);
    for (const { result } of Object.values(client.snapshot.models))
      expect(result?.probabilities[0]).toBeCloseTo(0.9);
  });

  it('says which engine answers, and asks nothing again when the runtime takes over', () => {
    const { client, worker } = setUp();
    client.predict(drawing(1));
    expect(client.snapshot.models.convnet?.engine).toBeNull();
    worker().ready('convnet');
    worker().answer();
    expect(client.snapshot.models.convnet).toMatchObject({ engine: 'plain', result: { engine: 'plain' } });
    worker().say({ type: 'ready', model: 'convnet', engine: 'runtime' });
    worker().say({ type: 'runtime', phase: 'ready' });
    expect(client.snapshot.models.convnet).toMatchObject({ engine: 'runtime', result: { sequence: 1 } });
    expect(client.snapshot.runtime.phase).toBe('ready');
    expect(worker().predictions('convnet')).toHaveLength(1);
  });

  it('is busy from a question to the last answer', () => {
    const { client, worker } = setUp();
    client.predict(drawing(1));
    expect(client.busy).toBe(false);
    worker().ready('convnet');
    expect(client.busy).toBe(true);
    worker().reply(1, [], false);
    expect(client.busy).toBe(true);
    worker().answer();
    expect(client.busy).toBe(false);
  });

  it('copies the pixels, so that the caller may draw on', () => {
    const { client, worker } = setUp();
    const pixels = drawing(1);
    client.predict(pixels);
    pixels[0] = 99;
    worker().ready('convnet');
    expect(worker().predictions('convnet')[0]?.pixels[0]).toBe(1);
  });

  it('shows nothing of a drawing that was wiped while the models were at it', () => {
    const { client, worker, ready } = setUp();
    client.start();
    ready();
    client.predict(drawing(1));
    worker().reply(1, ['convnet'], false);
    expect(client.snapshot.models.convnet?.result?.sequence).toBe(1);
    client.forget();
    expect(client.snapshot.models.convnet?.result).toBeNull();
    worker().reply(1, ['forest']);
    expect(client.snapshot.models.forest?.result).toBeNull();
    expect(client.predict(drawing(2))).toBe(2);
    worker().answer();
    expect(client.snapshot.models.forest?.result?.sequence).toBe(2);
  });

  it('goes on without a model that does not load, and a retry loads only that one, past the cache', () => {
    const { client, worker, workers } = setUp();
    client.predict(drawing(1));
    worker().say({ type: 'runtime', phase: 'loading' });
    worker().say({ type: 'error', during: 'load', file: 'forest', message: 'status 404' });
    worker().ready('convnet');
    worker().answer();
    expect(client.snapshot.phase).toBe('ready');
    expect(client.snapshot.models.forest).toMatchObject({ phase: 'failed', failure: 'status 404' });
    client.retry();
    expect(workers).toHaveLength(1);
    const load = { type: 'load', models: [FILES[1]], fresh: ['forest'], runtime: true };
    expect(worker().requests.at(-1)).toEqual(load);
    expect(client.snapshot.models.forest).toMatchObject({ phase: 'loading', failure: null });
    worker().ready('forest');
    expect(worker().predictions('forest')).toHaveLength(1);
  });

  it('goes on without the runtime when that does not load, and a retry brings it in a new worker', () => {
    const { client, worker, workers, ready } = setUp();
    client.predict(drawing(1));
    ready();
    worker().answer();
    worker().say({ type: 'error', during: 'load', file: 'runtime', message: 'no wasm', lasting: true });
    expect(client.snapshot).toMatchObject({
      phase: 'ready',
      failure: null,
      runtime: { phase: 'failed', failure: 'no wasm', lasting: true },
    });
    client.predict(drawing(2));
    worker().reply(2, ['convnet', 'forest']);
    expect(client.snapshot.models.forest?.result?.sequence).toBe(2);
    client.retry();
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, false]);
    expect(worker().requests[0]).toMatchObject({ models: FILES, fresh: ['runtime'], runtime: true });
    expect(client.snapshot.models.forest?.result?.sequence).toBe(2); // still in view
  });

  it('gives a new snapshot with every change, the older ones staying as they were', () => {
    const { client, worker, seen } = setUp();
    client.start();
    const before = seen.at(-1);
    worker().ready('convnet');
    expect(before?.models.convnet?.phase).toBe('loading');
    expect(seen.at(-1)?.models.convnet?.phase).toBe('ready');
  });

  it('terminates to the state before the start', () => {
    const { client, worker, workers, ready } = setUp();
    client.predict(drawing(1));
    ready();
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
});

describe('a question aside', () => {
  it('waits for the answers about the drawing on show, and leaves these as they are', () => {
    const { client, worker, ready, seen } = setUp();
    const answered: (readonly string[])[] = [];
    client.predict(drawing(1));
    ready();
    client.askAside(['forest', 'convnet'], drawing(9), (results) =>
      answered.push(results.map(({ model }) => model)),
    );
    expect(worker().predictions('forest').at(-1)?.pixels[0]).not.toBe(9);
    worker().answer(0.9); // the convnet, which was first
    worker().answer(0.9); // the forest
    const shown = seen.at(-1)?.models;
    expect(worker().predictions('forest').at(-1)?.pixels[0]).toBe(9);
    worker().answer(0.1);
    expect(answered).toEqual([['forest', 'convnet']]);
    expect(client.snapshot.models).toEqual(shown);
  });

  it('lets a drawing that comes meanwhile go first, and is asked only once', () => {
    const { client, worker, ready } = setUp();
    let answers = 0;
    client.start();
    ready();
    const ask = () =>
      client.askAside(['convnet'], drawing(9), () => {
        answers += 1;
      });
    ask();
    expect(client.busy).toBe(false); // with what is on show
    client.predict(drawing(1));
    ask(); // takes the place of the first, whose answer is then of no interest
    worker().answer();
    expect(answers).toBe(0);
    expect(client.snapshot.models.convnet?.result).toBeNull();
    expect(worker().predictions('convnet').at(-1)?.pixels[0]).toBe(1);
    worker().answer();
    expect(client.snapshot.models.convnet?.result?.probabilities[0]).toBe(0.75);
    worker().answer();
    expect(answers).toBe(1);
    expect(worker().predictions('convnet')).toHaveLength(3);
  });

  it('is asked again of a new worker when the old one dies over it', () => {
    const { client, worker, workers, ready } = setUp();
    let answers = 0;
    client.start();
    ready();
    client.askAside(['convnet'], drawing(9), (results) => {
      answers += results.length;
    });
    worker().die('boom');
    expect(workers).toHaveLength(2);
    ready();
    worker().answer();
    expect(answers).toBe(1);
  });

  it('is forgotten when everything ends', () => {
    const { client, worker } = setUp();
    client.start();
    client.askAside(['convnet'], drawing(9), () => {
      throw new Error('nobody asked');
    });
    client.terminate();
    client.start();
    worker().ready('convnet');
    expect(worker().predictions('convnet')).toHaveLength(0);
  });
});

describe('a worker in trouble', () => {
  it('is started again with the same drawing, the second time without the runtime, and then given up', () => {
    const { client, worker, workers, ready } = setUp();
    client.predict(drawing(7));
    ready();
    worker().answer();
    for (const runtime of [true, false]) {
      worker().die('out of memory');
      expect(worker().requests).toMatchObject([{ type: 'load', runtime }]);
      expect(client.snapshot.phase).toBe('loading');
      expect(client.snapshot.models.convnet?.result?.sequence).toBe(1); // still in view
      ready();
      expect(worker().predictions('convnet')[0]?.pixels[0]).toBe(7);
    }
    worker().die('out of memory');
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, true, true]);
    expect(client.snapshot.phase).toBe('failed');
    expect(client.snapshot.failure).toContain('out of memory');
    client.predict(drawing(8)); // drawing goes on meanwhile
    expect(workers).toHaveLength(3);
    client.retry();
    expect(worker().requests).toMatchObject([{ type: 'load', runtime: true }]);
    ready();
    expect(worker().predictions('convnet')[0]?.pixels[0]).toBe(8);
  });

  it('is forgiven its deaths once it has answered many drawings', () => {
    const { client, worker, workers, ready } = setUp();
    client.start();
    for (let death = 0; death < 5; death++) {
      ready();
      for (let mark = 0; mark < 200; mark++) {
        client.predict(drawing(mark));
        worker().answer();
      }
      worker().die('reaped');
    }
    expect(workers).toHaveLength(6);
    expect(client.snapshot.failure).toBeNull();
  });

  it('is started again when a model fails in it', () => {
    const { client, worker, workers } = setUp();
    client.predict(drawing(1));
    worker().ready('convnet');
    worker().say({ type: 'error', during: 'predict', file: 'convnet', message: 'index out of bounds' });
    expect(workers).toHaveLength(2);
  });

  it('goes on when only the runtime fails on a drawing', () => {
    const { client, worker, workers, ready } = setUp();
    client.predict(drawing(1));
    ready();
    worker().say({ type: 'error', during: 'predict', file: 'runtime', message: 'unreachable' });
    worker().answer();
    expect(workers).toHaveLength(1);
    expect(client.snapshot).toMatchObject({
      phase: 'ready',
      runtime: { phase: 'failed', failure: 'unreachable', lasting: false },
      models: { convnet: { engine: 'plain', result: { sequence: 1 } } },
    });
  });

  it('is started again when it has fallen silent over a drawing, but may take its time to download', () => {
    const { client, worker, workers } = setUp();
    client.predict(drawing(1));
    worker().say({ type: 'progress', file: 'convnet', receivedBytes: 1, totalBytes: 200 });
    vi.advanceTimersByTime(600_000);
    expect(workers).toHaveLength(1);
    worker().ready('convnet');
    vi.advanceTimersByTime(999);
    expect(workers).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(workers).toHaveLength(2);
  });

  it('is started again when its script does not come', () => {
    const { client, workers } = setUp();
    client.start();
    vi.advanceTimersByTime(4999);
    expect(workers).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(workers).toHaveLength(2);
  });

  it('is given a moment to answer when the machine wakes from a sleep', () => {
    const { client, worker, workers, ready } = setUp();
    client.predict(drawing(1));
    ready();
    vi.advanceTimersByTime(500); // the timer that was overdue
    worker().answer();
    worker().answer();
    vi.advanceTimersByTime(600_000);
    expect(workers).toHaveLength(1);
  });

  it('is asked again when the page is back, and started again should it be gone', () => {
    const { client, worker, workers, ready } = setUp();
    client.wake(); // nothing to wake
    client.predict(drawing(3));
    ready();
    worker().answer();
    worker().answer();
    client.wake();
    expect(
      worker()
        .predictions('forest')
        .map(({ sequence }) => sequence),
    ).toEqual([1, 1]);
    worker().answer();
    vi.advanceTimersByTime(600_000);
    expect(workers).toHaveLength(1);
    client.wake();
    vi.advanceTimersByTime(3000);
    expect(workers).toHaveLength(2);
    ready();
    expect(worker().predictions('convnet')[0]?.pixels[0]).toBe(3);
  });

  it('is listened to no more once it is given up', () => {
    const { client, worker, workers } = setUp();
    client.start();
    const first = worker();
    first.die('gone');
    first.ready('convnet');
    first.die('gone again');
    expect(workers).toHaveLength(2);
    expect(client.snapshot.models.convnet?.phase).toBe('loading');
  });

  it('is reported when the browser refuses workers', () => {
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
});
