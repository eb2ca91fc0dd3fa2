import type { Path } from './kept-path.ts';

/**
 * The path once blocks of a chapter have been seen: with the last of them the chapter has been read. What was seen of a
 * chapter that has since got longer or shorter counts as nothing; a chapter that has been read stays so.
 * @param blocks which of the chapter's blocks, from 0
 * @param count how many it has
 */
export function addSeen(path: Path, chapter: string, blocks: readonly number[], count: number): Path {
  if (path.read.has(chapter)) return path;
  const kept = path.seen.get(chapter) ?? '';
  const digits = Array.from(kept.length === count ? kept : '0'.repeat(count));
  for (const block of blocks) if (block < count) digits[block] = '1';
  const now = digits.join('');
  if (now === kept) return path;
  const seen = new Map(path.seen);
  if (now.includes('0')) return { ...path, seen: seen.set(chapter, now) };
  seen.delete(chapter);
  return { ...path, seen, read: new Set(path.read).add(chapter) };
}
