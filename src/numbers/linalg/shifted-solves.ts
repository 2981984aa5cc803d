/**
 * Conjugate gradients for many shifts at once (Jegerlehner, "Krylov space solvers for shifted linear systems", 1996):
 * the residuals of all shifted systems stay parallel, so that one product with the matrix serves them all.
 */
import type { Matrix } from './matrix.ts';
import { dot, multiplyVector, norm } from './products.ts';

export interface ShiftedOptions {
  /** Residual of the smallest shift at which the search ends, in units of ‖b‖; those of the others are smaller. Default 10⁻⁸. */
  readonly tolerance?: number;
  /** Most products with the matrix. Default 1000. */
  readonly most?: number;
}

/**
 * Solves (A + shift · I) x = b for each shift. Yields after each product, so that a caller may do something in between.
 * Ends early, with what was reached, after the most products or when nothing is left of the residual.
 *
 * @param a symmetric positive semi-definite; only products with it are formed
 * @param shifts > 0, in any order
 */
export function* shiftedSolves(
  a: Matrix,
  b: Float64Array,
  shifts: readonly number[],
  { tolerance = 1e-8, most = 1000 }: ShiftedOptions = {},
): Generator<undefined, Float64Array[], void> {
  if (!shifts.every((shift) => shift > 0))
    throw new RangeError(`shifts are positive, got ${shifts.join(', ')}`);
  const base = Math.min(...shifts);
  const systems = shifts.map((shift) => ({
    excess: shift - base,
    x: new Float64Array(b.length),
    direction: b.slice(),
    /** The system's residual is ζ times that of the base; now and one step before. */
    zeta: 1,
    before: 1,
  }));
  const residual = b.slice();
  const direction = b.slice();
  const product = new Float64Array(b.length);
  const enough = (tolerance * norm(b)) ** 2;
  let square = dot(residual, residual);
  let lastLength = 1;
  let lastTurn = 0;
  for (let products = 0; products < most && square > enough; products++) {
    multiplyVector(a, direction, product);
    for (let i = 0; i < product.length; i++) product[i] += base * direction[i];
    const length = square / dot(direction, product);
    for (let i = 0; i < residual.length; i++) residual[i] -= length * product[i];
    const next = dot(residual, residual);
    const turn = next / square;
    for (let i = 0; i < direction.length; i++) direction[i] = residual[i] + turn * direction[i];
    for (const system of systems) {
      const { excess, x, direction: own, zeta, before } = system;
      const weight = lastLength * before * (1 + length * excess) + length * lastTurn * (before - zeta);
      const after = (zeta * before * lastLength) / weight;
      const ratio = after / zeta;
      for (let i = 0; i < x.length; i++) {
        x[i] += length * ratio * own[i];
        own[i] = after * residual[i] + turn * ratio * ratio * own[i];
      }
      system.before = zeta;
      system.zeta = after;
    }
    [square, lastLength, lastTurn] = [next, length, turn];
    yield;
  }
  return systems.map(({ x }) => x);
}
