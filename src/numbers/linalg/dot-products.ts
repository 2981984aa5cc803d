/**
 * The inner loops of all matrix products: sums of products of rows, 4 × 4 at a time, so that eight loads serve sixteen
 * multiplications. Depth and columns are cut into blocks that stay in the second-level cache.
 */

/** A block inside row-major data: row r starts at `offset + r * stride`. */
export interface Block {
  readonly data: Float64Array;
  readonly offset: number;
  readonly stride: number;
}

const DEPTH_BLOCK = 512;
const COLUMN_BLOCK = 32;

/**
 * target[i, j] += scale · Σ_k left[i, k] · right[j, k] for i < rows, j < columns, k < depth.
 *
 * With `lowerOnly` the entries with j > i are left alone, except close to the diagonal, where they may be written too
 * (with their correct value). The target must not overlap what is read.
 */
export function addDotProducts(
  target: Block,
  left: Block,
  right: Block,
  shape: { rows: number; columns: number; depth: number },
  scale: number,
  lowerOnly = false,
): void {
  const { rows, columns, depth } = shape;
  for (let k0 = 0; k0 < depth; k0 += DEPTH_BLOCK) {
    const count = Math.min(DEPTH_BLOCK, depth - k0);
    for (let j0 = 0; j0 < columns; j0 += COLUMN_BLOCK) {
      const jEnd = Math.min(columns, j0 + COLUMN_BLOCK);
      for (let i = lowerOnly ? j0 : 0; i < rows; i += 4) {
        const end = lowerOnly ? Math.min(jEnd, i + 4) : jEnd;
        for (let j = j0; j < end; j += 4) {
          const t = target.offset + i * target.stride + j;
          const p = left.offset + i * left.stride + k0;
          const q = right.offset + j * right.stride + k0;
          if (i + 4 <= rows && j + 4 <= columns)
            addTile(
              target.data,
              t,
              target.stride,
              left.data,
              p,
              left.stride,
              right.data,
              q,
              right.stride,
              count,
              scale,
            );
          else
            for (let r = 0; r < Math.min(4, rows - i); r++)
              for (let c = 0; c < Math.min(4, columns - j); c++)
                target.data[t + r * target.stride + c] +=
                  scale * dotAt(left.data, p + r * left.stride, right.data, q + c * right.stride, count);
        }
      }
    }
  }
}

/** Σ_k a[p + k] · b[q + k], in four partial sums. */
export function dotAt(a: Float64Array, p: number, b: Float64Array, q: number, count: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let k = 0;
  for (; k + 3 < count; k += 4) {
    s0 += a[p + k] * b[q + k];
    s1 += a[p + k + 1] * b[q + k + 1];
    s2 += a[p + k + 2] * b[q + k + 2];
    s3 += a[p + k + 3] * b[q + k + 3];
  }
  for (; k < count; k++) s0 += a[p + k] * b[q + k];
  return s0 + s1 + (s2 + s3);
}

/** The 4 × 4 tile of `addDotProducts`; plain numbers as arguments, because objects slow the loop's start down. */
function addTile(
  c: Float64Array,
  t: number,
  cStride: number,
  a: Float64Array,
  p0: number,
  aStride: number,
  b: Float64Array,
  q0: number,
  bStride: number,
  count: number,
  scale: number,
): void {
  const p1 = p0 + aStride;
  const p2 = p1 + aStride;
  const p3 = p2 + aStride;
  const q1 = q0 + bStride;
  const q2 = q1 + bStride;
  const q3 = q2 + bStride;
  // prettier-ignore
  let s00 = 0, s01 = 0, s02 = 0, s03 = 0, s10 = 0, s11 = 0, s12 = 0, s13 = 0,
      s20 = 0, s21 = 0, s22 = 0, s23 = 0, s30 = 0, s31 = 0, s32 = 0, s33 = 0;
  for (let k = 0; k < count; k++) {
    const b0 = b[q0 + k];
    const b1 = b[q1 + k];
    const b2 = b[q2 + k];
    const b3 = b[q3 + k];
    let x = a[p0 + k];
    s00 += x * b0;
    s01 += x * b1;
    s02 += x * b2;
    s03 += x * b3;
    x = a[p1 + k];
    s10 += x * b0;
    s11 += x * b1;
    s12 += x * b2;
    s13 += x * b3;
    x = a[p2 + k];
    s20 += x * b0;
    s21 += x * b1;
    s22 += x * b2;
    s23 += x * b3;
    x = a[p3 + k];
    s30 += x * b0;
    s31 += x * b1;
    s32 += x * b2;
    s33 += x * b3;
  }
  c[t] += scale * s00;
  c[t + 1] += scale * s01;
  c[t + 2] += scale * s02;
  c[t + 3] += scale * s03;
  t += cStride;
  c[t] += scale * s10;
  c[t + 1] += scale * s11;
  c[t + 2] += scale * s12;
  c[t + 3] += scale * s13;
  t += cStride;
  c[t] += scale * s20;
  c[t + 1] += scale * s21;
  c[t + 2] += scale * s22;
  c[t + 3] += scale * s23;
  t += cStride;
  c[t] += scale * s30;
  c[t + 1] += scale * s31;
  c[t + 2] += scale * s32;
  c[t + 3] += scale * s33;
}
