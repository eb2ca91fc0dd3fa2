/** Each row at length 1; a row of zeros stays. @param values [n, d], row by row */
export function unitRows(values: Float32Array, d: number): Float32Array[] {
  return Array.from({ length: values.length / d }, (_, i) => {
    const row = values.subarray(i * d, (i + 1) * d);
    const length = Math.hypot(...row) || 1;
    return row.map((value) => value / length);
  });
}
