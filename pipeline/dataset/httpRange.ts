/** A range of a file over HTTP, in one attempt; each way in which a server can fail is told apart. */
import { DatasetError } from './source.ts';

/** What tells one version of a remote file from another. */
export interface FileVersion {
  /** Its ETag, else its Last-Modified; empty when the server gives neither. */
  readonly etag: string;
  /** Undefined when the server does not tell. */
  readonly totalBytes?: number | undefined;
}

export interface RangeRequest {
  readonly url: string;
  /** First byte, and the one after the last; the file's end may come before it. */
  readonly from: number;
  readonly to: number;
  /** The version of which other bytes are already there. */
  readonly version?: FileVersion | undefined;
  readonly fetch: typeof globalThis.fetch;
  /** Longest time without a byte, in milliseconds. */
  readonly stallMs: number;
}

export interface RangeReply {
  readonly version: FileVersion;
  /** Exactly the bytes asked for, up to the end of the file; throws Interrupted when they stop too early. */
  readonly bytes: AsyncGenerator<Uint8Array, void, void>;
}

/** A fault that may pass: worth another attempt. */
export class Interrupted extends Error {
  override name = 'Interrupted';
  /** Wait that the server asks for, in milliseconds. */
  readonly waitMs: number;
  constructor(message: string, options: { readonly cause?: unknown; readonly waitMs?: number } = {}) {
    super(message, { cause: options.cause });
    this.waitMs = options.waitMs ?? 0;
  }
}

/** The server now has another version than the one of which bytes are already there. */
export class FileChanged extends Error {
  override name = 'FileChanged';
}

/**
 * Asks for a range. A server that ignores ranges answers with the whole file: what comes before the range is
 * then passed over, and reading stops at the range's end.
 * @throws Interrupted when it cannot be reached, stalls or answers 408, 429 or 5xx.
 * @throws FileChanged when `version` is not the server's.
 * @throws DatasetError for any other answer that is not the data.
 */
export async function requestRange(request: RangeRequest): Promise<RangeReply> {
  const { url, from, to, version, stallMs } = request;
  const patience = new Patience(stallMs);
  const headers: Record<string, string> = {
    range: `bytes=${from}-${to - 1}`,
    'accept-encoding': 'identity',
  };
  // A weak ETag must not stand in If-Range; the answer's own ETag is compared below in any case.
  if (version && version.etag !== '' && !version.etag.startsWith('W/')) headers['if-range'] = version.etag;
  try {
    const response = await request.fetch(url, { headers, signal: patience.signal });
    const got = await readStatus(response, request);
    if (version && (version.etag !== got.version.etag || differ(version.totalBytes, got.version.totalBytes)))
      throw new FileChanged(`${url} has changed on the server`);
    return { version: got.version, bytes: readBytes(response, got, request, patience) };
  } catch (error) {
    patience.end();
    throw asInterruption(error, patience);
  }
}

async function readStatus(response: Response, { url, from, to }: RangeRequest) {
  const { status, headers } = response;
  const type = headers.get('content-type') ?? '';
  const answered = `${url}: the server answered ${status}${response.statusText ? ` ${response.statusText}` : ''}`;
  if (status === 408 || status === 429 || status >= 500)
    throw new Interrupted(`the server answered ${status} ${response.statusText}`.trim(), {
      waitMs: retryAfterMs(headers.get('retry-after')),
    });
  if (status === 404)
    throw new DatasetError(`${answered}, expected the file. Check the base URL: ${BASE_URL_HINT}`);
  if (status === 401 || status === 403)
    throw new DatasetError(
      `${answered}${await pageTitle(response, type)}, expected the file. A proxy or firewall may forbid it, or the base URL be wrong. ${INSTEAD}`,
    );
  const total = /\/(\d+)$/.exec(headers.get('content-range') ?? '')?.[1];
  if (status === 416) {
    if (total === undefined || Number(total) > from)
      throw new DatasetError(`${answered} to bytes ${from}-${to - 1}, expected them. ${INSTEAD}`);
    throw new DatasetError(
      `${url}: too short: ${total} bytes, expected more than ${from}. The file on the server is damaged. ${INSTEAD}`,
    );
  }
  if (status !== 200 && status !== 206)
    throw new DatasetError(`${answered}, expected 206 Partial Content or 200 OK. ${INSTEAD}`);
  if (/html|xml/i.test(type))
    throw new DatasetError(
      `${answered} with HTML instead of data (${type}${await pageTitle(response, type)}), expected a .npy file. A login page, proxy or firewall may answer in the server's place: look at the address in a browser. ${INSTEAD}`,
    );
  const etag = headers.get('etag') ?? headers.get('last-modified') ?? '';
  if (status === 200) {
    const packed = (headers.get('content-encoding') ?? 'identity') !== 'identity'; // its length is not the file's
    const length = packed ? null : headers.get('content-length');
    return { firstByte: 0, version: { etag, totalBytes: length === null ? undefined : Number(length) } };
  }
  const range = headers.get('content-range');
  const start = /^bytes (\d+)-\d+\//.exec(range ?? '')?.[1];
  if (start === undefined || Number(start) !== from)
    throw new DatasetError(
      `${answered} with the range ${range}, expected bytes ${from}-${to - 1}. ${INSTEAD}`,
    );
  return { firstByte: from, version: { etag, totalBytes: total === undefined ? undefined : Number(total) } };
}

