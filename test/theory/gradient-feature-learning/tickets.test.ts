/** What is foretold of a neuron's first gradient, against sums over the cube, the mean neuron and the limits. */
import { describe, expect, test } from 'vitest';
import { normalCdf } from '#numbers/normal.ts';
import { streams } from '#numbers/random.ts';
import { correlation, mean, standardError, variance } from '#numbers/statistics.ts';
import { randomNeurons } from '#theory/gradient-feature-learning/data.ts';
import { populationEnergies, relevantShare, ticket } from '#theory/gradient-feature-learning/parity.ts';
import {
  energyShare,
  expectedGradient,
  expectedShare,
  meanTicket,
  shareAt,
  readGradients,
  simulatedGradients,
  type TicketSetting,
} from '#theory/gradient-feature-learning/tickets.ts';

const neurons = (m: number, D: number, seed = 0): Float32Array[] => {
  const rows = randomNeurons(streams(seed)('weights'), m, D);
  return Array.from({ length: m }, (_, j) => rows.slice(j * D, (j + 1) * D));
};

/** Patterns of k signs with their probabilities. */
function patterns({ k, pA }: TicketSetting): { readonly bits: number[]; readonly weight: number }[] {
  return Array.from({ length: 2 ** k }, (_, code) => {
    const bits = Array.from({ length: k }, (_, i) => ((code >> i) & 1 ? 1 : -1));
    const equal = bits.every((bit) => bit === bits[0]);
    return { bits, weight: (1 - pA) / 2 ** k + (equal ? pA / 2 : 0) };
  });
}

/** E[y x_j 1] for j in A, summed over the patterns of A; only the sum over the other bits is taken as Gaussian. */
function patternGradient(w: Float32Array, setting: TicketSetting): number[] {
  const { k, tau } = setting;
  let rest = 1;
  for (let i = 0; i < k; i++) rest -= w[i] * w[i];
  const gradient = new Array<number>(k).fill(0);
  for (const { bits, weight } of patterns(setting)) {
    const inside = bits.reduce((sum, bit, i) => sum + bit * w[i], 0);
    const label = bits.reduce((product, bit) => product * bit, 1);
    const on = normalCdf((inside - tau) / Math.sqrt(rest));
    for (let j = 0; j < k; j++) gradient[j] += weight * label * bits[j] * on;
  }
  return gradient;
}

/** E[y x_j 1] for all j, by the sum over all 2^D inputs. */
function cubeGradient(w: Float32Array, { D, k, tau }: TicketSetting): Float64Array {
  const gradient = new Float64Array(D);
  for (let code = 0; code < 2 ** D; code++) {
    let sum = 0;
    let label = 1;
    for (let i = 0; i < D; i++) {
      const bit = (code >> i) & 1 ? 1 : -1;
      sum += bit * w[i];
      if (i < k) label *= bit;
    }
    if (sum <= tau) continue;
    for (let j = 0; j < D; j++) gradient[j] += ((code >> j) & 1 ? label : -label) / 2 ** D;
  }
  return gradient;
}

describe('the expected gradient', () => {
  test.each([
    { D: 400, k: 2, tau: 0, pA: 0 },
    { D: 400, k: 3, tau: 1, pA: 0 },
    { D: 400, k: 4, tau: 0.5, pA: 0 },
    { D: 400, k: 3, tau: 0.7, pA: 0.4 },
    { D: 400, k: 4, tau: 0.7, pA: 0.4 },
  ])('agrees with the sum over the bits of A, $k of $D, τ = $tau, p_A = $pA', (setting) => {
    const { k } = setting;
    const ours: number[] = [];
    const exact: number[] = [];
    for (const w of neurons(50, setting.D)) {
      ours.push(...expectedGradient(w, setting).subarray(0, k));
      exact.push(...patternGradient(w, setting));
    }
    const size = Math.max(...exact.map(Math.abs));
    exact.forEach((value, i) => expect(Math.abs(ours[i] - value)).toBeLessThan(0.04 * size));
  });

  test('agrees with the sum over a whole cube, in A and outside', () => {
    const setting = { D: 13, k: 2, tau: 0.4, pA: 0 };
    const inside: [number[], number[]] = [[], []];
    const outside: [number[], number[]] = [[], []];
    for (const w of neurons(30, setting.D)) {
      const [ours, exact] = [expectedGradient(w, setting), cubeGradient(w, setting)];
      for (let j = 0; j < setting.D; j++) {
        const [mine, theirs] = j < setting.k ? inside : outside;
        mine.push(ours[j]);
        theirs.push(exact[j]);
      }
    }
    // Thirteen bits are few: what the leading order leaves out is a fifth.
    expect(correlation(...inside)).toBeGreaterThan(0.97);
    const slope = (pair: [number[], number[]]) =>
      pair[0].reduce((sum, value, i) => sum + value * pair[1][i], 0) /
      pair[0].reduce((sum, value) => sum + value * value, 0);
    expect(Math.abs(slope(inside) - 1)).toBeLessThan(0.2);
    expect(correlation(...outside)).toBeGreaterThan(0.6);
  });

  test('has in A the signal that the ticket says', () => {
    const setting = { D: 30, k: 4, tau: 0.4, pA: 0 };
    const { relevant } = populationEnergies(setting, setting.tau);
    for (const w of neurons(5, setting.D)) {
      const energy = expectedGradient(w, setting)
        .subarray(0, setting.k)
        .reduce((sum, value) => sum + value * value, 0);
      expect(energy / (ticket(w, setting.k) * relevant * setting.D ** 3)).toBeCloseTo(1, 10);
    }
  });

  test('of structured inputs and odd k is the same for every neuron, up to the uniform part', () => {
    const setting = { D: 50, k: 3, tau: 0, pA: 0.5 };
    for (const w of neurons(5, setting.D))
      for (const value of expectedGradient(w, setting).subarray(0, 3)) expect(value).toBeCloseTo(0.25, 12);
  });
});

