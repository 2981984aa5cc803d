/**
 * Named, seeded random streams. All randomness of a run comes from streams split from one seed by name (`data`,
 * `weights`, `labels`, `test` …), so the same seed reproduces a run and a new parameter does not reshuffle the rest.
 *
 * Seed and name are hashed to the 128-bit state of xoroshiro128+ (Blackman and Vigna, "Scrambled linear pseudorandom
 * number generators", 2021). After that only integer arithmetic, + − × ÷ and square roots are used, which IEEE 754 fixes
 * to the last bit: one seed gives the same bits in every browser and in Node.
 */
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import { portableLog } from './elementary.ts';

export interface Stream {
  /** Uniform on [0, 1), 53 random bits. */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  /** Uniform integer in [0, below), without bias; `below` is an integer in [1, 2^53], otherwise a RangeError. */
  integer(below: number): number;
}

/** The stream of that name; each call with one name starts it anew. */
export type Streams = (name: string) => Stream;

/**
 * The named streams of one seed.
 *
 * @param seed any safe integer, negative ones too; otherwise a RangeError
 */
export function streams(seed: number): Streams {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`a seed is a safe integer, got ${seed}`);
  return (name) => stream(hashedState(seed, name));
}

const TWO_32 = 2 ** 32;
const TWO_53 = 2 ** 53;

function stream(state: readonly number[]): Stream {
  const generator = xoroshiro128plusFromState(state);
  // The low bits of xoroshiro128+ are its weakest, so both halves drop some of them: 26 + 27 = 53 bits.
  const bits53 = () => (generator.next() >>> 6) * 2 ** 27 + (generator.next() >>> 5);
  const uniform = () => bits53() / TWO_53;
  return {
    uniform,
    normal: polarNormal(uniform),
    integer: (below) => {
      if (!Number.isInteger(below) || below < 1 || below > TWO_53)
        throw new RangeError(`an integer below a whole number in [1, 2^53] was asked for, got ${below}`);
      // Values from the last, incomplete block of `below` values are drawn again: that removes the bias of `%`.
      const small = below <= TWO_32;
      const range = small ? TWO_32 : TWO_53;
      const end = range - (range % below);
      let value: number;
      do value = small ? generator.next() >>> 0 : bits53();
      while (value >= end);
      return value % below;
    },
  };
}

/** Standard normals by Marsaglia's polar method: two from each point of the unit disc. */
function polarNormal(uniform: () => number): () => number {
  let spare = NaN;
  return () => {
    if (!Number.isNaN(spare)) {
      const value = spare;
      spare = NaN;
      return value;
    }
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const factor = Math.sqrt((-2 * portableLog(square)) / square);
      spare = x * factor;
      return y * factor;
    }
  };
}

/** Four 32-bit words: MurmurHash3 (x86, 32 bits) of the seed and the name, under four hash seeds. */
function hashedState(seed: number, name: string): number[] {
  const words = [seed | 0, Math.floor(seed / TWO_32) | 0];
  for (let i = 0; i < name.length; i++) words.push(name.charCodeAt(i));
  const state = [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344].map((start) => murmur3(words, start));
  // The all-zero state is the one fixed point of the generator.
  if (!state.some((word) => word !== 0)) state[0] = 1;
  return state;
}

/** MurmurHash3_x86_32 (Appleby, public domain) of 32-bit words. */
function murmur3(words: readonly number[], start: number): number {
  let h = start;
  for (const word of words) {
    const k = Math.imul(word, 0xcc9e2d51);
    h ^= Math.imul((k << 15) | (k >>> 17), 0x1b873593);
    h = (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
  }
  h ^= 4 * words.length;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** `count` independent N(0, sd²) values. */
export function normals(source: Stream, count: number, sd = 1): Float64Array {
  const values = new Float64Array(count);
  for (let i = 0; i < count; i++) values[i] = sd * source.normal();
  return values;
}

/** `count` independent signs, −1 or +1 with probability one half each. */
export function signs(source: Stream, count: number): Float64Array {
  const values = new Float64Array(count);
  for (let i = 0; i < count; i++) values[i] = source.uniform() < 0.5 ? -1 : 1;
  return values;
}

/** Reorders `items` in place to a uniformly random order (Fisher–Yates) and returns it. */
export function shuffle<T extends { length: number; [index: number]: unknown }>(source: Stream, items: T): T {
  for (let i = items.length - 1; i > 0; i--) {
    const j = source.integer(i + 1);
    const kept = items[i];
    items[i] = items[j];
    items[j] = kept;
  }
  return items;
}

/** A uniformly random order of 0 … count − 1. */
export function permutation(source: Stream, count: number): Uint32Array {
  return shuffle(
    source,
    Uint32Array.from({ length: count }, (_, i) => i),
  );
}

/** A uniformly random direction: one point of the unit sphere of ℝ^d, d ≥ 1. */
export function unitVector(source: Stream, d: number): Float64Array {
  return sphereRows(source, 1, d);
}

/** `rows` independent uniform points of the sphere of that radius in ℝ^d, as a row-major rows × d matrix. */
export function sphereRows(source: Stream, rows: number, d: number, radius = 1): Float64Array {
  const points = normals(source, rows * d);
  for (let r = 0; r < rows; r++) {
    const row = points.subarray(r * d, (r + 1) * d);
    let squares = 0;
    for (let j = 0; j < d; j++) squares += row[j] * row[j];
    const factor = radius / Math.sqrt(squares);
    for (let j = 0; j < d; j++) row[j] *= factor;
  }
  return points;
}
