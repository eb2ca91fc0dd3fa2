/** What the networks may compute on; "auto" takes TensorFlow's own library where it is installed, or else WebAssembly. */
export const BACKEND_NAMES = ['wasm', 'auto', 'node', 'webgpu'] as const;
export type BackendName = (typeof BACKEND_NAMES)[number];

/** A backend that is there. */
export type ResolvedBackend = Exclude<BackendName, 'auto'>;

export const isBackendName = (text: string): text is BackendName =>
  (BACKEND_NAMES as readonly string[]).includes(text);

/** Of the packages that `npm ci` does not bring. */
export const BACKEND_PACKAGES = {
  node: '@tensorflow/tfjs-node',
  webgpu: '@tensorflow/tfjs-backend-webgpu',
} as const;

/**
 * The backend that a name stands for on this machine.
 *
 * @param isInstalled tells whether a package is there
 * @throws RangeError for one that is not, with what to do
 */
export function resolveBackend(
  name: BackendName,
  isInstalled: (name: string) => boolean = installed,
): ResolvedBackend {
  if (name === 'wasm') return name;
  if (name === 'auto') return isInstalled(BACKEND_PACKAGES.node) ? 'node' : 'wasm';
  const wanted = BACKEND_PACKAGES[name];
  if (!isInstalled(wanted))
    throw new RangeError(
      `--backend ${name} wants the package ${wanted}, which is not installed: npm install --no-save ${wanted}@4.22.0, or leave --backend out for WebAssembly`,
    );
  if (name === 'webgpu' && !(globalThis.navigator as { gpu?: unknown } | undefined)?.gpu)
    throw new RangeError(
      '--backend webgpu wants a navigator.gpu, which Node does not have by itself: run it where there is one, or leave --backend out for WebAssembly',
    );
  return name;
}

function installed(name: string): boolean {
  try {
    import.meta.resolve(name);
    return true;
  } catch {
    return false;
  }
}
