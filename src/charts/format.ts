/** Numbers as the figures print them: English, true minus signs, narrow no-break spaces before "%". */

const grouped = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

/** 15000 -> "15,000". */
export function formatCount(count: number): string {
  return grouped.format(count);
}

/** A share in [0, 1] as a percentage: 0.9642 -> "96.4 %"; NaN (nothing to divide by) -> "–". */
export function formatPercent(share: number, digits = 1): string {
  return Number.isFinite(share) ? `${(share * 100).toFixed(digits)}\u202f%` : '–';
}

/** An interval of shares without its unit: "95.1–97.4". */
export function formatPercentRange(low: number, high: number, digits = 1): string {
  return `${(low * 100).toFixed(digits)}–${(high * 100).toFixed(digits)}`;
}

/** A difference of shares in points, with its sign: 0.0123 -> "+1.2", -0.004 -> "−0.4", 0.0001 -> "0.0". */
export function formatPoints(difference: number, digits = 1): string {
  const size = Math.abs(difference * 100).toFixed(digits);
  if (Number(size) === 0) return size;
  return `${difference < 0 ? '−' : '+'}${size}`;
}

/** An interval of differences: "−0.3 to +1.1"; an end near zero keeps the digit that tells on which side it is. */
export function formatPointsRange(low: number, high: number): string {
  const end = (share: number) => {
    const text = formatPoints(share);
    return Number(text) === 0 ? formatPoints(share, 2).replace(/^0\.00$/, text) : text;
  };
  return `${end(low)} to ${end(high)}`;
}

/** A threshold with at least two decimals and as many as it needs: 0.5 -> "0.50", 0.9987 -> "0.9987". */
export function formatThreshold(threshold: number): string {
  const text = threshold.toFixed(5).replace(/0+$/, '');
  const decimals = text.length - text.indexOf('.') - 1;
  return decimals < 2 ? threshold.toFixed(2) : text;
}
