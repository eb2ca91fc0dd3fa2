/** What the page and the worker that reads pictures say to each other. One picture at a time. */

import type { Stroke } from '../../../../core/strokes.ts';
import type { Picture } from '../../../../drawings/shrink.ts';

/** Read this: a file, or an SVG that the page has painted, since workers cannot. */
export interface Request {
  readonly id: string;
  readonly source: Blob | Picture;
}

export interface ReadReply {
  readonly type: 'read';
  readonly id: string;
  /** What the model would see: ink 0..255 [784] */
  readonly pixels: Uint8Array;
  /** Simplified: whole numbers 0..255. */
  readonly strokes: readonly Stroke[];
  /** What was assumed or left away, a sentence each. */
  readonly notes: readonly string[];
  /** The picture itself, small. */
  readonly shown: Picture;
}

export interface RefusedReply {
  readonly type: 'refused';
  readonly id: string;
  /** For the reader. */
  readonly message: string;
  /** The picture itself, small, where it could be decoded. */
  readonly shown: Picture | null;
}

export type Reply = ReadReply | RefusedReply;
