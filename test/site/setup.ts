/**
 * Before the browser tests: builds the site at `/` and below `/doodles/`, and serves both over loopback HTTP. The unit
 * tests run meanwhile: each file of browser tests waits for the end of the builds by itself, in `built.ts`.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildSite, ROOT } from './build.ts';
import { serve } from './server.ts';

/** The addresses that the tests visit, by base path. */
export interface Sites {
  readonly '/': string;
  readonly '/doodles/': string;
}

declare module 'vitest' {
  interface ProvidedContext {
    sites: Sites;
    /** Answers with status 202 while the site is built, 200 when it is, and 500 with the reason when it cannot be. */
    builds: string;
  }
}

/** Where the site at the top of a host says that it stands; the other was built for no address. */
export const ADDRESS = 'https://doodles.example';

const FOLDERS = { '/': 'build/site', '/doodles/': 'build/site-base' } as const satisfies Sites;

/** @throws Error with what Astro said. */
async function build(base: keyof Sites): Promise<void> {
  const { code, output } = await buildSite({
    SITE_BASE: base,
    SITE_OUT: FOLDERS[base],
    ...(base === '/' && { SITE_URL: ADDRESS }),
  });
  if (code !== 0) throw new Error(`the site does not build at base ${base} (exit ${code}):\n${output}`);
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let status = 202;
  let reason = '';
  // One after the other: two builds at once would write the same content cache.
  const building = build('/')
    .then(() => build('/doodles/'))
    .then(
      () => {
        status = 200;
      },
      (error: Error) => {
        status = 500;
        reason = error.message;
      },
    );
  const [root, below] = await Promise.all([
    serve(join(ROOT, FOLDERS['/']), '/'),
    serve(join(ROOT, FOLDERS['/doodles/']), '/doodles/'),
  ]);
  const builds = createServer((_, response) => response.writeHead(status).end(reason));
  await new Promise<void>((resolve) => builds.listen(0, '127.0.0.1', resolve));
  project.provide('sites', { '/': root.url, '/doodles/': below.url });
  project.provide('builds', `http://127.0.0.1:${(builds.address() as AddressInfo).port}/`);
  return async () => {
    await building;
    await Promise.all([root.close(), below.close()]);
    builds.closeAllConnections();
    builds.close();
  };
}
