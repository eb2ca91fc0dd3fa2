import { describe, expect, it } from 'vitest';
import {
  PictureClient,
  type PictureWorkerLike,
} from '../../../../../src/activities/train/examples/pictures/client.ts';
import type { Reply, Request } from '../../../../../src/activities/train/examples/pictures/protocol.ts';

class FakeWorker implements PictureWorkerLike {
  readonly asked: Request[] = [];
  ended = false;
  onmessage: PictureWorkerLike['onmessage'] = null;
  onerror: PictureWorkerLike['onerror'] = null;
  onmessageerror: PictureWorkerLike['onmessageerror'] = null;
  postMessage(request: Request): void {
    this.asked.push(request);
  }
  terminate(): void {
    this.ended = true;
  }
  answer(reply: Partial<Reply>): void {
    this.onmessage?.({ data: reply } as MessageEvent<Reply>);
  }
}

function begin() {
  const workers: FakeWorker[] = [];
  const timers: (() => void)[] = [];
  const client = new PictureClient({
    createWorker: () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker;
    },
    after: (_, action) => {
      timers.push(action);
      return () => timers.splice(timers.indexOf(action), 1);
    },
  });
  return { client, workers, timers };
}
const source = new Blob(['x']);
const refused = (id: string) => ({ type: 'refused', id, message: 'no', shown: null }) as const;

describe('PictureClient', () => {
  it('starts one worker for many pictures', async () => {
    const { client, workers, timers } = begin();
    for (const id of ['a', 'b']) {
      const reply = client.read({ id, source });
      workers[0]?.answer(refused(id));
      expect(await reply).toEqual(refused(id));
    }
    expect([workers.length, timers.length]).toEqual([1, 0]);
  });

  it.each([
    [
      'breaks',
      (worker?: FakeWorker) => worker?.onerror?.({ message: 'x' } as ErrorEvent),
      /broke the reader/,
    ],
    [
      'sends what cannot be read',
      (worker?: FakeWorker) => worker?.onmessageerror?.({} as MessageEvent),
      /cannot be read/,
    ],
  ])(
    'answers for a picture over which the worker %s, and starts another for the next',
    async (_, kill, expected) => {
      const { client, workers } = begin();
      const reply = client.read({ id: 'a', source });
      kill(workers[0]);
      expect(await reply).toMatchObject({
        type: 'refused',
        id: 'a',
        message: expect.stringMatching(expected),
      });
      expect(workers[0]?.ended).toBe(true);
      const next = client.read({ id: 'b', source });
      workers[0]?.answer(refused('b')); // too late
      workers[1]?.answer(refused('b'));
      expect(await next).toEqual(refused('b'));
    },
  );

  it('gives a picture up that takes too long', async () => {
    const { client, workers, timers } = begin();
    const reply = client.read({ id: 'a', source });
    timers[0]?.();
    expect(await reply).toMatchObject({ message: expect.stringMatching(/too long/) });
    expect(workers[0]?.ended).toBe(true);
  });

  it('answers for what it was at when it is ended', async () => {
    const { client, workers } = begin();
    const reply = client.read({ id: 'a', source });
    client.terminate();
    expect(await reply).toMatchObject({ type: 'refused' });
    expect(workers[0]?.ended).toBe(true);
    client.terminate();
  });

  it('says so where no worker can be started', async () => {
    const client = new PictureClient({
      createWorker: () => {
        throw new Error('barred');
      },
    });
    expect(await client.read({ id: 'a', source })).toMatchObject({
      message: expect.stringMatching(/barred/),
    });
  });
});
