/** Before the browser tests: builds the site at `/` and below `/doodles/`, and serves both over loopback HTTP. */
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildSite, ROOT } from './build.ts';
import { type StaticServer, serve } from './server.ts';

/** The addresses that the tests visit, by base path. */
export interface Sites {
  readonly '/': string;
  readonly '/doodles/': string;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** The sites, or why they do not build: a setup that throws would end the run before any test is counted. */
    sites: Sites | { readonly failure: string };
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const servers: StaticServer[] = [];
  const buildAndServe = async (base: keyof Sites, out: string): Promise<string> => {
    const { code, output } = await buildSite({ SITE_BASE: base, SITE_OUT: out });
    if (code !== 0) throw new Error(`the site does not build at base ${base} (exit ${code}):\n${output}`);
    const server = await serve(join(ROOT, out), base);
    servers.push(server);
    return server.url;
  };
  try {
    // One after the other: two builds at once would write the same content cache.
    project.provide('sites', {
      '/': await buildAndServe('/', 'build/site'),
      '/doodles/': await buildAndServe('/doodles/', 'build/site-base'),
    });
  } catch (error) {
    project.provide('sites', { failure: error instanceof Error ? error.message : String(error) });
  }
  return async () => {
    await Promise.all(servers.map((server) => server.close()));
  };
}
