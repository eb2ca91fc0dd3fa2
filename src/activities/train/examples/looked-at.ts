/** How looking at pictures went, in a sentence. @param refused those of them that hold no drawing. */
export function lookedAt(count: number, refused: number): string {
  if (count === 1)
    return refused === 0 ? 'One picture, and a drawing in it.' : 'One picture, and no drawing in it.';
  if (refused === 0) return `${count} pictures, a drawing in each.`;
  if (refused === count) return `${count} pictures, and no drawing in any.`;
  return `${count} pictures; in ${refused} of them there is no drawing.`;
}
