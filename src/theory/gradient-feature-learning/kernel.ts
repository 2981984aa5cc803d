/**
 * The tangent kernel of a two-layer ReLU network with both layers trained, at infinite width:
 * K(x, x′) = ⟨x̄, x̄′⟩ (π − θ)/(2π) + ‖x̄‖‖x̄′‖ (sin θ + (π − θ) cos θ)/(2π) with θ the angle between x̄ and x̄′ (arc-cosine
 * kernels of orders 0 and 1: Cho and Saul 2009), on x̄ = (x/√D, 1).
 */
import { portableAcos } from '#numbers/elementary.ts';
import type { Matrix } from '#numbers/linalg/matrix.ts';

/**
 * Turns products ⟨x_i, x′_j⟩ of inputs that all have the squared length D into kernel values, in place. On the cube
 * only the product matters, so there are D + 1 values: they are tabulated.
 *
 * @param products entries are whole numbers from −D to D
 */
export function cubeKernel(products: Matrix, D: number): Matrix {
  const table = Float64Array.from({ length: 2 * D + 1 }, (_, index) => kernelAt((index - D) / D));
  const { data } = products;
  for (let i = 0; i < data.length; i++) data[i] = table[Math.round(data[i]) + D];
  return products;
}

/** K for inputs with ⟨x, x′⟩/D = c; both x̄ have the squared length 2. */
export function kernelAt(c: number): number {
  const inner = c + 1;
  const cosine = Math.max(-1, Math.min(1, inner / 2));
  const theta = portableAcos(cosine);
  const sine = Math.sqrt(1 - cosine * cosine);
  return (inner * (Math.PI - theta) + 2 * (sine + (Math.PI - theta) * cosine)) / (2 * Math.PI);
}
