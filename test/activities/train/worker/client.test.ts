import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TrainerClient, type WorkerLike } from '../../../../src/activities/train/worker/client.ts';
import type { AliveReply, Reply, Request } from '../../../../src/activities/train/worker/protocol.ts';
import { requestOf } from './request.ts';

class FakeWorker implements WorkerLike {
  readonly requests: Request[] = [];
  terminated = false;
  onmessage: WorkerLike['onmessage'] = null;
  onerror: WorkerLike['onerror'] = null;
  onmessageerror: WorkerLike['onmessageerror'] = null;
  postMessage(request: Request) {
    this.requests.push(request);
  }
  terminate() {
    this.terminated = true;
  }
  say(reply: Reply | AliveReply) {
    this.onmessage?.({ data: reply } as MessageEvent<Reply>);
  }
  break(message: string) {
    const event = { message, preventDefault: vi.fn() };
    this.onerror?.(event as unknown as ErrorEvent);
    return event;
  }
}

function setUp(options: { patienceMs?: number; createWorker?: () => WorkerLike } = {}) {
  const workers: FakeWorker[] = [];
  const replies: Reply[] = [];
  const deaths: string[] = [];
  const client = new TrainerClient({
    createWorker() {
      workers.push(new FakeWorker());
      return workers.at(-1) as FakeWorker;
    },
    onReply: (reply) => void replies.push(reply),
    onDeath: (message) => void deaths.push(message),
    ...options,
  });
  const worker = (i = 0) => workers[i] as FakeWorker;
  return { client, workers, worker, replies, deaths, types: () => replies.map(({ type }) => type) };
}

const request = requestOf([{ id: 'forest', hyperparameters: {} }], { train: 2, test: 1 });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a trainer', () => {
  it('starts its worker with the first training, and keeps it for the next', () => {
    const { client, workers, worker, types } = setUp();
    expect(workers).toHaveLength(0);
    client.train(request);
    worker().say({ type: 'begun', model: 'forest' });
    worker().say({ type: 'done' });
    client.train(request);
    expect(workers).toHaveLength(1);
    expect(worker().requests).toEqual([request, request]);
    expect(types()).toEqual(['begun', 'done']);
  });

  it('keeps signs of life to itself', () => {
    const { client, worker, types } = setUp();
    client.train(request);
    worker().say({ type: 'alive' });
    expect(types()).toEqual([]);
  });

  it('takes another worker after a failure, since what could not be loaded is not loaded again', () => {
    const { client, workers, worker } = setUp();
    client.train(request);
    worker().say({ type: 'failed', model: 'convnet', message: 'offline' });
    worker().say({ type: 'done' });
    client.train(request);
    expect(workers).toHaveLength(2);
    expect(worker().terminated).toBe(true);
  });

  it('ends the training that goes on when another begins', () => {
    const { client, workers, worker, types, deaths } = setUp();
    client.train(request);
    client.train(request);
    worker().say({ type: 'done' });
    expect([workers.length, worker().terminated, types(), deaths]).toEqual([2, true, [], []]);
  });

  it('says so where the page may not start workers', () => {
    const { client, deaths } = setUp({
      createWorker: () => {
        throw new Error('barred');
      },
    });
    client.train(request);
    expect(deaths).toEqual([
      'This browser does not let the page start a worker to train in (Error: barred).',
    ]);
  });
});

describe('a worker that dies', () => {
  it.each([
    ['with an error', (worker: FakeWorker) => worker.break('out of memory'), '(out of memory)'],
    [
      'before its script has come',
      (worker: FakeWorker) => worker.break(''),
      '(its script could not be loaded)',
    ],
    [
      'sending rubbish',
      (worker: FakeWorker) => worker.onmessageerror?.({} as MessageEvent),
      '(it sent what cannot be read)',
    ],
  ])('%s is mourned once, and the next training has another', (_, die, reason) => {
    const { client, workers, worker, deaths } = setUp();
    client.train(request);
    die(worker());
    die(worker());
    expect(deaths).toEqual([expect.stringContaining(reason)]);
    expect(deaths[0]).toContain('Your drawings are all here');
    client.train(request);
    expect(workers).toHaveLength(2);
    worker(1).say({ type: 'done' });
    expect(worker(1).requests).toEqual([request]);
  });

  it('while nothing is trained is replaced without a word', () => {
    const { client, workers, worker, deaths } = setUp();
    client.train(request);
    worker().say({ type: 'done' });
    worker().break('gone');
    client.train(request);
    expect([deaths, workers.length]).toEqual([[], 2]);
  });

  it('is handled here, not reported by the page’s console', () => {
    const { client, worker } = setUp();
    client.train(request);
    expect(worker().break('x').preventDefault).toHaveBeenCalled();
  });

  it('in silence is found out', () => {
    const { client, worker, deaths } = setUp({ patienceMs: 4000 });
    client.train(request);
    worker().say({ type: 'begun', model: 'forest' });
    vi.advanceTimersByTime(3000);
    worker().say({ type: 'alive' });
    vi.advanceTimersByTime(3000);
    expect(deaths).toEqual([]);
    vi.advanceTimersByTime(1001);
    expect(deaths).toEqual([expect.stringContaining('it no longer answers')]);
    expect(worker().terminated).toBe(true);
  });

  it('is not taken for dead while its script is on a slow line', () => {
    const { client, deaths } = setUp({ patienceMs: 4000 });
    client.train(request);
    vi.advanceTimersByTime(59_000);
    expect(deaths).toEqual([]);
    vi.advanceTimersByTime(1001);
    expect(deaths).toEqual([expect.stringContaining('its script has not come')]);
  });

  it('may be silent as long as it likes when nothing is trained', () => {
    const { client, worker, deaths } = setUp({ patienceMs: 4000 });
    client.train(request);
    worker().say({ type: 'done' });
    vi.advanceTimersByTime(600_000);
    expect([deaths, worker().terminated]).toEqual([[], false]);
  });
});

describe('a stop', () => {
  it('is passed on once, and the worker lives on', () => {
    const { client, worker, types } = setUp();
    client.train(request);
    client.stop();
    client.stop();
    worker().say({ type: 'done' });
    vi.advanceTimersByTime(60_000);
    expect(worker().requests.map(({ type }) => type)).toEqual(['train', 'stop']);
    expect([types(), worker().terminated]).toEqual([['done'], false]);
  });

  it('that is not obeyed within five seconds ends the worker, and the training is done', () => {
    const { client, worker, workers, types, deaths } = setUp();
    client.train(request);
    client.stop();
    vi.advanceTimersByTime(4999);
    expect(types()).toEqual([]);
    vi.advanceTimersByTime(2);
    expect([types(), worker().terminated, deaths]).toEqual([['done'], true, []]);
    worker().say({ type: 'done' });
    expect(types()).toEqual(['done']);
    client.train(request);
    client.stop();
    expect(workers).toHaveLength(2);
    expect(worker(1).requests.map(({ type }) => type)).toEqual(['train', 'stop']);
  });

  it('of nothing does nothing', () => {
    const { client, workers, types } = setUp();
    client.stop();
    vi.advanceTimersByTime(60_000);
    expect([workers, types()]).toEqual([[], []]);
  });
});

it('ended, a trainer says nothing more', () => {
  const { client, worker, types, deaths } = setUp();
  client.train(request);
  client.terminate();
  worker().say({ type: 'done' });
  vi.advanceTimersByTime(600_000);
  expect([types(), deaths, worker().terminated]).toEqual([[], [], true]);
});
