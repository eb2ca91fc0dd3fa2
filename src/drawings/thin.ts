/**
 * Thins a mask to lines of one pixel: Guo and Hall, "Parallel thinning with two-subiteration algorithms", 1989. Unlike
 * that of Zhang and Suen (1984) it keeps squares of two pixels and slanting lines of two.
 */
import type { Mask } from './mask.ts';

/** @returns a skeleton: no pixel but an end can go without parting it, and neighbours touch by side or corner. */
export function thin(mask: Mask): Mask {
  // With a border of ground around, so that every pixel has eight neighbours.
  const width = mask.width + 2;
  const height = mask.height + 2;
  const bits = new Uint8Array(width * height);
  for (let y = 0; y < mask.height; y++)
    bits.set(mask.bits.subarray(y * mask.width, (y + 1) * mask.width), (y + 1) * width + 1);
  // Clockwise from above.
  const around = [-width, 1 - width, 1, width + 1, width, width - 1, -1, -width - 1];
  let pixels = indices(bits);

  for (let changed = true; changed; ) {
    changed = false;
    for (const half of [0, 1]) {
      const removed = pixels.filter((at) => mayGo(bits, at, around, half));
      if (removed.length === 0) continue;
      changed = true;
      for (const at of removed) bits[at] = 0;
      pixels = pixels.filter((at) => bits[at]);
    }
  }
  // What is left of staircases: one after the other, whatever neither ends a line nor connects.
  for (const at of pixels) if (isSpare(bits, at, around)) bits[at] = 0;

  const result = new Uint8Array(mask.bits.length);
  for (let y = 0; y < mask.height; y++)
    result.set(bits.subarray((y + 1) * width + 1, (y + 1) * width + 1 + mask.width), y * mask.width);
  return { width: mask.width, height: mask.height, bits: result };
}

function indices(bits: Uint8Array): Int32Array {
  const found = new Int32Array(bits.reduce((sum, bit) => sum + bit, 0));
  for (let i = 0, n = 0; i < bits.length; i++) if (bits[i]) found[n++] = i;
  return found;
}

/** The conditions of the paper's algorithm A1; each half of a round takes from two sides. */
function mayGo(bits: Uint8Array, at: number, around: readonly number[], half: number): boolean {
  const north = bits[at + around[0]!]!;
  const northEast = bits[at + around[1]!]!;
  const east = bits[at + around[2]!]!;
  const southEast = bits[at + around[3]!]!;
  const south = bits[at + around[4]!]!;
  const southWest = bits[at + around[5]!]!;
  const west = bits[at + around[6]!]!;
  const northWest = bits[at + around[7]!]!;
  if (
    half === 0 ? (south | southWest | (1 - northWest)) & west : (north | northEast | (1 - southEast)) & east
  )
    return false;
  const connections =
    ((1 - north) & (northEast | east)) +
    ((1 - east) & (southEast | south)) +
    ((1 - south) & (southWest | west)) +
    ((1 - west) & (northWest | north));
  if (connections !== 1) return false;
  const one = (northWest | north) + (northEast | east) + (southEast | south) + (southWest | west);
  const other = (north | northEast) + (east | southEast) + (south | southWest) + (west | northWest);
  const neighbours = Math.min(one, other);
  return neighbours === 2 || neighbours === 3;
}

/** Yokoi's number of connections (1975) is 1: the neighbours hang together without it. */
function isSpare(bits: Uint8Array, at: number, around: readonly number[]): boolean {
  let neighbours = 0;
  for (const step of around) neighbours += bits[at + step]!;
  if (neighbours < 2) return false;
  let connections = 0;
  for (let k = 0; k < 8; k += 2) {
    if (bits[at + around[k]!]) continue;
    if (bits[at + around[k + 1]!] || bits[at + around[(k + 2) % 8]!]) connections++;
  }
  return connections === 1;
}
