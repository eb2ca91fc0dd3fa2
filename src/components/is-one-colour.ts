/** Whether nothing is to be seen on a picture. @param rgba [n * 4] */
export const isOneColour = (rgba: Uint8ClampedArray): boolean =>
  rgba.every((value, i) => value === rgba[i % 4]);
