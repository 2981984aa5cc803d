/**
 * The largest margin as a function of the angles alone, and its law over random neurons. Derived for this page.
 *
 * By duality the margin is the least, over weights of the four centres, of the largest weighted sum that a feature
 * attains. Features come with both signs, so both centres of a pair may be given the same weight, and one number s is
 * left: with α_j = |⟨D_j, μ₁⟩| and β_j = |⟨D_j, μ₂⟩| the margin is ½ min_s max_j |s α_j − (1 − s) β_j| over s in [0, 1].
 */
import { wholePower } from '#numbers/elementary.ts';
import type { PlaneLaw } from './directions.ts';
import { isolatedShare } from './mixture.ts';

/** The margin of the four axis directions, the largest that unit directions can have. */
export const BEST_MARGIN = 1 / 4;

/** The margin of one axis with any diagonal, both signs of each: s = 1/(2 + √2). */
export const MIXED_MARGIN = 1 / (4 + 2 * Math.SQRT2);

/**
 * The largest margin of features without thresholds that come with both signs.
 *
 * @param one α_j
 * @param two β_j
 */
export function marginOfAngles(one: ArrayLike<number>, two: ArrayLike<number>): number {
  // One maximum rises with s, the other falls; the least of the larger lies where they meet.
  const at = (s: number): readonly [number, number] => {
    let rising = 0;
    let falling = 0;
    for (let j = 0; j < one.length; j++) {
      const value = s * one[j] - (1 - s) * two[j];
      rising = Math.max(rising, value);
      falling = Math.max(falling, -value);
    }
    return [rising, falling];
  };
  let low = 0;
  let high = 1;
  for (let step = 0; step < 50; step++) {
    const s = (low + high) / 2;
    const [rising, falling] = at(s);
    if (rising < falling) low = s;
    else high = s;
  }
  return Math.max(...at(high)) / 2;
}

/** Steps of s, and of the margin t, at whose midpoints the law is computed. */
const S_STEPS = 160;
const T_STEPS = 100;

/**
 * The mean of the largest margin of m independent neurons with both signs, for each m.
 *
 * The margin is at most t when the weights |s α_j − (1 − s) β_j| are all at most 2t for some s. For each neuron these s
 * are an interval [Y_j, X_j], so one needs the chance that the largest Y is below the smallest X: a sum over where the
 * largest Y lies.
 */
export function meanMargins(law: PlaneLaw, ms: readonly number[]): number[] {
  const { within, above } = distributions(law);
  return ms.map((m) => {
    let total = 0;
    for (let t = 0; t < T_STEPS; t++) {
      let before = within[t];
      // P(all Y ≤ 0) at s = 0, and then step by step.
      let power = wholePower(before, m);
      let atMost = power;
      for (let at = t + T_STEPS; at < within.length; at += T_STEPS) {
        const now = within[at];
        const grown = above[at] - above[at - T_STEPS];
        const next = now === before ? power : wholePower(now, m);
        // All X beyond the step's beginning, and beyond its end.
        const early = wholePower(before + grown, m) - power;
        const late = next - wholePower(Math.max(0, now - grown), m);
        if (grown > 0) atMost += (early + late) / 2;
        before = now;
        power = next;
      }
      total += Math.max(0, 1 - atMost);
    }
    return (total * BEST_MARGIN) / T_STEPS;
  });
}

/** P(|s α − (1 − s) β| ≤ 2t) and P(s α − (1 − s) β ≥ −2t), for each s and each t in [0, ¼], row-major in s. */
function distributions({ one, two, weights }: PlaneLaw): { within: Float64Array; above: Float64Array } {
  const within = new Float64Array((S_STEPS + 1) * T_STEPS);
  const above = new Float64Array((S_STEPS + 1) * T_STEPS);
  // Weights by the first t that reaches |value|; the last cell is for what none reaches.
  const positive = new Float64Array(T_STEPS + 1);
  const negative = new Float64Array(T_STEPS + 1);
  const scale = T_STEPS / (2 * BEST_MARGIN);
  for (let s = 0; s <= S_STEPS; s++) {
    positive.fill(0);
    negative.fill(0);
    const share = s / S_STEPS;
    for (let j = 0; j < one.length; j++) {
      const value = share * one[j] - (1 - share) * two[j];
      const cell = Math.min(T_STEPS, Math.floor(Math.abs(value) * scale + 0.5));
      if (value >= 0) positive[cell] += weights[j];
      else negative[cell] += weights[j];
    }
    let below = 0;
    let beyond = 0;
    for (const weight of positive) beyond += weight;
    for (let t = 0; t < T_STEPS; t++) {
      below += positive[t] + negative[t];
      beyond += negative[t];
      within[s * T_STEPS + t] = below;
      above[s * T_STEPS + t] = beyond;
    }
  }
  return { within, above };
}

/**
 * κ → ∞: a neuron gives an axis with probability p = 2q(1 − 2q) each, one of the diagonals with 4q², else nothing. The
 * mean margin of m of them: ¼ with both axes, less with one axis and a diagonal, zero otherwise.
 */
export function clusterMargin(m: number, q: number): number {
  const p = isolatedShare(q);
  const diagonal = 4 * q * q;
  const none = (hit: number): number => wholePower(Math.max(0, 1 - hit), m);
  const both = 1 - 2 * none(p) + none(2 * p);
  const mixed = 2 * (none(p) - none(2 * p) - none(p + diagonal) + none(2 * p + diagonal));
  return both * BEST_MARGIN + mixed * MIXED_MARGIN;
}
