/// <reference types="vitest/config" />
import { getViteConfig } from 'astro/config';

/** `unit` runs in Node alone; `site` builds the site first and drives it in Chromium. */
export default getViteConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 240_000,
    reporters: ['default', './test/reporter.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/site/**'],
          benchmark: { include: ['test/bench/**/*.bench.ts'] },
        },
      },
      {
        extends: true,
        test: {
          name: 'site',
          environment: 'node',
          include: ['test/site/**/*.test.ts'],
          globalSetup: ['test/site/setup.ts'],
          fileParallelism: false,
          retry: 1, // a browser on a busy machine may be late once; what is broken fails twice
          benchmark: { include: [] },
        },
      },
    ],
  },
});
