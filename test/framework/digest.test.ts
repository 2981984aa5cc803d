import { describe, expect, it } from 'vitest';
import type { CheckResult } from '#framework/checks.ts';
import {
  DIGEST_LIMIT,
  compareDigests,
  describeSameness,
  digestOf,
  parseDigest,
  type Digest,
} from '#framework/digest.ts';

function run(own: number[], backend = 'wasm', kernel = 'fused-simd') {
  const values = [own, own.map((x) => x + 0.01)];
  return { backend, kernel, axes: { step: [0, 1] }, measures: { own: { mean: own, sd: own, values } } };
}

function check(measured: number, tolerance = 0.02): CheckResult {
  const at = {};
  return { name: 'x', at, predicted: 0, measured, sd: 0, tolerance, verdict: 'agrees', violated: [] };
}

function digest(own: number[], headlines: number[], backend = 'wasm', version = 1): Digest {
  const parsed = parseDigest(
    digestOf(
      run(own, backend),
      version,
      headlines.map((x) => check(x)),
    ),
  );
  if (parsed === null) throw new Error('not a digest');
  return parsed;
}

describe('a digest', () => {
  it('is short, safe in a query, and read back', () => {
    const checks = [0.916312, -1.5e-12, Number.NaN, 123456789, 0.5, 0.5, 0.5].map((x) => check(x));
    const text = digestOf(
      run([0.1, 0.2], 'WebGPU (some adapter, driver 1.2)', 'a very long kernel path'),
      12,
      checks,
    );
    expect(text.length).toBeLessThanOrEqual(DIGEST_LIMIT);
    expect(encodeURIComponent(text)).toBe(text);
    expect(parseDigest(text)).toMatchObject({
      backend: 'webgpu-some-ad',
      kernel: 'a-very-long-ke',
      version: 12,
    });
    expect(digest([0.1, 0.2], [0.916312, Number.NaN]).headlines).toEqual([0.9163, Number.NaN]);
  });

  it('changes with every bit of every measure, and not with the order of names', () => {
    const hashes = [[0.1, 0.2], [0.2, 0.1], [0.1, 0.2 + 2 ** -54], [0.1, Number.NaN], [0.1]].map(
      (own) => digest(own, []).hash,
    );
    expect(new Set(hashes).size).toBe(hashes.length);
    const both = run([0.1, 0.2]);
    const a = { ...both, measures: { x: both.measures.own, y: both.measures.own } };
    const b = { ...both, measures: { y: both.measures.own, x: both.measures.own } };
    expect(digestOf(a, 1, [])).toBe(digestOf(b, 1, []));
  });

  it.each([
    '',
    'wasm',
    'wasm~simd~0~abc',
    'wasm~simd~1~',
    'wasm~simd~1~abc~',
    'wasm~simd~1~abc~no',
    '<b>~x~1~a',
  ])('is not %j', (text) => {
    expect(parseDigest(text)).toBeNull();
  });
});

describe('the receiver', () => {
  const link = digest([0.1, 0.2], [0.9]);

  it('says whether the numbers are the same', () => {
    const checks = [check(0.9)];
    expect(compareDigests(link, digest([0.1, 0.2], [0.9]), checks)).toBe('same numbers');
    expect(compareDigests(link, digest([0.1, 0.2001], [0.9015]), checks)).toBe('same within tolerance');
    expect(compareDigests(link, digest([0.1, 0.25], [0.95]), checks)).toBe('different numbers');
    expect(compareDigests(link, digest([0.1, 0.25], [Number.NaN]), checks)).toBe('different numbers');
    // Without headlines there is nothing to be near to.
    expect(compareDigests(digest([0.1], []), digest([0.2], []), checks)).toBe('different numbers');
  });

  it('gives a reason when they are not', () => {
    expect(describeSameness(link, link, [])).toBe('Same numbers as in the link, bit for bit.');
    expect(describeSameness(link, digest([0.1, 0.2001], [0.9], 'cpu'), [check(0.9)])).toBe(
      'Same within tolerance as in the link: the link was made on wasm (fused-simd), this run on cpu (fused-simd).',
    );
    expect(describeSameness(link, digest([0.1, 0.2001], [0.5], 'wasm', 2), [])).toBe(
      'Different numbers from those in the link: the link was made with version 1 of the experiment, this is version 2.',
    );
  });
});
