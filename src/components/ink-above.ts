/**
 * What a tree asks of a pixel, in words: "any ink", "more than 42 % ink", "full ink".
 * @param threshold ink 0..1 that must be exceeded; ink comes in steps of 1/255
 */
export function inkAbove(threshold: number): string {
  const least = Math.floor(threshold * 255 + 1e-4) + 1; // the faintest grey that answers yes
  if (least <= 1) return 'any ink';
  if (least >= 255) return 'full ink';
  const percent = Math.round(threshold * 100);
  if (threshold < 0.015) return 'more than a trace of ink';
  return percent > 99 ? 'nearly full ink' : `more than ${percent}\u202f% ink`;
}
