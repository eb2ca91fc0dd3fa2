import { describe, expect, it } from 'vitest';
import type { Stroke } from '../../../src/core/strokes.ts';
import {
  ExplainClient,
  type ExplainOptions,
  type ExplainWorkerLike,
  PACE_MS,
  REST_MS,
} from '../../../src/inference/explain/client.ts';
import type { ExplainRequest, Reply, Request } from '../../../src/inference/explain/protocol.ts';

const LINE = [
  [
    [0, 100],
    [0, 50],
  ],
] as const;

class FakeWorker implements ExplainWorkerLike {
  readonly requests: Request[] = [];
  terminated = false;
  onmessage: ExplainWorkerLike['onmessage'] = null;
  onerror: ExplainWorkerLike['onerror'] = null;
  onmessageerror: ExplainWorkerLike['onmessageerror'] = null;
  postMessage(request: Request): void {
    this.requests.push(structuredClone(request));
  }
  terminate(): void {
    this.terminated = true;
  }
  say(reply: Reply): void {
    this.onmessage?.({ data: reply } as MessageEvent<Reply>);
  }
  get asked(): readonly boolean[] {
    return this.requests.filter((r): r is ExplainRequest => r.type === 'explain').map((r) => r.occlude);
  }
}

function setUp(overrides: Partial<ExplainOptions> = {}) {
  const workers: FakeWorker[] = [];
  let clock = 0;
  const timers = new Set<{ at: number; action: () => void }>();
  const client = new ExplainClient({
    models: [{ id: 'forest', url: '/forest.onnx' }],
    exhibits: [],
    createWorker: () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker;
    },
    now: () => clock,
    after(ms, action) {
      const timer = { at: clock + ms, action };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    ...overrides,
  });
  /** Lets time pass, firing what falls due. */
  const wait = (ms: number) => {
    clock += ms;
    for (const timer of [...timers])
      if (timer.at <= clock) {
        timers.delete(timer);
        timer.action();
      }
  };
  return { client, workers, wait, worker: () => workers.at(-1) as FakeWorker };
}
const drawing = (sequence: number): Reply => ({
  type: 'drawing',
  sequence,
  pixels: new Uint8Array(784),
  strokes: [],
});

describe('ExplainClient', () => {
  it('starts no worker before it is told to, then asks about the drawing that is there, whole', () => {
    const { client, workers, wait, worker } = setUp();
    client.show(LINE);
    wait(1000);
    expect(workers).toEqual([]);
    client.start();
    client.start();
    expect(workers).toHaveLength(1);
    expect(worker().requests.map(({ type }) => type)).toEqual(['load', 'explain']);
    expect(worker().asked).toEqual([true]);
    expect(client.explanation).toMatchObject({ phase: 'running', pending: true });
  });

  it('asks about the ink of a drawing whose strokes nobody has', () => {
    const { client, wait, worker } = setUp();
    const ink = new Uint8Array(784).fill(7);
    client.show(ink);
    client.start();
    wait(1000);
    client.show(ink); // as it was
    wait(1000);
    const asked = worker().requests.filter((request) => request.type === 'explain');
    expect(asked.map(({ strokes, ink: sent }) => [strokes, sent])).toEqual([[[], ink]]);
  });

  it('asks a few times a second while the pen moves, and stroke by stroke when it rests', () => {
    const { client, wait, worker } = setUp();
    client.start();
    let last: readonly Stroke[] = [];
    for (let i = 0; i < 20; i++) {
      last = [...LINE];
      client.show(last);
      wait(50);
    }
    const moving = worker().asked;
    expect(moving).toEqual(Array.from({ length: Math.ceil(1000 / PACE_MS) }, () => false));
    wait(REST_MS);
    expect(worker().asked).toEqual([...moving, true]);
    client.show(last); // as it was
    wait(5000);
    expect(worker().asked).toEqual([...moving, true]);
  });

  it('shows what comes, and is pending until the newest drawing has settled', () => {
    const { client, worker, wait } = setUp();
    client.start();
    client.show(LINE);
    wait(REST_MS);
    worker().say({ type: 'ready', model: 'forest' });
    worker().say(drawing(2));
    worker().say({ type: 'settled', sequence: 1 });
    expect(client.explanation).toMatchObject({ drawing: { sequence: 2 }, pending: true });
    worker().say({ type: 'settled', sequence: 2 });
    expect(client.explanation.pending).toBe(false);
  });

  it('is pending while a model is on its way', () => {
    const { client, worker } = setUp();
    client.show(LINE);
    client.start();
    worker().say({ type: 'settled', sequence: 1 });
    expect(client.explanation.pending).toBe(true);
    worker().say({ type: 'error', model: 'forest', message: 'gone' });
    expect(client.explanation.pending).toBe(false);
  });

  it('is pending again until a model that has just loaded has had its say', () => {
    const { client, worker } = setUp();
    client.show(LINE);
    client.start();
    worker().say({ type: 'settled', sequence: 1 });
    worker().say({ type: 'ready', model: 'forest' });
    expect(client.explanation.pending).toBe(true);
    worker().say({ type: 'settled', sequence: 1 });
    expect(client.explanation.pending).toBe(false);
  });

  it('forgets an emptied canvas, whatever still comes about it', () => {
    const { client, worker, wait } = setUp();
    client.start();
    client.show(LINE);
    worker().say({ type: 'ready', model: 'forest' });
    worker().say(drawing(1));
    client.show(null);
    expect(worker().requests.at(-1)).toEqual({ type: 'abandon' });
    worker().say(drawing(1));
    wait(1000);
    expect(worker().asked).toHaveLength(1);
    expect(client.explanation).toMatchObject({ drawing: null, evidence: {}, pending: false });
  });

  it('says which model has no reasons, until it has', () => {
    const { client, worker } = setUp();
    client.start();
    worker().say({ type: 'error', model: 'forest', message: 'gone' });
    expect(client.explanation.failures).toEqual({ forest: 'gone' });
    worker().say({ type: 'ready', model: 'forest' });
    expect(client.explanation.failures).toEqual({});
  });

  it('tells of a worker that breaks, and begins anew past the cache when asked', () => {
    const { client, worker, workers } = setUp();
    client.show(LINE);
    client.start();
    worker().onerror?.({ message: 'boom', preventDefault() {} } as ErrorEvent);
    expect(workers[0]?.terminated).toBe(true);
    expect(client.explanation).toMatchObject({ phase: 'idle', failure: expect.stringContaining('boom') });
    client.start();
    expect(workers).toHaveLength(1);
    client.retry();
    expect(worker().requests[0]).toMatchObject({ type: 'load', fresh: true });
    expect(worker().asked).toEqual([true]);
    expect(client.explanation.failure).toBeNull();
  });

  it('tells when a browser starts no worker', () => {
    const { client } = setUp({
      createWorker: () => {
        throw new Error('not allowed');
      },
    });
    client.start();
    expect(client.explanation.failure).toContain('not allowed');
  });
});
