/**
 * The first gradient of a structured parity at τ = 0, and how its cosine with the feature Σ_{j∈A} e_j/√k spreads. Derived
 * for this page; the formula for odd k is that of note G3 (`featureCosine`).
 */
import { normalCdf, normalDensity } from '#numbers/normal.ts';
import { activeShare, featureCosine, type ParitySetting } from './parity.ts';

export interface StructuredSetting extends ParitySetting {
  /** p_A in [0, 1]. */
  readonly pA: number;
}

/** Whether the label is correlated with single bits: then there is a feature. */
export const hasFeature = ({ k, pA }: StructuredSetting): boolean => k % 2 === 1 && pA > 0;

/** The expected cosine for n samples: signal against noise where there is a feature, chance where there is none. */
export function expectedCosine(setting: StructuredSetting, n: number): number {
  return hasFeature(setting) ? featureCosine(setting, n) : chanceCosine(chanceRatio(setting, n));
}

/**
 * E|u|/√(1 + u²) for u ~ N(0, V): the mean cosine with a direction along which a vector has the variance V, in units of
 * its squared length across. In closed form, by the substitution √(1 + u²), 2 e^{1/(2V)} Φ(−1/√V).
 *
 * @param variance V in (0, ∞]
 */
export function chanceCosine(variance: number): number {
  const x = 1 / Math.sqrt(variance);
  // e^{x²/2} = φ(0)/φ(x), which keeps both tails in step.
  return (2 * normalDensity(0) * normalCdf(-x)) / normalDensity(x);
}

/** The same for a direction that has nothing to do with the data: one of D like any other. */
export const randomCosine = (D: number): number => chanceCosine(1 / (D - 1));

/**
 * k even, or p_A = 0: variance along the feature over squared length across. For even k the structured inputs have
 * y = 1, and the gradient is p_A φ(0) (Σ_{i∈A} w_i) on each coordinate of A and p_A φ(0) w_j elsewhere; sampling noise
 * comes on top. For odd k and p_A = 0 there is nothing but noise. k ≥ 3.
 */
function chanceRatio({ D, k, pA }: StructuredSetting, n: number): number {
  const linear = k % 2 === 0 ? (pA * normalDensity(0)) ** 2 : 0;
  const along = (linear * k * k) / D + noiseAlong({ D, k, pA }, n);
  return along / (linear * (1 - k / D) + ((D - 1) * activeShare(0)) / n);
}

/** Variance of the sampling noise along the feature: all relevant bits of a structured input push the same way. */
const noiseAlong = ({ k, pA }: StructuredSetting, n: number): number =>
  (activeShare(0) * (pA * k + 1 - pA)) / n;

/**
 * Roughly how much the mean cosine of m neurons differs from draw to draw, to first order in the noise along the feature,
 * of which two neurons share half; without a feature, what a mean over m neurons leaves of the spread of one.
 */
export function cosineSpread(setting: StructuredSetting, n: number, m: number): number {
  if (!hasFeature(setting)) return 0.3 / Math.sqrt(m);
  const { k, pA } = setting;
  const signal = pA * activeShare(0) * Math.sqrt(k);
  const cosine = featureCosine(setting, n);
  const relative = Math.sqrt(noiseAlong(setting, n)) / signal;
  return cosine * (1 - cosine * cosine) * relative * Math.sqrt((1 + 1 / m) / 2);
}
