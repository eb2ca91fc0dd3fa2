/** Makes the built site fit to be kept on a reader's device, and to be taken along as a ZIP. */
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { formatBytes } from '../../components/format.ts';
import { precompressCache } from '../precompress.ts';
import { bundleWorker } from './bundle-worker.ts';
import { makeOffline } from './make-offline.ts';

/**
 * To be listed last: every file is final by then, and compressed.
 * @param target the oldest browsers that work, as Vite names them
 */
export default function offline(target: readonly string[]): AstroIntegration {
  let cache = '';
  let base = '/';
  return {
    name: 'offline',
    hooks: {
      'astro:config:done': ({ config }) => {
        cache = precompressCache(config.root);
        base = config.base.replace(/\/?$/, '/');
      },
      'astro:build:done': async ({ dir, logger }) => {
        const made = await makeOffline(fileURLToPath(dir), base, await bundleWorker(target), cache);
        const told = (bytes: number) => formatBytes(bytes).replace(/\s/, ' ');
        logger.info(
          `${made.site.files + made.words.files} files can be kept, ${told(made.site.lineBytes)} and ${told(made.words.lineBytes)} of words; the ZIP has ${told(made.zipBytes)}`,
        );
      },
    },
  };
}
