/** The pipeline's command line. */
import { enableCompileCache } from 'node:module';
import { COMPILE_CACHE } from './engine/compileCache.ts';

enableCompileCache(COMPILE_CACHE);
const { commandLine } = await import('./commandLine.ts');
process.exitCode = await commandLine(process.argv.slice(2));
