/** What pages and the service worker say to each other. */
import type { Part } from './kept-list.ts';

/** Why a download has ended before its end. */
export type FailureReason =
  /** The device, or what the browser gives the site of it, is full. */
  | 'full'
  /** A file did not come, or came other than it was built. */
  | 'network'
  /** The reader has said so. */
  | 'stopped'
  /** There is a new version, and the browser saves data: it is fetched when the reader says so. */
  | 'saves-data';

export type ToKeeper =
  | { readonly kind: 'use' }
  | { readonly kind: 'stop' }
  /** Answered through the port that comes with it, with `Kept`. */
  | { readonly kind: 'tell' };

export type FromKeeper =
  | { readonly kind: 'progress'; readonly lineBytes: number; readonly ofLineBytes: number }
  | { readonly kind: 'failed'; readonly reason: FailureReason; readonly path: string };

/** What a service worker holds. */
export interface Kept {
  /** Path of its list. */
  readonly build: string;
  readonly parts: readonly Part[];
  /** Whether every file of the parts is there. */
  readonly complete: boolean;
}

/** Parts that the address of a service worker asks for: `sw.js?parts=site,words`. */
export function partsOf(address: string, known: readonly Part[]): Part[] {
  const asked = new URL(address).searchParams.get('parts')?.split(',') ?? [];
  return known.filter((part) => asked.includes(part));
}
