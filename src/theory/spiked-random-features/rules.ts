/**
 * Which quadrature rule resolves what. The trapezoid rule converges exponentially once its spacing is below the
 * finest scale of a smooth integrand; Gauss–Hermite does not for functions like tanh, whose poles lie near the real
 * line.
 */
import { normalDensity } from '#numbers/normal.ts';
import { gaussLegendre, normalTrapezoid, type Rule } from '#numbers/quadrature.ts';

/** Steepest tanh(s z), as s, that 161 nodes on [−8, 8] resolve. */
const STEEPEST_TANH = 6;
/**
 * The same for averages over κ, as r/√c. Lower, because 1/(1+V) has poles where V = −1, the nearer to the real line
 * the larger V is somewhere else, that is the smaller λ. With this limit errors come out right to 10⁻⁶ down to λ = 10⁻⁵
 * (measured on random models against a rule of 1440 nodes).
 */
const STEEPEST_MODEL = 2.5;
/** Finest doubling: 5121 nodes. */
const MAX_DOUBLINGS = 5;
/** Narrowest edge of a smoothed jump or kink that 161 nodes resolve: their spacing. */
const SPACING = 0.1;

const trapezoids = new Map<number, Rule>();

function trapezoid(doublings: number): Rule {
  let rule = trapezoids.get(doublings);
  if (!rule) {
    rule = normalTrapezoid(160 * 2 ** doublings + 1);
    trapezoids.set(doublings, rule);
  }
  return rule;
}

const doublingsFor = (steepness: number, resolved: number): number =>
  Math.min(MAX_DOUBLINGS, Math.max(0, Math.ceil(Math.log2(steepness / resolved))));

/** Rule for E_z f(m + s z) with f = tanh, erf or a product of them. */
export function slopeRule(s: number): Rule {
  return trapezoid(doublingsFor(s, STEEPEST_TANH));
}

/**
 * Rule for averages over κ.
 *
 * @param steepness slope in κ of the steepest smoothed activation, r/√c
 * @param edge width √(1−γ²)/|γ| over which a jump or kink of the target is smoothed, Infinity where it has none
 */
export function kappaRule(steepness: number, edge: number): Rule {
  const doublings = doublingsFor(steepness, STEEPEST_MODEL);
  if (edge >= SPACING) return trapezoid(doublings);
  // A narrow edge at κ = 0: Gauss–Legendre on pieces that end there, fine ones inside of eight widths.
  const inner = 8 * edge;
  const ends = [-10, -3, ...(edge > 0 ? [-inner, 0, inner] : [0]), 3, 10];
  const pieces = ends.slice(1).map((to, k) => gaussLegendre(40 * 2 ** doublings, ends[k], to));
  const nodes = Float64Array.from(pieces.flatMap((piece) => [...piece.nodes]));
  const raw = pieces.flatMap((piece) => [...piece.weights]).map((w, i) => w * normalDensity(nodes[i]));
  const total = raw.reduce((sum, w) => sum + w, 0);
  return { nodes, weights: Float64Array.from(raw, (w) => w / total) };
}
