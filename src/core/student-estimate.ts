/** A mean whose standard error is itself an estimate: its interval and its test by Student's t distribution. */
import type { Interval } from './results.ts';
import { studentCentral, studentCritical } from './statistics.ts';

export interface StudentEstimate {
  readonly value: number;
  readonly standardError: number;
  /** Of freedom, from 1, not always whole; rounded down where the distribution is asked, which widens the interval. */
  readonly degrees: number;
}

/** @returns low = value = high without an error, since then nothing is known of it. */
export function studentInterval(
  { value, standardError, degrees }: StudentEstimate,
  confidence = 0.95,
): Interval {
  if (standardError === 0) return { value, low: value, high: value };
  const half = studentCritical(confidence, Math.max(1, Math.floor(degrees))) * standardError;
  return { value, low: value - half, high: value + half };
}

/** Two-sided p-value of the value being zero; 1 where it is zero, or where nothing is known of its error. */
export function studentPValue({ value, standardError, degrees }: StudentEstimate): number {
  if (value === 0 || standardError === 0) return 1;
  const central = studentCentral(Math.abs(value) / standardError, Math.max(1, Math.floor(degrees)));
  return Math.max(0, Math.min(1, 1 - central));
}

/** An interval of a share, kept within 0 and 1. */
export const shareInterval = (estimate: StudentEstimate): Interval => {
  const { value, low, high } = studentInterval(estimate);
  return { value, low: Math.max(0, low), high: Math.min(1, high) };
};
