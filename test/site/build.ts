import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The top of the repository. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Build {
  readonly code: number | null;
  /** What Astro wrote, without colours. */
  readonly output: string;
}

/** Runs `astro build` as an author would, in a process of its own; `env` sets SITE_BASE, SITE_OUT and the like. */
export function buildSite(env: Readonly<Record<string, string>>): Promise<Build> {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(VITEST|VITE_|NODE_ENV|(TEST|MODE|DEV|PROD|SSR|BASE_URL)$)/.test(name),
  );
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['node_modules/astro/bin/astro.mjs', 'build'], {
      cwd: ROOT,
      env: {
        ...Object.fromEntries(inherited),
        NODE_ENV: 'production',
        NO_COLOR: '1',
        ASTRO_TELEMETRY_DISABLED: '1',
        ...env,
      },
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}
