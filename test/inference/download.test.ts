import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Download, download as downloadWith, STALLED_AFTER_MS } from '../../src/inference/download.ts';

const MODEL = Uint8Array.from([0x08, 0x08, 0x12, 0x01, 0x61, 0x3a, 0x00]);
const FILE: Download = { url: '/models/cat.onnx', kind: 'model' };

/** A server that answers one thing, in chunks of 3 bytes. */
function answer(body: Uint8Array | string, init: ResponseInit = {}): typeof fetch {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return async () => {
    const stream = new ReadableStream({
      start(controller) {
        for (let i = 0; i < bytes.length; i += 3) controller.enqueue(bytes.slice(i, i + 3));
        controller.close();
      },
    });
    return new Response(stream, init);
  };
}

/** A download for which time stands still. */
const download = (
  file: Download,
  server: typeof fetch,
  onProgress: (...bytes: [number, number | null]) => void,
) => downloadWith(file, { fetch: server, after: () => () => {} }, onProgress);

/** A clock that is moved by hand. */
function handClock() {
  let now = 0;
  const waiting = new Set<{ at: number; action: () => void }>();
  return {
    waiting,
    after(ms: number, action: () => void) {
      const entry = { at: now + ms, action };
      waiting.add(entry);
      return () => void waiting.delete(entry);
    },
    async advance(ms: number) {
      now += ms;
      for (const entry of [...waiting]) if (entry.at <= now && waiting.delete(entry)) entry.action();
      await new Promise((resolve) => setTimeout(resolve)); // lets what was set off run
    },
  };
}

/** A server that sends what it is told to, and heeds an abort as `fetch` does. */
function slowServer() {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  let respond: ((response: Response) => void) | undefined;
  const server: typeof fetch = (_, init) =>
    new Promise((resolve, reject) => {
      respond = resolve;
      const aborted = new DOMException('The operation was aborted.', 'AbortError');
      init?.signal?.addEventListener('abort', () => {
        reject(aborted);
        controller?.error(aborted);
      });
    });
  return {
    server,
    answer: () =>
      respond?.(
        new Response(
          new ReadableStream<Uint8Array>({
            start(created) {
              controller = created;
            },
          }),
        ),
      ),
    send: (bytes: Uint8Array) => controller?.enqueue(bytes),
    end: () => controller?.close(),
  };
}

async function progressOf(file: Download, server: typeof fetch): Promise<[number, number | null][]> {
  const seen: [number, number | null][] = [];
  await download(file, server, (received, total) => seen.push([received, total]));
  return seen;
}

