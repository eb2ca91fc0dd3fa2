import type { DrawingRows } from './drawingRows.ts';

/**
 * Rows of a file that is looked into, by a reader that is loaded, when they are first asked for: of a folder of 345 classes
 * in many forms only what is wanted costs time and memory.
 * @param open called once at most. Of vectors its rows have strokes.
 */
export function lateRows(
  { form, what, file }: Pick<DrawingRows, 'form' | 'what' | 'file'>,
  open: () => Promise<DrawingRows>,
): DrawingRows {
  let opened: Promise<DrawingRows> | undefined;
  const rows = () => {
    opened ??= open();
    return opened;
  };
  return {
    form,
    what,
    file,
    count: async (first) => (await rows()).count(first),
    atHand: async (first) => (await rows()).atHand(first),
    read: async (first, count, tell) => (await rows()).read(first, count, tell),
    ...(form === 'vectors' && {
      strokes: async (first, count) => (await rows()).strokes?.(first, count) ?? [],
    }),
  };
}
