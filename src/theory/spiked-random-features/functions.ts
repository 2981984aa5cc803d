/**
 * Activations and targets, smoothed by a Gaussian: E f(m + s z) and its relatives for z ~ N(0, 1), in closed form
 * wherever there is one. From them come the conditional Hermite coefficients of students and teachers.
 */
import { portableCos, portableExp, portableSin, portableTanh } from '#numbers/elementary.ts';
import { erf, normalCdf, normalDensity } from '#numbers/normal.ts';
import { gaussHermite } from '#numbers/quadrature.ts';
import { slopeRule } from './rules.ts';

/** `erf` is erf(z/√2), `he1he3` He₁ + He₃/√6, `he2` He₂/√2. */
export type FunctionName = 'tanh' | 'sin' | 'sign' | 'erf' | 'relu' | 'he1he3' | 'he2';

/** Averages over z of a function f at m + s z. */
export interface Smoothed {
  /** E f. */
  readonly value: number;
  /** E f′ = E z f / s. */
  readonly slope: number;
  /** E f². */
  readonly square: number;
  /** E f″ = E (z² − 1) f / s². */
  readonly curvature: number;
}

export interface SmoothFunction {
  readonly value: (x: number) => number;
  /**
   * The averages at mean m and standard deviation s ≥ 0. At s = 0 those of f itself; a slope or curvature that does
   * not exist there is not finite.
   */
  readonly smoothed: (m: number, s: number) => Smoothed;
  /** E f at m = 0, s = 1. */
  readonly mean: number;
  /** First Hermite coefficient E z f = E f′ at m = 0, s = 1. */
  readonly slope: number;
  /** E f² at m = 0, s = 1. */
  readonly secondMoment: number;
  /** Whether f has a kink or a jump at 0. */
  readonly kinked: boolean;
}

const tanhSmoothed = (m: number, s: number): Smoothed => {
  const { nodes, weights } = slopeRule(s);
  let value = 0;
  let square = 0;
  let curvature = 0;
  for (let i = 0; i < nodes.length; i++) {
    const t = portableTanh(m + s * nodes[i]);
    const weighted = weights[i] * t;
    value += weighted;
    square += weighted * t;
    curvature -= 2 * weighted * (1 - t * t);
  }
  return { value, slope: 1 - square, square, curvature };
};

const erfSmoothed = (m: number, s: number): Smoothed => {
  const { nodes, weights } = slopeRule(s);
  let square = 0;
  for (let i = 0; i < nodes.length; i++) square += weights[i] * erf((m + s * nodes[i]) * Math.SQRT1_2) ** 2;
  const spread = 1 + s * s;
  const slope = Math.sqrt(2 / (Math.PI * spread)) * portableExp((-m * m) / (2 * spread));
  return { value: erf(m / Math.sqrt(2 * spread)), slope, square, curvature: (-m / spread) * slope };
};

const reluSmoothed = (m: number, s: number): Smoothed => {
  // At s = 0 the limits: u = ±∞, or 0 at the kink itself.
  const u = m === 0 ? 0 : m / s;
  const share = normalCdf(u);
  const density = normalDensity(u);
  return {
    value: m * share + s * density,
    slope: share,
    square: (m * m + s * s) * share + m * s * density,
    curvature: density / s,
  };
};

const sinSmoothed = (m: number, s: number): Smoothed => {
  const damping = portableExp((-s * s) / 2);
  const value = damping * portableSin(m);
  return {
    value,
    slope: damping * portableCos(m),
    square: 0.5 * (1 - damping ** 4 * portableCos(2 * m)),
    curvature: -value,
  };
};

const signSmoothed = (m: number, s: number): Smoothed => {
  if (s === 0) return { value: Math.sign(m), slope: NaN, square: 1, curvature: NaN };
  const slope = (2 * normalDensity(m / s)) / s;
  return { value: erf(m / (Math.SQRT2 * s)), slope, square: 1, curvature: (-m / (s * s)) * slope };
};

/** Squares of cubics have degree 6: four nodes are exact, eight leave no doubt. */
function polynomialSquare(f: (x: number) => number, m: number, s: number): number {
  const { nodes, weights } = gaussHermite(8);
  let square = 0;
  for (let i = 0; i < nodes.length; i++) square += weights[i] * f(m + s * nodes[i]) ** 2;
  return square;
}

const SQRT_6 = Math.sqrt(6);
const he1he3 = (x: number): number => x + (x * x * x - 3 * x) / SQRT_6;
const he2 = (x: number): number => (x * x - 1) * Math.SQRT1_2;

const he1he3Smoothed = (m: number, s: number): Smoothed => {
  const v = s * s;
  return {
    value: m + (m * m * m + 3 * m * v - 3 * m) / SQRT_6,
    slope: 1 + (3 * (m * m + v) - 3) / SQRT_6,
    square: polynomialSquare(he1he3, m, s),
    curvature: (6 * m) / SQRT_6,
  };
};

const he2Smoothed = (m: number, s: number): Smoothed => ({
  value: (m * m + s * s - 1) * Math.SQRT1_2,
  slope: Math.SQRT2 * m,
  square: polynomialSquare(he2, m, s),
  curvature: Math.SQRT2,
});

function define(
  value: SmoothFunction['value'],
  smoothed: SmoothFunction['smoothed'],
  kinked = false,
): SmoothFunction {
  const standard = smoothed(0, 1);
  return {
    value,
    smoothed,
    mean: standard.value,
    slope: standard.slope,
    secondMoment: standard.square,
    kinked,
  };
}

export const functions: Readonly<Record<FunctionName, SmoothFunction>> = {
  // The mean of an odd function is 0 to the last bit: whether it is decides what a network can learn.
  tanh: { ...define(portableTanh, tanhSmoothed), mean: 0 },
  sin: define(portableSin, sinSmoothed),
  sign: define(Math.sign, signSmoothed, true),
  erf: define((x) => erf(x * Math.SQRT1_2), erfSmoothed),
  relu: define((x) => (x > 0 ? x : 0), reluSmoothed, true),
  he1he3: define(he1he3, he1he3Smoothed),
  he2: define(he2, he2Smoothed),
};
