/**
 * The first gradient on the XOR mixture: centres ±μ₁ (label +1) and ±μ₂ (label −1), orthogonal unit vectors, each with
 * probability ¼, noise N(0, σ²I_d); κ = 1/(σ√d). A neuron is on when ⟨ŵ, x⟩ > b, with ŵ uniform on the unit sphere.
 * Derived for this page (note G2).
 */
import { portableAcos } from '#numbers/elementary.ts';
import { normalCdf, normalDensity, normalQuantile } from '#numbers/normal.ts';

export interface MixtureSetting {
  /** Input dimension, ≥ 2. */
  readonly d: number;
  /** κ > 0: how far a centre typically lies from the boundary of a random neuron, in units of the noise. */
  readonly kappa: number;
}

/** σ = 1/(κ√d). */
export function noise({ d, kappa }: MixtureSetting): number {
  return 1 / (kappa * Math.sqrt(d));
}

/**
 * The threshold b that a share q of neurons exceeds on an input: ⟨ŵ, x⟩ has variance (1 + σ²d)/d over ŵ and x.
 *
 * @param q in (0, 1)
 */
export function thresholdOf(setting: MixtureSetting, q: number): number {
  const sigma = noise(setting);
  return -normalQuantile(q) * Math.sqrt((1 + sigma * sigma * setting.d) / setting.d);
}

/** The simplified gradient G(w, b) = E[y x 1(⟨ŵ, x⟩ > b)] of one neuron. */
export interface MixtureGradient {
  /** ⟨G, μ₁⟩ and ⟨G, μ₂⟩. */
  readonly along: readonly [number, number];
  /** ‖G‖. */
  readonly length: number;
  /** Coefficient of ŵ in G; outside of the plane of μ₁ and μ₂, G is this times ŵ. */
  readonly own: number;
}

/** What a neuron sees of the pair of clusters ±μ_k, in the formula of G. */
export interface PairSeen {
  /** ¼ (Φ(s₊) − Φ(s₋)): how much more of +μ_k than of −μ_k. */
  readonly difference: number;
  /** ¼ σ (φ(s₊) + φ(s₋)): how much of both lies at its boundary. */
  readonly boundary: number;
}

/** @param inner u = ⟨ŵ, μ_k⟩; the two clusters have s₊ = (u − b)/σ and s₋ = (−u − b)/σ */
export function pairSeen(inner: number, b: number, sigma: number): PairSeen {
  const [plus, minus] = [(inner - b) / sigma, (-inner - b) / sigma];
  return {
    difference: (normalCdf(plus) - normalCdf(minus)) / 4,
    boundary: (sigma * (normalDensity(plus) + normalDensity(minus))) / 4,
  };
}

/**
 * G = ¼ Σ_c y_c [μ_c Φ(s_c) + σ φ(s_c) ŵ] with s_c = (⟨ŵ, μ_c⟩ − b)/σ.
 *
 * @param first ⟨ŵ, μ₁⟩
 * @param second ⟨ŵ, μ₂⟩
 */
export function mixtureGradient(first: number, second: number, b: number, sigma: number): MixtureGradient {
  return gradientOf(first, second, pairSeen(first, b, sigma), pairSeen(second, b, sigma));
}

/** The same, where it is known what the neuron sees of both pairs. */
export function gradientOf(first: number, second: number, one: PairSeen, two: PairSeen): MixtureGradient {
  // The part along ŵ, which has length 1 and the components `first` and `second` in the plane.
  const own = one.boundary - two.boundary;
  const along = [one.difference + own * first, -two.difference + own * second] as const;
  const outside = Math.max(0, 1 - first * first - second * second) * own * own;
  return { along, length: Math.sqrt(along[0] * along[0] + along[1] * along[1] + outside), own };
}

/** κ ≫ 1: a neuron sees one cluster of a given pair and none of the other with probability 2q(1 − 2q), q ≤ ½. */
export function isolatedShare(q: number): number {
  return 2 * q * (1 - 2 * q);
}

/** κ ≪ 1: the angle of G in the plane is uniform, and lies in the cone |cos| > 1 − γ of an axis with (2/π) arccos(1 − γ). */
export function coneShare(cone: number): number {
  return (2 / Math.PI) * portableAcos(1 - cone);
}
