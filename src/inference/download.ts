/** Fetches a binary file with progress, and tells a file that can be used from everything else a server may send. */

export interface Download {
  readonly url: string;
  /** What the file should be; it decides the check of the first bytes. */
  readonly kind: 'model' | 'runtime';
  /** Checked when given. */
  readonly bytes?: number;
  /** Checked when given and the page is in a secure context. */
  readonly sha256?: string;
  /** Go past the HTTP cache. */
  readonly fresh?: boolean;
}

/** What a download needs of the world. */
export interface DownloadEffects {
  readonly fetch: typeof fetch;
  /** Calls `action` once, `ms` later, unless the function that it returns is called first. */
  after(ms: number, action: () => void): () => void;
}

/** A download that has brought no byte for so long is given up. */
export const STALLED_AFTER_MS = 30_000;

/** Total is null while nobody knows it. */
export type OnProgress = (receivedBytes: number, totalBytes: number | null) => void;

const NOUN = { model: 'model', runtime: 'runtime' } as const;

/**
 * First bytes that a serialised `onnx.ModelProto` can have: the tags of its fields 1 to 8, 14, 20 and 25
 * (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto). Text, HTML and JSON begin with none of them.
 */
const MODEL_TAGS = new Set([0x08, 0x12, 0x1a, 0x22, 0x28, 0x32, 0x3a, 0x42, 0x72, 0xa2, 0xca]);
/** `\0asm` */
const WASM_MAGIC = [0x00, 0x61, 0x73, 0x6d];

/**
 * What is another file than it should be is asked for once more, past the HTTP cache: a cache may hold what stood at that
 * address before the site was built anew.
 * @throws Error whose message is for the reader: the file, what came, what was expected.
 */
export async function download(
  file: Download,
  effects: DownloadEffects,
  onProgress: OnProgress,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await fetchOnce(file, effects, onProgress);
  const other = await differs(bytes, file);
  if (other === undefined) return bytes;
  if (file.fresh !== true) return download({ ...file, fresh: true }, effects, onProgress);
  throw new Error(`${other} If the site was built anew since this page was opened, reload the page.`);
}

async function fetchOnce(
  file: Download,
  effects: DownloadEffects,
  onProgress: OnProgress,
): Promise<Uint8Array<ArrayBuffer>> {
  const watch = watchForStall(effects);
  let response: Response;
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    try {
      const request = { cache: file.fresh ? 'reload' : 'default', signal: watch.signal } as const;
      response = await effects.fetch(file.url, request);
    } catch (error) {
      if (watch.signal.aborted)
        throw new Error(`The server has not answered for ${SECONDS} seconds: ${file.url}.`);
      throw new Error(`${file.url} could not be reached (${reason(error)}). Is the connection up?`);
    }
    if (!response.ok)
      throw new Error(`The server answered ${response.status} for the ${NOUN[file.kind]} ${file.url}.`);
    bytes = await read(response, file, watch, onProgress);
  } finally {
    watch.stop();
  }
  assertKind(bytes, file, response);
  return bytes;
}

/** How a file is another than it should be; undefined where it is the one, as far as can be told. */
async function differs(bytes: Uint8Array<ArrayBuffer>, file: Download): Promise<string | undefined> {
  if (file.bytes !== undefined && bytes.length !== file.bytes)
    return `${file.url} has ${bytes.length} bytes; the results say ${file.bytes}.`;
  if (file.sha256 === undefined || globalThis.crypto?.subtle === undefined) return undefined;
  const got = await sha256(bytes);
  return got === file.sha256
    ? undefined
    : `${file.url} is not the published file: SHA-256 ${got}, expected ${file.sha256}.`;
}

const SECONDS = STALLED_AFTER_MS / 1000;

interface Watch {
  /** Aborts the request when nothing has come for too long. */
  readonly signal: AbortSignal;
  /** Something has come: the wait begins anew. */
  reset(): void;
  stop(): void;
}

function watchForStall({ after }: DownloadEffects): Watch {
  const controller = new AbortController();
  const wait = () => after(STALLED_AFTER_MS, () => controller.abort());
  let cancel = wait();
  return {
    signal: controller.signal,
    reset() {
      cancel();
      cancel = wait();
    },
    stop: () => cancel(),
  };
}

async function read(
  response: Response,
  file: Download,
  watch: Watch,
  onProgress: OnProgress,
): Promise<Uint8Array<ArrayBuffer>> {
  const expected = totalBytes(response, file);
  const chunks: Uint8Array[] = [];
  let received = 0;
  // A file longer than announced has no known end.
  const report = () => onProgress(received, expected !== null && received <= expected ? expected : null);
  report();
  const reader = response.body?.getReader();
  try {
    for (;;) {
      watch.reset();
      const part = await reader?.read();
      if (part === undefined || part.done) break;
      chunks.push(part.value);
      received += part.value.length;
      report();
    }
  } catch (error) {
    if (watch.signal.aborted)
      throw new Error(
        `${file.url} stopped after ${received} bytes: nothing has come for ${SECONDS} seconds.`,
      );
    throw new Error(`${file.url} broke off after ${received} bytes (${reason(error)}).`);
  }
  const bytes = new Uint8Array(received);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  onProgress(received, received);
  return bytes;
}

/** Content-Length counts the bytes on the wire, which for a compressed answer are not the ones that are read. */
function totalBytes(response: Response, file: Download): number | null {
  const encoding = response.headers.get('content-encoding');
  const length = Number(response.headers.get('content-length') ?? Number.NaN);
  if ((encoding === null || encoding === 'identity') && Number.isInteger(length) && length > 0) return length;
  return file.bytes ?? null;
}

function assertKind(bytes: Uint8Array, file: Download, response: Response): void {
  const noun = NOUN[file.kind];
  const fits =
    file.kind === 'model'
      ? MODEL_TAGS.has(bytes[0] ?? -1)
      : WASM_MAGIC.every((byte, index) => bytes[index] === byte);
  if (fits) return;
  const type = response.headers.get('content-type') ?? 'no content type';
  const start = new TextDecoder().decode(bytes.subarray(0, 200)).trimStart().toLowerCase();
  if (bytes.length === 0) throw new Error(`The server sent an empty ${noun}: ${file.url}.`);
  if (start.startsWith('<') || type.includes('html'))
    throw new Error(
      `The server sent a web page instead of the ${noun}: ${file.url} (status ${response.status}, ${type}).`,
    );
  throw new Error(
    `${file.url} is not ${file.kind === 'model' ? 'an ONNX' : 'a WebAssembly'} file (status ${response.status}, ${type}, first bytes ${hex(bytes.subarray(0, 4))}).`,
  );
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
