/** A stand-in for the official bucket: a local HTTP server with ranges, ETags, and faults on demand. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PIXELS } from '../../src/learning/classifier.ts';

/** What goes wrong with one request; none means that it is answered as it should be. */
export type Fault =
  | { readonly kind: 'status'; readonly status: number; readonly html?: string; readonly retryAfter?: string }
  | { readonly kind: 'html' }
  /** Sends so many bytes, then cuts the connection; the last of them may be lost with it. */
  | { readonly kind: 'cut'; readonly after: number }
  /** Sends so many bytes, then nothing more. */
  | { readonly kind: 'stall'; readonly after: number }
  /** Takes the request and never answers. */
  | { readonly kind: 'silence' }
  /** Sends only so many of the bytes, and says that these are all. */
  | { readonly kind: 'tooLittle'; readonly bytes: number }
  /** Sends so many bytes beyond those that were asked for. */
  | { readonly kind: 'tooMuch'; readonly bytes: number }
  /** Answers with the whole file, whatever range was asked for. */
  | { readonly kind: 'ignoreRange' }
  /** Answers with the range that begins a byte later. */
  | { readonly kind: 'wrongRange' };

export interface Bucket {
  readonly baseUrl: string;
  /** Files by path below the base URL, e.g. "/full/numpy_bitmap/cat.npy". */
  readonly files: Map<string, Uint8Array>;
  /** Every request so far: path, range as asked for, and bytes sent of the body. */
  readonly requests: { path: string; range: string | undefined; ifRange: string | undefined; sent: number }[];
  /** Decides by the number of the request, from 0. */
  fault: (request: number) => Fault | undefined;
  /** False: no ETag is sent. */
  etags: boolean;
  close(): Promise<void>;
}

export async function startBucket(): Promise<Bucket> {
  const server = createServer((request, response) => void answer(request, response));
  const files = new Map<string, Uint8Array>();
  const requests: Bucket['requests'] = [];
  const bucket: Bucket = {
    baseUrl: '',
    files,
    requests,
    fault: () => undefined,
    etags: true,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = decodeURIComponent(request.url ?? '');
    const { range } = request.headers;
    const ifRange = request.headers['if-range'] as string | undefined;
    const record = { path, range, ifRange, sent: 0 };
    const fault = bucket.fault(requests.length);
    requests.push(record);
    const body = files.get(path);
    if (fault?.kind === 'silence') return;
    if (fault?.kind === 'status') {
      const type = fault.html === undefined ? 'text/plain' : 'text/html; charset=utf-8';
      response.writeHead(fault.status, {
        'content-type': type,
        ...(fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter }),
      });
      response.end(fault.html);
      return;
    }
    if (fault?.kind === 'html') {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<!doctype html><title>Sign in to the network</title>');
      return;
    }
    if (body === undefined) {
      response.writeHead(404, { 'content-type': 'application/xml' });
      response.end('<?xml version="1.0"?><Error><Code>NoSuchKey</Code></Error>');
      return;
    }
    const etag = `"${createHash('md5').update(body).digest('hex')}"`;
    const tags = bucket.etags ? { etag } : {};
    const asked = /^bytes=(\d+)-(\d+)$/.exec(range ?? '');
    const whole = !asked || fault?.kind === 'ignoreRange' || (ifRange !== undefined && ifRange !== etag);
    let first = whole ? 0 : Number(asked[1]);
    const last = whole ? body.length - 1 : Math.min(Number(asked[2]), body.length - 1);
    if (first > last) {
      response.writeHead(416, { 'content-range': `bytes */${body.length}` });
      response.end();
      return;
    }
    if (fault?.kind === 'wrongRange') first++;
    let part: Uint8Array = body.subarray(first, last + 1);
    if (fault?.kind === 'tooLittle') part = part.subarray(0, fault.bytes);
    if (fault?.kind === 'tooMuch') part = Buffer.concat([part, Buffer.alloc(fault.bytes, 0xee)]);
    response.writeHead(whole ? 200 : 206, {
      'content-type': 'application/octet-stream',
      'content-length': part.length,
      ...tags,
      ...(whole ? {} : { 'content-range': `bytes ${first}-${last}/${body.length}` }),
    });
    const end = fault?.kind === 'cut' || fault?.kind === 'stall' ? fault.after : part.length;
    for (let i = 0; i < end && !response.destroyed; i += 4096) {
      const chunk = part.subarray(i, Math.min(end, i + 4096));
      const flowing = response.write(chunk);
      record.sent += chunk.length;
      if (!flowing && !response.destroyed) await drained(response);
    }
    if (fault?.kind === 'stall') return;
    if (fault?.kind === 'cut') setTimeout(() => response.destroy(), 50);
    else response.end();
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(bucket, { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

/** Waits until more can be written, or nobody reads any longer. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      response.off('drain', go).off('close', go);
      resolve();
    };
    response.on('drain', go).on('close', go);
  });
}

/** A .npy file as NumPy writes it; `fields` overrides what its header says. */
export function npyFile(
  pixels: Uint8Array,
  fields: { descr?: string; order?: string; shape?: string; version?: 1 | 2 | 3 } = {},
): Uint8Array {
  const { descr = "'|u1'", order = 'False', version = 1 } = fields;
  const { shape = `(${pixels.length / PIXELS}, ${PIXELS})` } = fields;
  const prefix = version === 1 ? 10 : 12;
  const literal = `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': ${shape}, }`;
  const length = Math.ceil((prefix + literal.length + 1) / 16) * 16 - prefix;
  const head = Buffer.alloc(prefix + length, ' ');
  head.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, version, 0]);
  if (version === 1) head.writeUInt16LE(length, 8);
  else head.writeUInt32LE(length, 8);
  head.write(literal, prefix, 'latin1');
  head[head.length - 1] = 10;
  return new Uint8Array(Buffer.concat([head, pixels]));
}

/** Made-up pixels, all drawings different, so that a byte in the wrong place shows. [count, 784] */
export function madeUpPixels(count: number, seed = 1): Uint8Array {
  const pixels = new Uint8Array(count * PIXELS);
  let state = seed;
  for (let i = 0; i < pixels.length; i++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    pixels[i] = state >> 16;
  }
  return pixels;
}
