/** One explicit gradient step in plain loops: the spiked model that it becomes. */
import { expect, test } from 'vitest';
import { singularValues } from '#numbers/linalg/eigen.ts';
import { matrix } from '#numbers/linalg/matrix.ts';
import { multiply, multiplyByTranspose } from '#numbers/linalg/products.ts';
import { normals, sphereRows, streams } from '#numbers/random.ts';
import { mean } from '#numbers/statistics.ts';
import { firstLayerSpectrum } from '#theory/spiked-random-features/spectrum.ts';
import { functions } from '#theory/spiked-random-features/functions.ts';
import { model } from './support.ts';

const d = 120;
const eta = 3;

/** The first layer after the step on n₀ samples with all a_i = 1 and θ = e₁, p = d, tanh on sin. */
function firstLayer(samples: number, seed: number) {
  const stream = streams(seed);
  const before = matrix(d, d, sphereRows(stream('rows'), d, d));
  const x = matrix(samples, d, normals(stream('inputs'), samples * d));
  const { value } = functions.tanh;
  const z = multiplyByTranspose(before, x);
  const residuals = Float64Array.from({ length: samples }, (_, m) => {
    let initial = 0;
    for (let i = 0; i < d; i++) initial += value(z.data[i * samples + m]) / d;
    return functions.sin.value(x.data[m * d]) - initial;
  });
  const pulls = matrix(
    d,
    samples,
    z.data.map((u, k) => residuals[k % samples] * (1 - value(u) ** 2)),
  );
  const moved = multiply(pulls, x).data.map((g) => (eta / samples) * g);
  return {
    weights: matrix(
      d,
      d,
      before.data.map((w, k) => w + moved[k]),
    ),
    moved,
  };
}

test('spike, bulk variance, alignment and the largest singular value', () => {
  const runs = [1, 2, 3, 4, 5, 6].map((seed) => {
    const { weights, moved } = firstLayer(2 * d, seed);
    // The spike direction is the mean row of what the step added.
    const v = Float64Array.from({ length: d }, (_, k) => {
      let sum = 0;
      for (let i = 0; i < d; i++) sum += moved[i * d + k];
      return sum;
    });
    const length = Math.sqrt(v.reduce((sum, value) => sum + value * value, 0));
    const overlaps: number[] = [];
    const bulk: number[] = [];
    for (let i = 0; i < d; i++) {
      const row = weights.data.subarray(i * d, (i + 1) * d);
      const overlap = row.reduce((sum, w, k) => sum + (w * v[k]) / length, 0);
      overlaps.push(overlap);
      bulk.push(row.reduce((sum, w) => sum + w * w, 0) - overlap * overlap);
    }
    const [top, second] = [...singularValues(weights)].sort((a, b) => b - a);
    return { spike: mean(overlaps), bulk: mean(bulk), alignment: v[0] / length, top, second };
  });
  const measured = (name: keyof (typeof runs)[0]) => mean(runs.map((run) => run[name]));
  const { groups, alignment } = model({ eta, alpha0: 2 });
  const [{ spike, bulkVariance }] = groups;
  const { topSingularValue, bulkEdge } = firstLayerSpectrum(groups, 1, d);
  expect(Math.abs(measured('spike') / spike - 1)).toBeLessThan(0.05);
  expect(Math.abs(measured('bulk') / bulkVariance - 1)).toBeLessThan(0.03);
  expect(Math.abs(measured('alignment') / alignment - 1)).toBeLessThan(0.05);
  expect(Math.abs(measured('top') / topSingularValue - 1)).toBeLessThan(0.05);
  // The covariance of the bulk rows is not quite isotropic, which takes the edge a little further out.
  expect(Math.abs(measured('second') / bulkEdge - 1)).toBeLessThan(0.1);
});
