/** A number of a sum, two digits after the point, with a true minus: "0.84", "−0.31"; never "−0.00". */
export function signed(value: number): string {
  const rounded = Math.abs(value).toFixed(2);
  return value < 0 && Number(rounded) !== 0 ? `−${rounded}` : rounded;
}
