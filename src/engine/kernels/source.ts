/**
 * The kernels of the two-layer network as WebAssembly: one blocked matrix product and the three row-wise passes of a
 * gradient step. Addresses and strides are in bytes, counts in elements. Two variants: with the fused multiply-add
 * of relaxed SIMD, and with a product and a sum, for processors and browsers without it.
 */
import {
  add,
  addF32,
  addVector,
  advance,
  andVector,
  assemble,
  atLeast,
  call,
  choose,
  constant,
  during,
  equal,
  f32,
  fusedMultiplyAdd,
  get,
  greaterF32,
  greaterVector,
  i32,
  lane,
  lessThan,
  loadF32,
  loadSplat,
  loadVector,
  maximumF32,
  maximumVector,
  multiply,
  multiplyF32,
  multiplyVector,
  set,
  splat,
  storeF32,
  storeVector,
  subtract,
  v128,
  when,
  zeroF32,
  zeroVector,
} from './assembler.ts';
import type { Code, FunctionSource } from './assembler.ts';

/** How many rows of A and vectors of B one tile of the product takes; what fits the 16 registers best. */
export interface Tile {
  readonly fused: boolean;
  readonly rows: number;
  readonly vectors: number;
}

/** 6 × 8: twelve accumulators, two registers of B, one of A. */
export const fusedTile: Tile = { fused: true, rows: 6, vectors: 2 };
/** 4 × 16: wider, because a product and a sum need more loads in flight to hide. */
export const plainTile: Tile = { fused: false, rows: 4, vectors: 4 };

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** a·b + c in the way of the variant. */
function multiplyAdd(fused: boolean): (a: Code, b: Code, c: Code) => Code {
  return fused ? fusedMultiplyAdd : (a, b, c) => addVector(c, multiplyVector(a, b));
}

/**
 * tile<R>(a, aStride, panel, c, cStride, depth, keep): R rows of C = [keep] C + A · panel. The panel holds `depth`
 * rows of 4·vectors columns side by side; four are taken a turn, so that the pointers move less often.
 */
function tile(rows: number, { fused, vectors }: Tile): FunctionSource {
  const [a, aStride, panel, c, cStride, depth, keep] = range(7);
  let next = 7;
  const pointers = range(rows).map(() => next++);
  const cPointers = range(rows).map(() => next++);
  const b = range(vectors).map(() => next++);
  const left = next++;
  const accumulators = range(rows).map(() => range(vectors).map(() => next++));
  const fma = multiplyAdd(fused);
  const each = (f: (r: number, v: number) => Code): Code =>
    range(rows).flatMap((r) => range(vectors).flatMap((v) => f(r, v)));

  const oneColumn = (k: number): Code => [
    ...range(vectors).flatMap((v) => set(b[v], loadVector(get(panel), 16 * (vectors * k + v)))),
    ...range(rows).flatMap((r) => [
      ...set(left, loadSplat(get(pointers[r]), 4 * k)),
      ...range(vectors).flatMap((v) =>
        set(accumulators[r][v], fma(get(left), get(b[v]), get(accumulators[r][v]))),
      ),
    ]),
  ];
  const columns = (count: number): Code => [
    ...range(count).flatMap(oneColumn),
    ...pointers.flatMap((pointer) => advance(pointer, constant(4 * count))),
    ...advance(panel, constant(16 * vectors * count)),
    ...set(depth, subtract(get(depth), constant(count))),
  ];
  return {
    name: `tile${rows}`,
    parameters: new Array<number>(7).fill(i32),
    locals: [
      ...new Array<number>(2 * rows).fill(i32),
      ...new Array<number>(vectors + 1 + rows * vectors).fill(v128),
    ],
    body: [
      ...range(rows).flatMap((r) => [
        ...set(pointers[r], r === 0 ? get(a) : add(get(pointers[r - 1]), get(aStride))),
        ...set(cPointers[r], r === 0 ? get(c) : add(get(cPointers[r - 1]), get(cStride))),
      ]),
      ...each((r, v) => set(accumulators[r][v], zeroVector)),
      ...during(atLeast(get(depth), constant(4)), columns(4)),
      ...during(get(depth), columns(1)),
      // C is added last: sums that start from it would lose the small terms of a gradient beside a large weight.
      ...when(
        get(keep),
        each((r, v) =>
          set(accumulators[r][v], addVector(get(accumulators[r][v]), loadVector(get(cPointers[r]), 16 * v))),
        ),
      ),
      ...each((r, v) => storeVector(get(cPointers[r]), get(accumulators[r][v]), 16 * v)),
    ],
  };
}

/** strip(a, aStride, panel, c, cStride, depth, keep, rows): tiles down the rows of one panel. */
function strip({ rows: height }: Tile): FunctionSource {
  const [a, aStride, panel, c, cStride, depth, keep, rows] = range(8);
  // The function tile<R> has index R − 1 in the module.
  const callTile = (r: number): Code =>
    call(r - 1, get(a), get(aStride), get(panel), get(c), get(cStride), get(depth), get(keep));
  return {
    name: 'strip',
    parameters: new Array<number>(8).fill(i32),
    locals: [],
    body: [
      ...during(
        atLeast(get(rows), constant(height)),
        callTile(height),
        advance(a, multiply(get(aStride), constant(height))),
        advance(c, multiply(get(cStride), constant(height))),
        advance(rows, constant(-height)),
      ),
      ...range(height - 1).flatMap((r) => when(equal(get(rows), constant(r + 1)), callTile(r + 1))),
    ],
  };
}

