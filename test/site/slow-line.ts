import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Send } from './server.ts';

export interface Line {
  /** Of all answers together. */
  readonly bitsPerSecond: number;
  /** There and back, before every answer, and once more for a new connection. */
  readonly latencyMs: number;
}

/** Full packets of Ethernet. */
const CHUNK_BYTES = 4 * 1460;

/**
 * A slow line in front of a server: every answer waits for the latency, and all share one bandwidth, in turns. In the
 * server, since a browser's own throttling of a page leaves out what the page's workers fetch.
 */
export function slowLine({ bitsPerSecond, latencyMs }: Line): Send {
  const known = new WeakSet<Socket>();
  let freeAt = 0;
  return async (response: ServerResponse, body: Buffer) => {
    const { socket } = response;
    const first = socket !== null && !known.has(socket);
    if (first) known.add(socket);
    await sleep(first ? 2 * latencyMs : latencyMs);
    for (let at = 0; at < body.length; at += CHUNK_BYTES) {
      const chunk = body.subarray(at, at + CHUNK_BYTES);
      freeAt = Math.max(performance.now(), freeAt) + (8000 * chunk.length) / bitsPerSecond;
      await sleep(freeAt - performance.now());
      if (response.destroyed) return;
      response.write(chunk);
    }
    response.end();
  };
}
