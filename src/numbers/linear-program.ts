/** Linear programs, solved by the simplex method of the package yalps. */
import { solve } from 'yalps';

export interface LinearProgram {
  /** Coefficients c of the objective ⟨c, x⟩, which is made as large as possible over x ≥ 0. */
  readonly objective: ArrayLike<number>;
  /** Rows of A in A x ≤ b, each as long as the objective. */
  readonly rows: readonly ArrayLike<number>[];
  /** b, one for each row. */
  readonly limits: ArrayLike<number>;
}

export interface LinearOptimum {
  readonly value: number;
  /** A maximiser, as long as the objective. */
  readonly x: Float64Array;
}

/**
 * Maximises ⟨c, x⟩ subject to A x ≤ b and x ≥ 0.
 *
 * Throws a RangeError for shapes that do not fit, and an Error when there is no solution or no largest value.
 */
export function maximise({ objective, rows, limits }: LinearProgram): LinearOptimum {
  if (rows.length !== limits.length || rows.some((row) => row.length !== objective.length))
    throw new RangeError('objective, rows and limits of a linear program do not fit together');
  const variables = Array.from(objective, (c, j): [number, [number, number][]] => [
    j,
    [[-1, c], ...rows.map((row, i): [number, number] => [i, row[j]])],
  ]);
  const {
    status,
    result,
    variables: found,
  } = solve(
    {
      direction: 'maximize',
      objective: -1,
      constraints: rows.map((_, i): [number, { max: number }] => [i, { max: limits[i] }]),
      variables,
    },
    { precision: 1e-11, maxPivots: 100_000 },
  );
  if (status !== 'optimal') throw new Error(`the linear program is ${status}`);
  const x = new Float64Array(objective.length);
  for (const [j, value] of found) x[j] = value;
  return { value: result, x };
}
