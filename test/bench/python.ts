import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** What the peers need, for people. */
export const INSTALL =
  'a Python 3 with scikit-learn and PyTorch (Debian: apt-get install python3-sklearn python3-torch; elsewhere: pip install scikit-learn torch), on the path or named by PYTHON';

export const PEERS = join(import.meta.dirname, 'peers.py');

export interface Python {
  readonly command: string;
  /** Of scikit-learn and PyTorch, for people. */
  readonly versions: string;
}

/** The first Python that has both packages: PYTHON's, or one that is on the path or where Debian puts it. */
export function findPython(): Python | undefined {
  const named = process.env['PYTHON'];
  for (const command of named ? [named] : ['python3', '/usr/bin/python3', 'python']) {
    const { status, stdout } = spawnSync(command, [PEERS], { encoding: 'utf8' });
    if (status !== 0) continue;
    const versions = Object.entries(JSON.parse(stdout) as Record<string, string>);
    return { command, versions: versions.map((pair) => pair.join(' ')).join(', ') };
  }
  return undefined;
}
