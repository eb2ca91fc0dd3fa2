import { spawn } from 'node:child_process';

/** Runs a process that prints JSON as its last line, and parses it. @throws Error with what it said when it fails. */
export function runProcess<Printed>(command: string, args: readonly string[]): Promise<Printed> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout.on('data', (text) => {
      out += text;
    });
    child.stderr.on('data', (text) => {
      err += text;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      const line = out.trimEnd().split('\n').at(-1) ?? '';
      if (code === 0) resolve(JSON.parse(line) as Printed);
      else reject(new Error(`${command} ${args.join(' ')} ended with exit code ${code}:\n${err}`));
    });
  });
}
