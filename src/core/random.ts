/**
 * Seeded pseudo-random numbers: xoshiro128** (Blackman and Vigna, 2018, https://prng.di.unimi.it/),
 * its state filled by splitmix32 from an FNV-1a hash of the seed. The same seed gives the same
 * sequence in every JavaScript engine. Not for cryptography.
 */
export interface Random {
  /** Uniform in [0, 1), with 32 bits of resolution. */
  next(): number;
  /** Fills `to` with the next uniform whole numbers in [0, 2^32), several times as fast: `next` is one of them over 2^32. */
  fill(to: Uint32Array): Uint32Array;
  /** Uniform whole number in [0, bound). Throws RangeError unless 1 <= bound <= 2^32. */
  int(bound: number): number;
  /** Standard normal (mean 0, standard deviation 1), by the Box-Muller transform. */
  normal(): number;
  /** Shuffles in place (Fisher-Yates) and returns its argument. */
  shuffle<T extends { length: number; [index: number]: unknown }>(items: T): T;
  /** A generator of its own for a named part of the work; it neither advances nor depends on the position of this one. */
  fork(name: string): Random;
  /** Where this generator stands, as four whole numbers: `restore` of it goes on with the same sequence. */
  position(): readonly number[];
  /** Goes to where a generator of the same kind stood. */
  restore(position: readonly number[]): void;
}

/** Makes a generator; `seed` may be any whole number or text. */
export function createRandom(seed: number | string): Random {
  const text = String(seed);
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  const splitmix = () => {
    hash = (hash + 0x9e3779b9) | 0;
    let z = hash ^ (hash >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return z ^ (z >>> 15);
  };
  let a = splitmix();
  let b = splitmix();
  let c = splitmix();
  let d = splitmix();

  const uint32 = () => {
    const x = Math.imul(b, 5);
    const result = Math.imul((x << 7) | (x >>> 25), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    return result;
  };

  const random: Random = {
    next: () => uint32() / 2 ** 32,
    fill(to) {
      // The same steps as above, on names of its own, which stay in registers.
      let [p, q, r, s] = [a, b, c, d];
      for (let i = 0; i < to.length; i++) {
        const x = Math.imul(q, 5);
        to[i] = Math.imul((x << 7) | (x >>> 25), 9);
        const t = q << 9;
        r ^= p;
        s ^= q;
        q ^= r;
        p ^= s;
        r ^= t;
        s = (s << 11) | (s >>> 21);
      }
      [a, b, c, d] = [p, q, r, s];
      return to;
    },
    int(bound) {
      if (!Number.isInteger(bound) || bound < 1 || bound > 2 ** 32)
        throw new RangeError(`random bound must be a whole number from 1 to 2^32, got ${bound}`);
      const limit = 2 ** 32 - (2 ** 32 % bound); // rejects the tail, so that no value is favoured
      let value = uint32();
      while (value >= limit) value = uint32();
      return value % bound;
    },
    normal() {
      const radius = Math.sqrt(-2 * Math.log(1 - random.next()));
      return radius * Math.cos(2 * Math.PI * random.next());
    },
    shuffle(items) {
      const array = items as unknown as { length: number; [index: number]: unknown };
      for (let i = array.length - 1; i > 0; i--) {
        const j = random.int(i + 1);
        const held = array[i];
        array[i] = array[j];
        array[j] = held;
      }
      return items;
    },
    fork: (name) => createRandom(`${text}/${name}`),
    position: () => [a, b, c, d],
    restore(position) {
      [a, b, c, d] = position as [number, number, number, number];
    },
  };
  return random;
}
