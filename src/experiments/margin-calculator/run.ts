/** Margins as a computation finds them: of random neurons for the kernels, of trained neurons for the global margin. */
import type { Engine } from '#engine/engine.ts';
import type { Frame } from '#framework/outcome.ts';
import type { Run } from '#framework/run.ts';
import { mirroredMargins, neuronMargins, type MirroredMargins } from '#theory/low-rotation/margins.ts';
import {
  cubeOf,
  dimensionsOf,
  isCube,
  logSlope,
  MOST_AT_ONCE,
  MOST_FLOWN,
  MOST_MIRRORED,
  parityOf,
  somePoints,
} from './data.ts';
import { finish } from '../shared/pieces.ts';
import { copyOfSeries, emptySeries } from '../shared/series.ts';
import { pooledMargin, type Pooled } from './pool.ts';
import type { parameters as parameterSpecs } from './spec.ts';

/** Points in the plane and the neurons of the best mixture found; empty for cubes. */
export interface View {
  /** x, y and the label of each point. */
  readonly points: readonly (readonly number[])[];
  /** Unit direction and signed share of each neuron. */
  readonly neurons: readonly (readonly number[])[];
}

const OVER_D = [
  'gammaInner',
  'gammaOuterUnit',
  'gammaOuterScaled',
  'gammaBoth',
  'gammaGlobal',
  'pointwiseInner',
  'pointwiseOuter',
  'widthOuter',
] as const;

export const run: Run<typeof parameterSpecs, Engine, View> = async function* ({
  parameters,
  random,
  signal,
}) {
  const { m, pool, steps, n } = parameters;
  const dimensions = dimensionsOf(parameters);
  const cube = isCube(parameters);
  const reached: number[] = [];
  const measures = emptySeries(OVER_D);
  let view: View = { points: [], neurons: [] };
  const slopes = () => ({
    slopeInner: logSlope(reached, measures.gammaInner),
    slopeGlobal: logSlope(reached, measures.gammaGlobal),
  });
  const soFar = () => ({
    axes: { d: [...reached] },
    measures: {
      ...copyOfSeries(measures),
      ...(reached.length === dimensions.length ? slopes() : {}),
    },
    view,
  });

  for (const d of dimensions) {
    signal.throwIfAborted();
    /** A third of the dimension's work at most, since it has up to three parts. */
    const frame = (share: number): Frame<View> => ({
      done: (reached.length + share / 3) / dimensions.length,
      at: { d },
      ...soFar(),
    });
    let margins: Partial<MirroredMargins> = {};
    let widthOuter = NaN;
    let pooled: Pooled = { value: NaN, neurons: [] };
    if (cube && d <= MOST_MIRRORED) {
      const points = cubeOf(parameters, d);
      margins = yield* finish(mirroredMargins(points, random('neurons'), m), signal, frame);
      if (d <= MOST_AT_ONCE) {
        const plain = yield* finish(neuronMargins(points, random('neurons'), m), signal, frame);
        widthOuter = plain.outer / Math.sqrt(d);
      }
      if (d <= MOST_FLOWN)
        pooled = yield* finish(
          pooledMargin(points, random('pool'), { m: pool, steps, extra: [] }),
          signal,
          frame,
        );
    } else if (!cube) {
      const points = somePoints(parameters, d, random);
      margins = yield* finish(neuronMargins(points, random('neurons'), m), signal, frame);
      // A sample's margin is at least that of the whole cube, whose best neurons are known for two bits.
      const extra = n > 0 && parityOf(parameters) === 2 ? features(d) : [];
      pooled = yield* finish(pooledMargin(points, random('pool'), { m: pool, steps, extra }), signal, frame);
      if (parameters.points !== '')
        view = {
          points: Array.from(points.labels, (label, i) => [
            points.inputs[2 * i],
            points.inputs[2 * i + 1],
            label,
          ]),
          neurons: pooled.neurons,
        };
    }
    const { inner = NaN, outer = NaN, both = NaN, pointwiseInner = NaN, pointwiseOuter = NaN } = margins;
    reached.push(d);
    measures.gammaInner.push(inner);
    measures.gammaOuterUnit.push(outer);
    measures.gammaOuterScaled.push(outer / Math.sqrt(d));
    measures.gammaBoth.push(both);
    measures.gammaGlobal.push(pooled.value);
    measures.pointwiseInner.push(pointwiseInner);
    measures.pointwiseOuter.push(pointwiseOuter);
    measures.widthOuter.push(widthOuter);
    if (reached.length < dimensions.length)
      yield { done: reached.length / dimensions.length, at: { d }, ...soFar() };
  }
  return soFar();
};

/** ±(e₁ + e₂)/√2 and ±(e₁ − e₂)/√2. */
function features(d: number): number[][] {
  return [
    [1, 1],
    [-1, -1],
    [1, -1],
    [-1, 1],
  ].map(([first, second]) => [
    first * Math.SQRT1_2,
    second * Math.SQRT1_2,
    ...new Array<number>(d - 2).fill(0),
  ]);
}
