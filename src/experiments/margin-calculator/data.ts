/** The points whose margins are asked for. */
import { portableLog } from '#numbers/elementary.ts';
import type { Streams } from '#numbers/random.ts';
import { sampleCube, wholeCube, type Labelled, type Parity } from '#theory/low-rotation/data.ts';
import { planePoints } from '#theory/low-rotation/points.ts';

export interface Asked {
  readonly points: string;
  readonly labels: string;
  readonly parity: string;
  readonly n: number;
  readonly d: readonly number[];
}

export const parityOf = ({ parity }: Pick<Asked, 'parity'>): Parity => Number(parity) as Parity;

/** Dimensions, in the order given; the plane when points are. */
export const dimensionsOf = ({ points, d }: Asked): readonly number[] => (points === '' ? d : [2]);

/** Larger cubes have formulas only; the second for what needs all points at once. */
export const MOST_MIRRORED = 12;
export const MOST_FLOWN = 10;
export const MOST_AT_ONCE = 8;

/** Points of a data set that is not a whole cube: given, or a sample of the cube. Each dimension starts its stream anew. */
export function somePoints(asked: Asked, d: number, random: Streams): Labelled {
  return asked.points === ''
    ? sampleCube(random('data'), asked.n, d, parityOf(asked))
    : planePoints(asked.points, asked.labels);
}

export const isCube = ({ points, n }: Pick<Asked, 'points' | 'n'>): boolean => points === '' && n === 0;

export const cubeOf = (asked: Asked, d: number): Labelled => wholeCube(d, parityOf(asked));

/** Least-squares slope of ln y over ln x, x > 0, of the pairs with y > 0; NaN for fewer than two different x. */
export function logSlope(x: readonly number[], y: readonly number[]): number {
  const pairs = x.flatMap((one, i) => (y[i] > 0 ? [[portableLog(one), portableLog(y[i])] as const] : []));
  const mean = (k: 0 | 1): number => pairs.reduce((sum, pair) => sum + pair[k], 0) / pairs.length;
  const [u, v] = [mean(0), mean(1)];
  const spread = pairs.reduce((sum, pair) => sum + (pair[0] - u) ** 2, 0);
  return spread > 0 ? pairs.reduce((sum, pair) => sum + (pair[0] - u) * (pair[1] - v), 0) / spread : NaN;
}
