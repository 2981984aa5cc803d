import { describe, expect, test } from 'vitest';
import { gramOfColumns, gramOfRows } from '#numbers/linalg/gram.ts';
import { column, identity, matrix, matrixFrom, row, transpose } from '#numbers/linalg/matrix.ts';
import {
  dot,
  multiply,
  multiplyByTranspose,
  multiplyTransposeVector,
  multiplyVector,
  norm,
} from '#numbers/linalg/products.ts';
import { gaussian, oracle, relativeError } from './support.ts';

// Sizes around the tile of 4, the column block of 32 and the depth block of 512.
const SHAPES = [
  [1, 1, 1],
  [3, 5, 2],
  [4, 4, 4],
  [7, 9, 13],
  [33, 37, 70],
  [40, 64, 513],
  [65, 31, 1030],
] as const;

describe('matrix', () => {
  test('checks its shape, copies single precision, gives rows and columns', () => {
    expect(() => matrix(2, 2, new Float64Array(3))).toThrow(RangeError);
    expect(() => matrix(1.5, 2)).toThrow(RangeError);
    const a = matrixFrom(2, 3, Float32Array.of(1, 2, 3, 4, 5, 6));
    expect([...row(a, 1)]).toEqual([4, 5, 6]);
    expect([...column(a, 1)]).toEqual([2, 5]);
    expect([...transpose(a).data]).toEqual([1, 4, 2, 5, 3, 6]);
    expect([...identity(2).data]).toEqual([1, 0, 0, 1]);
  });

  test('transposes across blocks', () => {
    const a = gaussian(70, 45);
    expect(relativeError(transpose(a).data, oracle(a).transpose().to1DArray())).toBe(0);
  });
});

describe('products agree with ml-matrix', () => {
  test.each(SHAPES)('%d × %d, depth %d', (rows, columns, depth) => {
    const a = gaussian(rows, depth, 1);
    const b = gaussian(depth, columns, 2);
    const expected = oracle(a).mmul(oracle(b)).to1DArray();
    expect(relativeError(multiply(a, b).data, expected)).toBeLessThan(1e-13);
    expect(relativeError(multiplyByTranspose(a, transpose(b)).data, expected)).toBeLessThan(1e-13);
  });

  test.each(SHAPES)('Gram matrices of %d × %d · %d', (rows, _, depth) => {
    const a = gaussian(rows, depth);
    const o = oracle(a);
    expect(relativeError(gramOfRows(a).data, o.mmul(o.transpose()).to1DArray())).toBeLessThan(1e-13);
    expect(relativeError(gramOfColumns(a).data, o.transpose().mmul(o).to1DArray())).toBeLessThan(1e-13);
  });

  test('Gram matrices are symmetric to the last bit', () => {
    const g = gramOfRows(gaussian(39, 100));
    expect(transpose(g).data).toEqual(g.data);
  });

  test.each(SHAPES)('matrix times vector, %d × %d', (rows, columns) => {
    const a = gaussian(rows, columns);
    const x = gaussian(columns, 1, 3);
    const y = gaussian(rows, 1, 4);
    expect(relativeError(multiplyVector(a, x.data), oracle(a).mmul(oracle(x)).to1DArray())).toBeLessThan(
      1e-13,
    );
    expect(
      relativeError(multiplyTransposeVector(a, y.data), oracle(a).transpose().mmul(oracle(y)).to1DArray()),
    ).toBeLessThan(1e-13);
  });

  test('dot and norm', () => {
    const x = Float64Array.of(1, -2, 3, 4, 5);
    expect(dot(x, x)).toBe(55);
    expect(norm(Float64Array.of(3, 4))).toBe(5);
  });

  test('refuse shapes that do not fit', () => {
    expect(() => multiply(gaussian(2, 3), gaussian(2, 3))).toThrow(RangeError);
    expect(() => multiplyVector(gaussian(2, 3), new Float64Array(2))).toThrow(RangeError);
    expect(() => multiplyTransposeVector(gaussian(2, 3), new Float64Array(3))).toThrow(RangeError);
    expect(() => dot(new Float64Array(2), new Float64Array(3))).toThrow(RangeError);
  });
});
