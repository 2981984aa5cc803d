/** Margins in closed form on whole cubes, and of any other data by kernels at infinite width; the global one in the plane. */
import type { Predict } from '#framework/run.ts';
import type { Parity } from '#theory/low-rotation/data.ts';
import { bothKernel, cubeGlobalMargin, innerKernel, outerKernel } from '#theory/low-rotation/kernels.ts';
import { parityMargin, pointMargins, type TangentMargins } from '#theory/low-rotation/margins.ts';
import { planeMargin } from '#theory/low-rotation/plane-margin.ts';
import { dimensionsOf, isCube, logSlope, MOST_FLOWN, MOST_MIRRORED, parityOf, somePoints } from './data.ts';
import type { parameters as parameterSpecs } from './spec.ts';

/** √(2/π)·(2/π)/2 = 0.2540: d times the pointwise outer margin of 2-XOR for large d. */
const POINTWISE_OUTER = Math.sqrt(2 / Math.PI) / Math.PI;

function onCube(d: number, parity: Parity): TangentMargins {
  return {
    inner: parityMargin(d, parity, innerKernel),
    outer: parityMargin(d, parity, outerKernel(1)),
    both: parityMargin(d, parity, bothKernel(d)),
  };
}

/** Dimensions along which whole cubes are drawn, about twelve a decade, from the least that has the parity. */
function alongCubes(parity: Parity, most: number): number[] {
  const dimensions = [parity as number];
  while (dimensions[dimensions.length - 1] < most) {
    const last = dimensions[dimensions.length - 1];
    dimensions.push(Math.min(most, Math.max(last + 1, Math.round(1.2 * last))));
  }
  return dimensions;
}

export const predict: Predict<typeof parameterSpecs> = ({ parameters, random }) => {
  const dimensions = [...dimensionsOf(parameters)];
  const parity = parityOf(parameters);
  const cube = isCube(parameters);
  const given = parameters.points !== '';
  const margins = dimensions.map((d) =>
    cube ? onCube(d, parity) : pointMargins(somePoints(parameters, d, random)),
  );
  const gammaInner = margins.map(({ inner }) => inner);
  const gammaGlobal = dimensions.map((d) => {
    if (cube) return cubeGlobalMargin(d, parity);
    return given ? planeMargin(somePoints(parameters, d, random)).lower : NaN;
  });
  const upTo = (most: number, values: readonly number[]): number[] =>
    values.map((value, i) => (dimensions[i] <= most ? value : NaN));
  const ends = dimensions.slice(-2);
  const cubes = given ? [] : alongCubes(parity, Math.max(20, ...dimensions));
  const curves = cubes.map((d) => onCube(d, parity));
  return {
    axes: { d: dimensions, cube: cubes },
    values: {
      curveInner: curves.map(({ inner }) => inner),
      curveOuterUnit: curves.map(({ outer }) => outer),
      curveOuterScaled: curves.map(({ outer }, i) => outer / Math.sqrt(cubes[i])),
      curveGlobal: cubes.map((d) => cubeGlobalMargin(d, parity)),
      gammaInner,
      gammaOuterUnit: margins.map(({ outer }) => outer),
      gammaOuterScaled: margins.map(({ outer }, i) => outer / Math.sqrt(dimensions[i])),
      gammaBoth: margins.map(({ both }) => both),
      gammaGlobal,
      cubeGlobal: dimensions.map((d) => (!given && parity === 2 ? cubeGlobalMargin(d) : NaN)),
      pointwiseInner: dimensions.map((d) => (cube && parity === 2 ? 1 / (2 * d) : NaN)),
      pointwiseOuter: dimensions.map((d) => (cube && parity === 2 ? POINTWISE_OUTER / d : NaN)),
      slopeInner: logSlope(dimensions, cube ? upTo(MOST_MIRRORED, gammaInner) : gammaInner),
      slopeGlobal: logSlope(dimensions, cube ? upTo(MOST_FLOWN, gammaGlobal) : gammaGlobal),
      farSlopeInner: logSlope(ends, gammaInner.slice(-2)),
    },
  };
};