describe('download', () => {
  it('gives the bytes and reports every chunk against Content-Length', async () => {
    const server = answer(MODEL, { headers: { 'content-length': '7' } });
    expect(await download(FILE, server, () => {})).toEqual(MODEL);
    expect(await progressOf(FILE, server)).toEqual([
      [0, 7],
      [3, 7],
      [6, 7],
      [7, 7],
      [7, 7],
    ]);
  });

  it('falls back on the published length when Content-Length is absent or counts compressed bytes', async () => {
    const first = async (file: Download, init: ResponseInit) =>
      (await progressOf(file, answer(MODEL, init)))[0];
    expect(await first({ ...FILE, bytes: 7 }, {})).toEqual([0, 7]);
    expect(await first(FILE, {})).toEqual([0, null]);
    const compressed = { headers: { 'content-length': '4', 'content-encoding': 'gzip' } };
    expect(await first({ ...FILE, bytes: 7 }, compressed)).toEqual([0, 7]);
  });

  it('claims no total once more has come than was announced', async () => {
    const seen = await progressOf(FILE, answer(MODEL, { headers: { 'content-length': '4' } }));
    expect(seen).toContainEqual([6, null]);
    expect(seen.at(-1)).toEqual([7, 7]);
  });

  it('says that a web page came instead of the model, with address and status', async () => {
    const page = answer('\n<!doctype html><title>Home</title>', { headers: { 'content-type': 'text/html' } });
    await expect(download(FILE, page, () => {})).rejects.toThrow(
      'The server sent a web page instead of the model: /models/cat.onnx (status 200, text/html).',
    );
  });

  it.each([
    ['version https://git-lfs.github.com/spec/v1', 'not an ONNX file (status 200'],
    ['{"error":"no"}', 'first bytes 7b226572'],
    ['', 'an empty model'],
  ])('refuses %j', async (body, message) => {
    await expect(download(FILE, answer(body), () => {})).rejects.toThrow(message);
  });

  it('wants the magic of WebAssembly for the runtime', async () => {
    const file: Download = { url: '/ort.wasm', kind: 'runtime' };
    const wasm = Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
    expect(await download(file, answer(wasm), () => {})).toEqual(wasm);
    await expect(download(file, answer(MODEL), () => {})).rejects.toThrow('is not a WebAssembly file');
  });

  it('names the status of an error answer', async () => {
    await expect(download(FILE, answer('no', { status: 404 }), () => {})).rejects.toThrow(
      'The server answered 404 for the model /models/cat.onnx.',
    );
  });

  it('names the file that could not be reached, or that broke off', async () => {
    const down: typeof fetch = async () => {
      throw new TypeError('Failed to fetch');
    };
    await expect(download(FILE, down, () => {})).rejects.toThrow(
      '/models/cat.onnx could not be reached (Failed to fetch)',
    );
    const breaking: typeof fetch = async () => {
      let pulls = 0;
      const stream = new ReadableStream({
        pull(controller) {
          pulls += 1;
          if (pulls === 1) controller.enqueue(MODEL.slice(0, 4));
          else controller.error(new Error('network lost'));
        },
      });
      return new Response(stream);
    };
    await expect(download(FILE, breaking, () => {})).rejects.toThrow(
      'broke off after 4 bytes (network lost)',
    );
  });

  it('checks length and SHA-256 against the published ones', async () => {
    const sha256 = createHash('sha256').update(MODEL).digest('hex');
    const published = { ...FILE, bytes: 7, sha256 };
    expect(await download(published, answer(MODEL), () => {})).toEqual(MODEL);
    await expect(download({ ...published, bytes: 8 }, answer(MODEL), () => {})).rejects.toThrow(
      'has 7 bytes; the results say 8',
    );
    await expect(download({ ...published, sha256: '0'.repeat(64) }, answer(MODEL), () => {})).rejects.toThrow(
      `SHA-256 ${sha256}, expected 000`,
    );
  });

  it('goes past the cache only when it is told to', async () => {
    const modes: unknown[] = [];
    const server: typeof fetch = (input, init) => {
      modes.push(init?.cache);
      return answer(MODEL)(input, init);
    };
    await download(FILE, server, () => {});
    await download({ ...FILE, fresh: true }, server, () => {});
    expect(modes).toEqual(['default', 'reload']);
  });

  it('gives up a server that does not answer', async () => {
    const clock = handClock();
    const { server } = slowServer();
    const outcome = expect(downloadWith(FILE, { ...clock, fetch: server }, () => {})).rejects.toThrow(
      'The server has not answered for 30 seconds: /models/cat.onnx.',
    );
    await clock.advance(STALLED_AFTER_MS);
    await outcome;
    expect(clock.waiting.size).toBe(0);
  });

  it('gives up a download that stalls, and no earlier than after the whole wait', async () => {
    const clock = handClock();
    const { server, answer, send } = slowServer();
    let received = 0;
    const outcome = downloadWith(FILE, { ...clock, fetch: server }, (bytes) => {
      received = bytes;
    }).then(
      () => 'done',
      (error: Error) => error.message,
    );
    let settled = false;
    outcome.then(() => {
      settled = true;
    });
    answer();
    await clock.advance(STALLED_AFTER_MS - 1);
    send(MODEL.slice(0, 4));
    await clock.advance(0);
    expect(received).toBe(4);
    await clock.advance(STALLED_AFTER_MS - 1); // long after the start, but not after the last bytes
    expect(settled).toBe(false);
    await clock.advance(1);
    expect(await outcome).toBe('/models/cat.onnx stopped after 4 bytes: nothing has come for 30 seconds.');
    expect(clock.waiting.size).toBe(0);
  });

  it('lets a slow download take its time, and stops waiting when it is there', async () => {
    const clock = handClock();
    const { server, answer, send, end } = slowServer();
    const outcome = downloadWith(FILE, { ...clock, fetch: server }, () => {});
    answer();
    for (const byte of MODEL) {
      await clock.advance(STALLED_AFTER_MS - 1);
      send(Uint8Array.of(byte));
      await clock.advance(0);
    }
    end();
    expect(await outcome).toEqual(MODEL);
    expect(clock.waiting.size).toBe(0);
  });

  it('goes past the cache once when it holds the file of an earlier build', async () => {
    const asked: (RequestCache | undefined)[] = [];
    const old = Uint8Array.from([0x08, 0x07, 0x12, 0x01, 0x61, 0x3a, 0x00]);
    const server: typeof fetch = (_, init) => {
      asked.push(init?.cache);
      return answer(asked.length === 1 ? old : MODEL)('');
    };
    const sha256 = createHash('sha256').update(MODEL).digest('hex');
    expect(await download({ ...FILE, bytes: 7, sha256 }, server, () => {})).toEqual(MODEL);
    expect(asked).toEqual(['default', 'reload']);
  });

  it('says what to do when the server too has another file than the page was built with', async () => {
    let asked = 0;
    const server: typeof fetch = (...request) => {
      asked += 1;
      return answer(MODEL)(...request);
    };
    await expect(download({ ...FILE, bytes: 9 }, server, () => {})).rejects.toThrow(
      '/models/cat.onnx has 7 bytes; the results say 9. If the site was built anew since this page was opened, reload the page.',
    );
    expect(asked).toBe(2);
  });
});
