/** Damage done at random, but by a seed: what fuzz tests feed to parsers. */
import type { Random } from '../../src/core/random.ts';

/** Numbers at and beyond what fields hold. */
export const ODD_NUMBERS = [
  0,
  -1,
  0.5,
  1e12,
  2 ** 31,
  2 ** 53,
  1e308,
  -1e308,
  Number.NaN,
  Number.POSITIVE_INFINITY,
];

const pick = <T>(random: Random, items: readonly T[]): T => items[random.int(items.length)] as T;

/** Tokens that mean something in a NumPy header or in JSON. */
const TOKENS = [
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  ',',
  ':',
  "'",
  '"',
  '\\',
  '\n',
  '\0',
  '-',
  '.',
  'e',
  'L',
  '9'.repeat(30),
  '1e999',
  'True',
  'False',
  'None',
  'null',
  'NaN',
  'Infinity',
  '1000000000000',
  '\u{1f411}',
  '__proto__',
  '((((',
  '[[[[',
  '<html>',
];

/** One to eight edits of bytes: flips, cuts, insertions, doublings, tokens of the format. */
export function mutateBytes(bytes: Uint8Array, random: Random): Uint8Array {
  let out = bytes;
  for (let edits = 1 + random.int(8); edits > 0; edits--) {
    const at = random.int(out.length + 1);
    const to = Math.min(out.length, at + random.int(24));
    const insert = (what: Uint8Array) => Buffer.concat([out.subarray(0, at), what, out.subarray(at)]);
    switch (random.int(6)) {
      case 0: // flip
        out = out.slice();
        if (at < out.length) out[at] = (out[at] as number) ^ (1 << random.int(8));
        break;
      case 1: // any byte
        out = out.slice();
        if (at < out.length) out[at] = random.int(256);
        break;
      case 2: // cut out
        out = Buffer.concat([out.subarray(0, at), out.subarray(to)]);
        break;
      case 3: // double
        out = insert(out.slice(at, to));
        break;
      case 4: // cut short
        if (random.int(8) === 0) out = out.slice(0, at);
        break;
      default:
        out = insert(Buffer.from(pick(random, TOKENS)));
    }
  }
  return new Uint8Array(out);
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A copy of a JSON value with one change somewhere: a value of another kind, an odd number, a lost or added or doubled part. */
export function mutateJson(value: Json, random: Random): { readonly json: Json; readonly path: string } {
  const copy = structuredClone(value);
  let parent: Json = copy;
  const path: string[] = [];
  for (;;) {
    const keys = Object.keys(parent as object);
    const key = pick(random, keys);
    const child = (parent as { [key: string]: Json })[key] as Json;
    path.push(key);
    const leaf = typeof child !== 'object' || child === null || Object.keys(child).length === 0;
    if (leaf || random.int(4) === 0) {
      change(parent as { [key: string]: Json }, key, random);
      return { json: copy, path: path.join('.') };
    }
    parent = child;
  }
}

function change(parent: { [key: string]: Json }, key: string, random: Random): void {
  const old = parent[key] as Json;
  switch (random.int(7)) {
    case 0:
      if (Array.isArray(parent)) parent.splice(Number(key), 1);
      else delete parent[key];
      break;
    case 1:
      parent[key] = pick(random, ODD_NUMBERS);
      break;
    case 2:
      parent[key] = pick<Json>(random, [null, true, '', 'text', '../x', [], {}, [[]], '\0']);
      break;
    case 3:
      parent[key] = [old, old];
      break;
    case 4:
      parent[key] = { value: old };
      break;
    case 5:
      if (Array.isArray(parent)) parent.push(structuredClone(old));
      else parent[`${key}s`] = structuredClone(old);
      break;
    default:
      parent[key] = typeof old === 'number' ? -old - 1 : typeof old === 'string' ? `${old}?` : null;
  }
}
