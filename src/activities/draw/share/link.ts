/**
 * A drawing in the fragment of an address, which browsers do not send to servers:
 * `#d=1.cats-and-sheep.zY2Jk…` is version, task, and the bytes of `bytes.ts` in base64url (RFC 4648, section 5), after
 * `r` as they are or after `z` compressed by raw DEFLATE, whichever is shorter.
 */
import { type MutableStroke, type Stroke, simplify } from '../../../core/strokes.ts';
import { fromBytes, MOST_POINTS, MOST_STROKES, toBytes } from './bytes.ts';
import { canInflate, deflate, inflate } from './compress.ts';

const VERSION = 1;
/** Longest fragment that is made: messengers cut off or refuse much longer addresses. */
const MOST_CHARACTERS = 4000;
/** Longest fragment that is read. */
const MOST_READ = 16_000;
/** A point takes at most two bytes a coordinate; a stroke two for its length. */
const MOST_BYTES = 4 * MOST_POINTS + 2 * MOST_STROKES + 2;
/** Distances that further simplification may move a line, in units of the simplified form; 0 leaves it be. */
const TOLERANCES = [0, 3, 5, 8, 12];

export interface Shared {
  /** Name of the experiment, which need not be known here. */
  readonly task: string;
  /** In the simplified form: whole numbers 0..255. */
  readonly strokes: readonly MutableStroke[];
}

export type Link =
  | { readonly ok: true; readonly fragment: string; readonly coarser: boolean }
  | { readonly ok: false; readonly message: string };
export type Reading =
  | { readonly ok: true; readonly shared: Shared }
  | { readonly ok: false; readonly message: string };

/**
 * The fragment for a drawing, with its `#`.
 * @param simple in the simplified form (see `simplifyDrawing`).
 * @returns `coarser` when it had to be simplified further to fit; a message for the reader when even that was not enough.
 */
export async function writeLink(task: string, simple: readonly Stroke[]): Promise<Link> {
  if (simple.length === 0) return { ok: false, message: 'There is nothing to share yet. Draw something.' };
  for (const tolerance of TOLERANCES) {
    const strokes = tolerance === 0 ? simple : simple.map((stroke) => simplify(stroke, tolerance));
    const points = strokes.reduce((sum, [x]) => sum + x.length, 0);
    if (points > MOST_POINTS || strokes.length > MOST_STROKES) continue;
    const bytes = toBytes(strokes);
    const small = await deflate(bytes);
    const payload =
      small !== null && small.length < bytes.length ? `z${toBase64Url(small)}` : `r${toBase64Url(bytes)}`;
    const fragment = `#d=${VERSION}.${task}.${payload}`;
    if (fragment.length <= MOST_CHARACTERS) return { ok: true, fragment, coarser: tolerance > 0 };
  }
  return {
    ok: false,
    message: 'There are more lines in this drawing than fit into a link. Save it as a picture instead.',
  };
}

/**
 * The drawing that a fragment carries, or why there is none, for the reader. Never throws. What a message or a tracker has
 * put behind the link, such as a full stop or a bracket, is passed over.
 */
export async function readLink(fragment: string): Promise<Reading> {
  const broken = (message: string): Reading => ({ ok: false, message });
  if (fragment.length > MOST_READ)
    return broken('This link is too long to carry a drawing, so nothing was opened.');
  const version = /^#?d=(\d{1,4})\./.exec(fragment)?.[1];
  if (version !== undefined && version !== String(VERSION))
    return broken('This link was made by another version of this page, which draws differently.');
  const parts = /^#?d=1\.([a-z0-9-]{1,60})\.([rz])([A-Za-z0-9_-]+)/.exec(fragment);
  const damaged = broken('This link is damaged: a part may have been lost on the way. Nothing was opened.');
  if (parts === null) return damaged;
  const [, task, form, text] = parts as unknown as [string, string, 'r' | 'z', string];
  if (form === 'z' && !canInflate())
    return broken('This browser is too old to unpack the drawing in this link.');
  // A dash or an underscore at the end may be the drawing's, or of the text around the link.
  const strokes = (await unpack(form, text)) ?? (await unpack(form, text.replace(/[-_]+$/, '')));
  return strokes === null ? damaged : { ok: true, shared: { task, strokes } };
}

async function unpack(form: 'r' | 'z', text: string): Promise<MutableStroke[] | null> {
  const packed = fromBase64Url(text);
  if (packed === null) return null;
  const bytes = form === 'z' ? await inflate(packed, MOST_BYTES) : packed;
  return bytes === null ? null : fromBytes(bytes);
}

function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
