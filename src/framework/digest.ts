/**
 * A short digest of an outcome, carried by links: `wasm~simd~1~k3f9a2b7c1d~0.9163~0.9851`. Backend, kernel path and
 * version of the experiment, a hash over every measured number, and the measured numbers of the first checks. The
 * receiver's own run then says "same numbers", "same within tolerance" or "different numbers".
 */
import type { Aggregated } from './aggregate.ts';
import type { CheckResult } from './checks.ts';
import type { Nested } from './outcome.ts';

/** Longest digest, in characters; all of them are safe in a query. */
export const DIGEST_LIMIT = 60;

export interface Digest {
  readonly backend: string;
  readonly kernel: string;
  readonly version: number;
  /** 53 bits over all measures of all seeds, base 36. */
  readonly hash: string;
  /** Means of the first checks to four digits, NaN where a check has none. */
  readonly headlines: readonly number[];
}

export type Sameness = 'same numbers' | 'same within tolerance' | 'different numbers';

/** The digest of a finished run. */
export function digestOf(
  run: { readonly backend: string; readonly kernel: string } & Aggregated,
  version: number,
  checks: readonly CheckResult[],
): string {
  const head = [slug(run.backend), slug(run.kernel), String(version), hashOf(run)].join('~');
  let digest = head;
  for (const check of checks) {
    const next = `${digest}~${headline(check.measured)}`;
    if (next.length > DIGEST_LIMIT) break;
    digest = next;
  }
  return digest;
}

/** Reads a digest; null when the text is not one (cut off, say). */
export function parseDigest(text: string): Digest | null {
  const [backend, kernel, version, hash, ...headlines] = text.split('~');
  if (!/^[a-z0-9-]+$/.test(backend) || !/^[a-z0-9-]+$/.test(kernel ?? '')) return null;
  if (!/^[1-9]\d*$/.test(version ?? '') || !/^[a-z0-9]{1,11}$/.test(hash ?? '')) return null;
  const numbers = headlines.map((entry) => (entry === 'x' ? Number.NaN : Number(entry || 'cut')));
  if (headlines.some((entry, i) => entry !== 'x' && Number.isNaN(numbers[i]))) return null;
  return { backend, kernel, version: Number(version), hash, headlines: numbers };
}

/**
 * Compares what a link says with the receiver's own finished run of the same settings.
 *
 * "Within tolerance" is a tenth of each check's own tolerance, or the rounding of the digest where that is more:
 * another processor changes the last bits, not the finding.
 */
export function compareDigests(link: Digest, own: Digest, checks: readonly CheckResult[]): Sameness {
  if (link.hash === own.hash) return 'same numbers';
  const count = Math.min(link.headlines.length, own.headlines.length);
  const close = (i: number): boolean => {
    const [a, b] = [link.headlines[i], own.headlines[i]];
    if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b);
    const rounding = 1e-3 * Math.max(Math.abs(a), Math.abs(b));
    return Math.abs(a - b) <= Math.max(rounding, (checks[i]?.tolerance ?? 0) / 10);
  };
  const near = count > 0 && Array.from({ length: count }, (_, i) => close(i)).every(Boolean);
  return near ? 'same within tolerance' : 'different numbers';
}

/** The comparison as a sentence for the reader, with the reason where there is one to be had. */
export function describeSameness(link: Digest, own: Digest, checks: readonly CheckResult[]): string {
  const sameness = compareDigests(link, own, checks);
  if (sameness === 'same numbers') return 'Same numbers as in the link, bit for bit.';
  const reasons: string[] = [];
  if (link.version !== own.version) {
    reasons.push(
      `the link was made with version ${link.version} of the experiment, this is version ${own.version}`,
    );
  }
  if (link.backend !== own.backend || link.kernel !== own.kernel) {
    reasons.push(
      `the link was made on ${link.backend} (${link.kernel}), this run on ${own.backend} (${own.kernel})`,
    );
  }
  if (reasons.length === 0) reasons.push('another processor or browser may differ in the last bits');
  const because = reasons.join('; ');
  return sameness === 'same within tolerance'
    ? `Same within tolerance as in the link: ${because}.`
    : `Different numbers from those in the link: ${because}.`;
}

function slug(text: string): string {
  const plain = text.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return plain.slice(0, 14).replace(/^-+|-+$/g, '') || 'unknown';
}

function headline(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(4))).replace('e+', 'e') : 'x';
}

/** 53 bits over the axes and the values of all seeds; the order in which a run names them does not matter. */
function hashOf({ axes, measures }: Aggregated): string {
  const hash = new Hash();
  for (const name of Object.keys(axes).sort()) {
    hash.text(name);
    hash.nested(axes[name]);
  }
  for (const name of Object.keys(measures).sort()) {
    hash.text(name);
    hash.nested(measures[name].values);
  }
  return hash.digest();
}

/** Two 32-bit lanes of multiply-and-shift (the "cyrb53" construction); against accidents, not against malice. */
class Hash {
  #low = 0xdeadbeef;
  #high = 0x41c6ce57;
  readonly #bits = new DataView(new ArrayBuffer(8));

  word(word: number): void {
    this.#low = Math.imul(this.#low ^ word, 0x9e3779b1);
    this.#high = Math.imul(this.#high ^ word, 0x5f356495);
    // Multiplication only carries upwards; the rotation brings the high bits back down.
    this.#low = (this.#low << 13) | (this.#low >>> 19);
    this.#high = (this.#high << 15) | (this.#high >>> 17);
  }

  text(text: string): void {
    for (let i = 0; i < text.length; i++) this.word(text.charCodeAt(i));
    this.word(-1);
  }

  nested(value: Nested): void {
    if (typeof value === 'number') {
      // One bit pattern for NaN and one for zero.
      this.#bits.setFloat64(0, Number.isNaN(value) ? Number.NaN : value + 0);
      this.word(this.#bits.getInt32(0));
      this.word(this.#bits.getInt32(4));
    } else {
      this.word(value.length);
      for (const entry of value) this.nested(entry);
    }
  }

  digest(): string {
    let low = Math.imul(this.#low ^ (this.#low >>> 16), 0x85ebca6b);
    let high = Math.imul(this.#high ^ (this.#high >>> 16), 0x85ebca6b);
    low ^= Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
    high ^= Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
    return (2 ** 32 * (high & 0x1fffff) + (low >>> 0)).toString(36);
  }
}
