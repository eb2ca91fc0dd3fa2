/// <reference types="vitest/config" />
import { fileURLToPath } from 'node:url';
import { getViteConfig } from 'astro/config';
import { UnitFirst } from './test/sequencer.ts';

/** `unit` runs in Node alone; `site` builds the site and drives it in Chromium. A core takes a file of either at a time. */
export default getViteConfig({
  test: {
    // Long enough for a busy machine: what comes true ends a wait at once, so that only what fails takes that long.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 120_000, interval: 25 } },
    maxWorkers: '100%',
    // For the many short runs of the pipeline, each a process of its own: half of a start is compiling.
    env: { NODE_COMPILE_CACHE: fileURLToPath(new URL('node_modules/.cache/compiled', import.meta.url)) },
    sequence: { sequencer: UnitFirst },
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
          setupFiles: ['test/site/built.ts'],
          retry: 1, // no test is known to want it; a browser on a stranger's machine may be late once
          benchmark: { include: [] },
        },
      },
    ],
  },
});