/** pack(b, bStride, panel, depth): one full panel, `depth` rows of 4·vectors columns, copied side by side. */
function pack({ vectors }: Tile): FunctionSource {
  const [b, bStride, panel, depth] = range(4);
  return {
    name: 'pack',
    parameters: new Array<number>(4).fill(i32),
    locals: [],
    body: during(
      get(depth),
      ...range(vectors).map((v) => storeVector(get(panel), loadVector(get(b), 16 * v), 16 * v)),
      advance(b, get(bStride)),
      advance(panel, constant(16 * vectors)),
      advance(depth, constant(-1)),
    ),
  };
}

/** Walks `count` floats: whole vectors, then what is left one by one, advancing the pointers with it. */
function walk(left: number, pointers: readonly number[], vectorBody: Code, scalarBody: Code): Code {
  const move = (floats: number): Code => [
    ...pointers.flatMap((pointer) => advance(pointer, constant(4 * floats))),
    ...advance(left, constant(-floats)),
  ];
  return [
    ...during(atLeast(get(left), constant(4)), vectorBody, move(4)),
    ...during(get(left), scalarBody, move(1)),
  ];
}

/** outputs(h, a, f, n, m, floor): f_i = Σ_j a_j max(h_ij, floor). Floor 0 makes it a ReLU layer, −∞ a plain product. */
function outputs({ fused }: Tile): FunctionSource {
  const [h, a, f, n, m, floor, weight, left, sum, floors, total] = range(11);
  const fma = multiplyAdd(fused);
  return {
    name: 'outputs',
    parameters: [i32, i32, i32, i32, i32, f32],
    locals: [i32, i32, f32, v128, v128],
    body: [
      ...set(floors, splat(get(floor))),
      ...during(
        get(n),
        set(weight, get(a)),
        set(left, get(m)),
        set(sum, zeroF32),
        set(total, zeroVector),
        walk(
          left,
          [h, weight],
          set(
            total,
            fma(loadVector(get(weight)), maximumVector(loadVector(get(h)), get(floors)), get(total)),
          ),
          set(
            sum,
            addF32(get(sum), multiplyF32(loadF32(get(weight)), maximumF32(loadF32(get(h)), get(floor)))),
          ),
        ),
        storeF32(
          get(f),
          range(4).reduce<Code>((code, index) => addF32(code, lane(get(total), index)), get(sum)),
        ),
        advance(f, constant(4)),
        advance(n, constant(-1)),
      ),
    ],
  };
}

/** sums(q, h, s, n, m, floor): s_j += Σ_i q_i max(h_ij, floor). */
function sums({ fused }: Tile): FunctionSource {
  const [q, h, s, n, m, floor, target, left, floors, weight] = range(10);
  const fma = multiplyAdd(fused);
  return {
    name: 'sums',
    parameters: [i32, i32, i32, i32, i32, f32],
    locals: [i32, i32, v128, v128],
    body: [
      ...set(floors, splat(get(floor))),
      ...during(
        get(n),
        set(weight, loadSplat(get(q))),
        set(target, get(s)),
        set(left, get(m)),
        walk(
          left,
          [h, target],
          storeVector(
            get(target),
            fma(get(weight), maximumVector(loadVector(get(h)), get(floors)), loadVector(get(target))),
          ),
          storeF32(
            get(target),
            addF32(
              loadF32(get(target)),
              multiplyF32(lane(get(weight), 0), maximumF32(loadF32(get(h)), get(floor))),
            ),
          ),
        ),
        advance(q, constant(4)),
        advance(n, constant(-1)),
      ),
    ],
  };
}

/** A pass g_ij = q_i a_j · [factor of x_ij], row by row: the shape that `mask` and `scale` share. */
function spread(
  name: string,
  vectorFactor: (product: Code, x: Code) => Code,
  scalarFactor: (product: Code, x: Code) => Code,
): FunctionSource {
  const [q, a, x, g, n, m, weight, left, row] = range(9);
  return {
    name,
    parameters: new Array<number>(6).fill(i32),
    locals: [i32, i32, v128],
    body: during(
      lessThan(constant(0), get(n)),
      set(row, loadSplat(get(q))),
      set(weight, get(a)),
      set(left, get(m)),
      walk(
        left,
        [x, g, weight],
        storeVector(
          get(g),
          vectorFactor(multiplyVector(get(row), loadVector(get(weight))), loadVector(get(x))),
        ),
        storeF32(get(g), scalarFactor(multiplyF32(lane(get(row), 0), loadF32(get(weight))), loadF32(get(x)))),
      ),
      advance(q, constant(4)),
      advance(n, constant(-1)),
    ),
  };
}

/** mask(q, a, z, g, n, m): g_ij = q_i a_j where z_ij > 0, else 0: back through a ReLU. */
const mask = spread(
  'mask',
  (product, z) => andVector(product, greaterVector(z, zeroVector)),
  (product, z) => choose(product, zeroF32, greaterF32(z, zeroF32)),
);

/** scale(q, a, d, g, n, m): g_ij = q_i a_j d_ij: back through any activation with slopes d. */
const scale = spread('scale', multiplyVector, multiplyF32);

/** The module for one variant. */
export function kernelBinary(shape: Tile): Uint8Array<ArrayBuffer> {
  return assemble([
    ...range(shape.rows).map((r) => tile(r + 1, shape)),
    strip(shape),
    pack(shape),
    outputs(shape),
    sums(shape),
    mask,
    scale,
  ]);
}

/** A probe: fma(at) overwrites the four floats at `at` by (first four) · (second four) + (third four). */
export function probeBinary(): Uint8Array<ArrayBuffer> {
  const at = get(0);
  return assemble([
    {
      name: 'fma',
      parameters: [i32],
      locals: [],
      body: storeVector(at, fusedMultiplyAdd(loadVector(at), loadVector(at, 16), loadVector(at, 32))),
    },
  ]);
}
