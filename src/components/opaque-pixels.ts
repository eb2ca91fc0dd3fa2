/** Without their opacity, which paper makes the same everywhere: red, green and blue. @param rgba [n * 4] @returns [n * 3] */
export function opaquePixels(rgba: Uint8ClampedArray): Uint8Array {
  const rgb = new Uint8Array((rgba.length / 4) * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
    rgb[to] = rgba[from] as number;
    rgb[to + 1] = rgba[from + 1] as number;
    rgb[to + 2] = rgba[from + 2] as number;
  }
  return rgb;
}

/** Whether nothing is to be seen on it. @param rgb [n * 3] */
export const isOneColour = (rgb: Uint8Array): boolean => rgb.every((value, i) => value === rgb[i % 3]);
