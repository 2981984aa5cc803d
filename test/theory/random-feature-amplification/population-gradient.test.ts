import { describe, expect, test } from 'vitest';
import { sampleXor } from '#theory/random-feature-amplification/data.ts';
import {
  meanReluPair,
  populationGradient,
} from '#theory/random-feature-amplification/population-gradient.ts';
import { amplificationRate } from '#theory/random-feature-amplification/setting.ts';
import { normals, streams } from '#numbers/random.ts';

const d = 6;
const sigma = 0.5;
const w = normals(streams(3)('w'), d);

/** E[ỹ max(0, ⟨w, x⟩)], whose gradient is G(w): a closed form that shares only ψ with the gradient's. */
function correlation(weights: Float64Array): number {
  const norm = Math.hypot(...weights);
  return 0.5 * (meanReluPair(weights[0], norm, sigma) - meanReluPair(weights[1], norm, sigma));
}

describe('population gradient', () => {
  test('is the derivative of E[ỹ max(0, ⟨w, x⟩)], by central differences', () => {
    const gradient = populationGradient(w, sigma);
    const h = 1e-5;
    for (let k = 0; k < d; k++) {
      const [up, down] = [1, -1].map((sign) => correlation(w.map((x, i) => (i === k ? x + sign * h : x))));
      expect(gradient[k]).toBeCloseTo((up - down) / (2 * h), 8);
    }
  });

  test('agrees with a Monte Carlo mean of ỹ x 1(⟨w, x⟩ > 0) within five standard errors', () => {
    const n = 400_000;
    const sample = sampleXor(streams(4)('data'), { n, d, sigma });
    const sum = new Float64Array(d);
    const squares = new Float64Array(d);
    for (let i = 0; i < n; i++) {
      let dot = 0;
      for (let k = 0; k < d; k++) dot += w[k] * sample.inputs[i * d + k];
      if (dot <= 0) continue;
      for (let k = 0; k < d; k++) {
        const term = sample.clean[i] * sample.inputs[i * d + k];
        sum[k] += term;
        squares[k] += term * term;
      }
    }
    const gradient = populationGradient(w, sigma);
    for (let k = 0; k < d; k++) {
      const error = Math.sqrt(squares[k] / n / n);
      expect(Math.abs(sum[k] / n - gradient[k])).toBeLessThan(5 * error);
    }
  });

  test('at small cosines multiplies the own component by 1 + λ and the other by 1 − λ', () => {
    const setting = { d: 400, n: 1000, m: 200, sigma: 0.5, xi: 0.15, omega: 0.01, alpha: 0.5 };
    const norm = setting.omega * Math.sqrt(setting.d);
    const neuron = new Float64Array(setting.d);
    neuron[0] = 1e-4 * norm;
    neuron[1] = -1e-4 * norm;
    neuron[2] = norm;
    const step = (setting.alpha / (2 * Math.sqrt(setting.m))) * (1 - 2 * setting.xi);
    const gradient = populationGradient(neuron, setting.sigma);
    const lambda = amplificationRate(setting);
    expect(1 + (step * gradient[0]) / neuron[0]).toBeCloseTo(1 + lambda, 5);
    expect(1 + (step * gradient[1]) / neuron[1]).toBeCloseTo(1 - lambda, 5);
  });
});