describe('the expected share', () => {
  const settings = [
    { D: 60, k: 2, tau: 0, pA: 0 },
    { D: 20, k: 3, tau: 1, pA: 0 },
    { D: 16, k: 4, tau: 0.3, pA: 0 },
  ];

  test.each(settings)('of a neuron with equal weights is that of the network, $k of $D', (setting) => {
    const { D, k, tau } = setting;
    const equal = new Float64Array(D).fill(1 / Math.sqrt(D));
    const network = relevantShare(setting, tau, 1500);
    expect(expectedShare(equal, setting, 1500)).toBeCloseTo(network, 12);
    expect(shareAt(ticket(equal, k), setting, 1500)).toBeCloseTo(network, 12);
  });

  test.each(settings)('follows the curve closely, $k of $D', (setting) => {
    for (const w of neurons(100, setting.D)) {
      const onCurve = shareAt(ticket(w, setting.k), setting, 1500);
      expect(Math.abs(expectedShare(w, setting, 1500) - onCurve)).toBeLessThan(0.06);
    }
  });

  test('rises with the ticket and with the samples, from chance up', () => {
    const setting = settings[1];
    const curve = [0, 0.001, 0.01, 0.1].map((pi) => shareAt(pi, setting, 4000));
    expect(curve[0]).toBeCloseTo(setting.k / setting.D, 12);
    expect([...curve].sort((a, b) => a - b)).toEqual(curve);
    expect(shareAt(0.01, setting, 40_000)).toBeGreaterThan(curve[2]);
  });
});

test.each([
  { D: 60, k: 2 },
  { D: 20, k: 3 },
  { D: 30, k: 4 },
])('the mean ticket is the mean over random neurons, $k of $D', (setting) => {
  const drawn = neurons(4000, setting.D).map((w) => ticket(w, setting.k));
  expect(Math.abs(mean(drawn) - meanTicket(setting))).toBeLessThan(4 * standardError(drawn));
});

describe('simulated gradients', () => {
  const rows = randomNeurons(streams(1)('weights'), 300, 40);

  test('without noise are the expected ones', () => {
    const setting = { D: 40, k: 3, tau: 0.8, pA: 0 };
    const { shares, energies } = readGradients(
      simulatedGradients(streams(1)('noise'), rows, setting, 1e15),
      setting,
    );
    const w = rows.subarray(0, 40);
    const expected = expectedGradient(w, setting);
    expect(shares[0]).toBeCloseTo(energyShare(expected, 3), 5);
    expect(energies[0]).toBeCloseTo(
      expected.reduce((sum, value) => sum + value * value, 0),
      9,
    );
  });

  test('without signal have a share of k/D on average', () => {
    const setting = { D: 40, k: 3, tau: 0, pA: 0 };
    const source = streams(1)('noise');
    const means = Array.from({ length: 60 }, () =>
      mean(readGradients(simulatedGradients(source, rows, setting, 1000), setting).shares),
    );
    expect(Math.abs(mean(means) - 3 / 40)).toBeLessThan(4 * standardError(means));
  });
});

test('the simulated noise has the variance q/n, and two neurons have the correlation q', () => {
  const setting = { D: 40, k: 3, tau: 0, pA: 0 };
  const rows = randomNeurons(streams(1)('weights'), 2, 40);
  const source = streams(2)('noise');
  const pairs: [number[], number[]] = [[], []];
  for (let i = 0; i < 400; i++) {
    const gradients = simulatedGradients(source, rows, setting, 100);
    for (let j = 0; j < 40; j++) {
      pairs[0].push(gradients[j]);
      pairs[1].push(gradients[40 + j]);
    }
  }
  // 16 000 values: a standard error of about 1 % of a variance, and of 0.006 of a correlation.
  expect(Math.abs(variance(pairs[0]) / (0.5 / 100) - 1)).toBeLessThan(0.04);
  expect(Math.abs(correlation(...pairs) - 0.5)).toBeLessThan(0.03);
});

test('the energy share of a row, and of a row of zeros', () => {
  expect(energyShare([3, 0, 4], 1)).toBeCloseTo(9 / 25, 14);
  expect(energyShare([0, 0, 0], 1)).toBe(0);
});
