/** A network on first gradients: the second layer of the largest margin at the centres, tested on fresh points. */
import type { Stream } from '#numbers/random.ts';
import { CENTRE_LABELS, marginReadout } from '#theory/gradient-feature-learning/margin.ts';
import { noise, type MixtureSetting } from '#theory/gradient-feature-learning/mixture.ts';
import type { GradientDraw } from '../shared/gfl-mixture.ts';
import type { Bar } from './cover.ts';
import { TEST_POINTS } from './spec.ts';

/** Points of the mixture, n × d row-major, μ₁ and μ₂ being the first two coordinates. */
export interface TestPoints {
  readonly inputs: Float64Array;
  readonly labels: readonly number[];
}

export function freshPoints(source: Stream, setting: MixtureSetting): TestPoints {
  const sigma = noise(setting);
  const { d } = setting;
  const inputs = new Float64Array(TEST_POINTS * d);
  const labels: number[] = [];
  for (let i = 0; i < TEST_POINTS; i++) {
    const cluster = source.integer(4);
    for (let j = 0; j < d; j++) inputs[i * d + j] = sigma * source.normal();
    inputs[i * d + (cluster < 2 ? 0 : 1)] += cluster % 2 === 0 ? 1 : -1;
    labels.push(CENTRE_LABELS[cluster]);
  }
  return { inputs, labels };
}

/** Share of the points that the network on the first m neurons has right; none where there is no positive margin. */
export function networkAccuracy(
  draw: GradientDraw,
  outer: ArrayLike<number>,
  m: number,
  { d, strength, signs }: Pick<MixtureSetting, 'd'> & Pick<Bar, 'strength' | 'signs'>,
  { inputs, labels }: TestPoints,
): number {
  const features: { readonly j: number; readonly sign: number }[] = [];
  for (let j = 0; j < m; j++) {
    if (draw.length[j] < strength) continue;
    for (const sign of signs === 'both' ? [1, -1] : [outer[j]]) features.push({ j, sign });
  }
  if (features.length === 0) return 0;
  const { margin, outer: weights } = marginReadout(
    features.map(({ j, sign }) => [sign * draw.along[j][0], sign * draw.along[j][1]]),
  );
  if (margin < 1e-9) return 0;
  const outputs = new Float64Array(labels.length);
  features.forEach(({ j, sign }, f) => {
    if (weights[f] === 0) return;
    const direction = unitGradient(draw, j, d);
    for (let i = 0; i < outputs.length; i++) {
      let inner = 0;
      for (let k = 0; k < d; k++) inner += direction[k] * inputs[i * d + k];
      outputs[i] += weights[f] * Math.max(0, sign * inner);
    }
  });
  return labels.filter((label, i) => label * outputs[i] > 0).length / labels.length;
}

/** G/‖G‖ of one neuron: along ŵ outside of the plane, and as the closed form says in it. */
function unitGradient({ rows, along, own }: GradientDraw, j: number, d: number): Float64Array {
  const direction = rows.slice(j * d, (j + 1) * d);
  for (let k = 0; k < d; k++) direction[k] *= own[j];
  direction[0] = along[j][0];
  direction[1] = along[j][1];
  return direction;
}
