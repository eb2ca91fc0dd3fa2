/** Outcomes on disk, one file a key; a file is either whole or absent. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { makeFolder } from '../dataset/makeFolder.ts';
import { writeWhole } from '../dataset/writeWhole.ts';

/** Loaded only when there is something to transpile. */
const load = createRequire(import.meta.url);
const TYPESCRIPT: { readonly version: string } = load('typescript/package.json');

export interface Cache {
  get(key: string): unknown | undefined;
  set(key: string, value: unknown): Promise<void>;
}

/** A cache in a folder. Values are whatever a structured clone carries; a checksum guards each file. */
export function openCache(folder: string): Cache {
  const path = (key: string) => join(folder, `${key}.bin`);
  return {
    get(key) {
      let bytes: Buffer;
      try {
        bytes = readFileSync(path(key));
      } catch {
        return undefined;
      }
      return unseal(bytes);
    },
    async set(key, value) {
      makeFolder(folder);
      await writeWhole(path(key), seal(value));
    },
  };
}

/** A value as bytes, their SHA-256 before them. */
export function seal(value: unknown): Buffer {
  const body = serialize(value);
  return Buffer.concat([createHash('sha256').update(body).digest(), body]);
}

/** What was sealed; undefined where a bit of it has changed or some are missing. */
export function unseal(bytes: Buffer): unknown | undefined {
  const body = bytes.subarray(32);
  if (!createHash('sha256').update(body).digest().equals(bytes.subarray(0, 32))) return undefined;
  return deserialize(body);
}

/**
 * SHA-256 over the given sources and all that they import from this project: what cached outcomes depend on beside
 * their inputs. Types and comments do not count, so that an edit of them makes no outcome worthless.
 * @param codes sources read so far, by file: pass the same map to hash several sets that share sources
 */
export function hashSources(entries: readonly string[], codes = new Map<string, string>()): string {
  const texts = new Map<string, string>();
  const visit = (file: string) => {
    if (texts.has(file)) return;
    const code = codeOf(file, codes);
    texts.set(file, code);
    for (const [, specifier] of code.matchAll(/from '(\.[^']+)'/g))
      visit(join(dirname(file), specifier as string));
  };
  for (const entry of entries) visit(entry);
  const hash = createHash('sha256');
  for (const text of [...texts.values()].sort()) hash.update(createHash('sha256').update(text).digest());
  return hash.digest('hex');
}

/** A source without its types and comments. */
function codeOf(file: string, codes: Map<string, string>): string {
  const known = codes.get(file);
  if (known !== undefined) return known;
  const code = kept(readFileSync(file, 'utf8'));
  codes.set(file, code);
  return code;
}

/** Where what `transpiled` gives is kept, by its source: to make it anew takes longer than a small fit. */
const KEPT = join(import.meta.dirname, '../../node_modules/.cache/sources');

function kept(source: string): string {
  const path = join(KEPT, createHash('sha256').update(`${TYPESCRIPT.version}\n${source}`).digest('hex'));
  try {
    return readFileSync(path, 'utf8');
  } catch {
    const code = transpiled(source);
    try {
      mkdirSync(KEPT, { recursive: true });
      writeFileSync(`${path}.${process.pid}`, code);
      renameSync(`${path}.${process.pid}`, path);
    } catch {
      // A folder that cannot be written costs time alone.
    }
    return code;
  }
}

function transpiled(source: string): string {
  const ts: typeof import('typescript') = load('typescript');
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: {
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      removeComments: true,
      verbatimModuleSyntax: true,
    },
  });
  return outputText.replaceAll('"', "'");
}
