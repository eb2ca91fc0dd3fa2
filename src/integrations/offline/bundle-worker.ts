import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const ENTRY = fileURLToPath(new URL('../../activities/offline/worker/worker.ts', import.meta.url));

/**
 * The service worker as one script without imports, since not every browser takes a module for one.
 * @param target the oldest browsers that work, as Vite names them
 */
export async function bundleWorker(target: string | readonly string[]): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: [target].flat(),
      lib: { entry: ENTRY, formats: ['iife'], name: 'doodles', fileName: 'sw' },
    },
  });
  const [first] = [built].flat();
  if (first === undefined || !('output' in first)) throw new Error('Vite gave no service worker');
  return first.output[0].code;
}
