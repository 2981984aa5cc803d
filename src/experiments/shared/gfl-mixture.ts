/** What the experiments on the first gradient of the XOR mixture share: parameters, and the gradients of neurons. */
import type { PortraitSetting } from '#theory/gradient-feature-learning/directions.ts';
import { mixtureGradient, noise, thresholdOf } from '#theory/gradient-feature-learning/mixture.ts';

export const kappa = {
  kind: 'number',
  label: 'tightness',
  symbol: 'κ',
  description:
    'How tight the clusters are: the distance of a centre from the boundary of a random neuron in units of the noise, 1/(σ√d). It sets the cluster spread σ.',
  default: 20,
  min: 0.05,
  max: 1000,
  slider: { min: 0.3, max: 20, scale: 'log', step: 61 },
  primary: true,
} as const;

export const q = {
  kind: 'number',
  label: 'active share',
  symbol: 'q',
  description:
    'Share of inputs that switch a neuron on. It sets the threshold, b = τ · (standard deviation of ⟨w, x⟩) with q = 1 − Φ(τ); at one half there is no bias.',
  default: 0.25,
  min: 0.001,
  max: 0.5,
  slider: { min: 0.02, max: 0.5, step: 0.01 },
  primary: true,
} as const;

export const d = {
  kind: 'number',
  label: 'input dimension',
  symbol: 'd',
  description: 'Coordinates of an input.',
  default: 100,
  min: 5,
  max: 1000,
  integer: true,
  slider: { min: 10, max: 300, step: 10 },
} as const;

export const cone = {
  kind: 'number',
  label: 'cone',
  symbol: 'γ',
  description: 'A direction D counts as hit when the cosine of the gradient with D exceeds 1 − γ in size.',
  default: 0.05,
  min: 0.001,
  max: 0.5,
  slider: { min: 0.005, max: 0.3, step: 0.005 },
} as const;

export const strength = {
  kind: 'number',
  label: 'least length of a gradient',
  symbol: 'B_G',
  description: 'A gradient that is shorter counts as none; whole clusters give a length of ¼ or more.',
  default: 0.02,
  min: 0.000001,
  max: 0.3,
  slider: { min: 0.005, max: 0.2, step: 0.005 },
} as const;

/** First gradients of random neurons, from the closed form: as of infinitely many samples. */
export interface GradientDraw {
  readonly m: number;
  /** ŵ of each neuron, m × d row-major. */
  readonly rows: Float64Array;
  /** ⟨G, μ₁⟩/‖G‖ and ⟨G, μ₂⟩/‖G‖ of each neuron. */
  readonly along: readonly (readonly [number, number])[];
  /** ‖G‖. */
  readonly length: Float64Array;
  /** Coefficient of ŵ in G/‖G‖. */
  readonly own: Float64Array;
}

/**
 * μ₁ and μ₂ are the first two coordinates, because nothing else distinguishes them.
 *
 * @param rows unit directions of the neurons, m × d row-major
 */
export function gradientsOf(rows: Float64Array, setting: PortraitSetting): GradientDraw {
  const m = rows.length / setting.d;
  const sigma = noise(setting);
  const b = thresholdOf(setting, setting.q);
  const length = new Float64Array(m);
  const own = new Float64Array(m);
  const along: [number, number][] = [];
  for (let j = 0; j < m; j++) {
    const g = mixtureGradient(rows[j * setting.d], rows[j * setting.d + 1], b, sigma);
    const scale = g.length > 0 ? 1 / g.length : 0;
    length[j] = g.length;
    own[j] = g.own * scale;
    along.push([g.along[0] * scale, g.along[1] * scale]);
  }
  return { m, rows, along, length, own };
}
