/** Cosines of random neurons with a cluster direction (result rfa-2): c ≈ N(0, 1/d). */
import { normalCdf } from '#numbers/normal.ts';

/** E|c| ≈ √(2/(πd)). */
export function meanAbsCosine(d: number): number {
  return Math.sqrt(2 / (Math.PI * d));
}

/** P(max(|c₁|, |c₂|) > threshold) ≈ 1 − (1 − 2Φ(−threshold·√d))². */
export function fractionAbove(threshold: number, d: number): number {
  return 1 - (1 - 2 * normalCdf(-threshold * Math.sqrt(d))) ** 2;
}

/** Density of c at `cosine`: that of N(0, 1/d). */
export function cosineDensity(cosine: number, d: number): number {
  return Math.sqrt(d / (2 * Math.PI)) * Math.exp(-0.5 * d * cosine * cosine);
}
