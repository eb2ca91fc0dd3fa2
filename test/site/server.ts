import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.onnx': 'application/octet-stream',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** What a client may accept, and how the file for it ends; the smaller first. */
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

export interface StaticServer {
  /** Origin and base, with a closing slash: `http://127.0.0.1:40123/doodles/`. */
  readonly url: string;
  close(): Promise<void>;
}

/** Sends a body; to be slowed down. */
export type Send = (response: ServerResponse, body: Buffer) => Promise<void>;

const atOnce: Send = async (response, body) => {
  response.end(body);
};

/**
 * Serves a built site over loopback HTTP on a free port, as a plain static host does: `index.html` for a
 * folder, a redirect to the closing slash, `404.html` for what is not there, and the precompressed file to whom
 * accepts it. Nothing is outside `base`. The folder may be asked for anew at every request, for a site that is renewed.
 */
export async function serve(
  folderNow: string | (() => string),
  base: string,
  send = atOnce,
): Promise<StaticServer> {
  const fileAt = async (path: string): Promise<string | null> => {
    const folder = typeof folderNow === 'string' ? folderNow : folderNow();
    const file = normalize(join(folder, path));
    if (file !== normalize(folder) && !file.startsWith(normalize(folder + sep))) return null;
    const found = await stat(file).catch(() => null);
    if (found?.isFile()) return file;
    return found?.isDirectory() ? fileAt(join(path, 'index.html')) : null;
  };

  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const inside = pathname.startsWith(base) ? decodeURIComponent(pathname.slice(base.length)) : null;
    const file = inside === null ? null : await fileAt(inside);
    if (file?.endsWith(`${sep}index.html`) && !pathname.endsWith('/') && !pathname.endsWith('.html')) {
      response.writeHead(301, { location: `${pathname}/` }).end();
      return;
    }
    const sent = file ?? (await fileAt('404.html'));
    const accepted = (request.headers['accept-encoding'] ?? '').split(/[\s,]+/);
    const [encoding, encoded] =
      ENCODINGS.filter(([name]) => accepted.includes(name))
        .map(([name, suffix]) => [name, `${sent}${suffix}`] as const)
        .find(([, path]) => existsSync(path)) ?? [];
    const body = sent === null ? Buffer.from('Not found') : await readFile(encoded ?? sent);
    response.writeHead(file === null ? 404 : 200, {
      'content-type': sent === null ? 'text/plain' : (TYPES[extname(sent)] ?? 'application/octet-stream'),
      'content-length': body.length,
      'cache-control': 'no-cache',
      vary: 'accept-encoding',
      ...(encoding === undefined ? {} : { 'content-encoding': encoding }),
    });
    if (request.method === 'HEAD') response.end();
    else await send(response, body);
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${base}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