/** Cuts the wanted bytes out of the body, which starts at `firstByte` of the file, and lets go of the rest. */
async function* readBytes(
  response: Response,
  { firstByte, version }: { readonly firstByte: number; readonly version: FileVersion },
  { from, to }: RangeRequest,
  patience: Patience,
): AsyncGenerator<Uint8Array, void, void> {
  const end = Math.min(to, version.totalBytes ?? to);
  let position = firstByte;
  try {
    for await (const chunk of response.body ?? []) {
      patience.renew();
      const wanted = chunk.subarray(Math.max(0, from - position), Math.max(0, end - position));
      position += chunk.length;
      if (wanted.length > 0) {
        yield wanted;
        patience.renew(); // what the reader did meanwhile is not the server's delay
      }
      if (position >= end) return;
    }
    if (position < end) throw new Interrupted(`the answer ended at byte ${position}, expected ${end}`);
  } catch (error) {
    throw asInterruption(error, patience);
  } finally {
    patience.end();
  }
}

/** Aborts a request that brings nothing for a while, or that is over. */
class Patience {
  stalled = false;
  readonly stallMs: number;
  readonly #controller = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  constructor(stallMs: number) {
    this.stallMs = stallMs;
    this.renew();
  }
  get signal(): AbortSignal {
    return this.#controller.signal;
  }
  renew(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.stalled = true;
      this.#controller.abort();
    }, this.stallMs);
  }
  end(): void {
    clearTimeout(this.#timer);
    this.#controller.abort();
  }
}

function asInterruption(error: unknown, patience: Patience): unknown {
  if (error instanceof DatasetError || error instanceof Interrupted || error instanceof FileChanged)
    return error;
  if (patience.stalled)
    return new Interrupted(`nothing came for ${patience.stallMs / 1000} s`, { cause: error });
  // fetch says no more than "fetch failed" or "terminated"; the reason is its cause.
  const { cause, message } = error as Error & { cause?: NodeJS.ErrnoException };
  return new Interrupted(cause?.message || cause?.code || message, { cause: error });
}

function differ(a: number | undefined, b: number | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b;
}

function retryAfterMs(header: string | null): number {
  const seconds = Number(header ?? 0);
  return Number.isFinite(seconds) ? Math.min(Math.max(0, seconds), 60) * 1000 : 0;
}

/** The title of an error page, to recognise it by; only its first bytes are read. */
async function pageTitle(response: Response, type: string): Promise<string> {
  if (!/html|xml/i.test(type)) return '';
  let start = '';
  for await (const chunk of response.body ?? []) {
    start += Buffer.from(chunk).toString('utf8');
    if (start.length > 4096) break;
  }
  const title = /<(?:title|Message)[^>]*>([^<]{0,200})/i.exec(start)?.[1]?.trim().replace(/\s+/g, ' ');
  return title ? `, titled "${title.slice(0, 100)}"` : '';
}

const BASE_URL_HINT = 'it must hold full/numpy_bitmap/<class>.npy.';
const INSTEAD = 'Or use --data DIR or --data embedded.';
