/** Margins as a computation finds them: of random neurons for the kernels, of trained neurons for the global margin. */
import type { Engine } from '#engine/engine.ts';
import type { Frame } from '#framework/outcome.ts';
import type { Run } from '#framework/run.ts';
import { portableLog } from '#numbers/elementary.ts';
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
  const measures = Object.fromEntries(OVER_D.map((name) => [name, [] as number[]])) as Record<
    (typeof OVER_D)[number],
    number[]
  >;
  let view: View = { points: [], neurons: [] };
  const slopes = () => ({
    slopeInner: logSlope(reached, measures.gammaInner, portableLog),
    slopeGlobal: logSlope(reached, measures.gammaGlobal, portableLog),
  });
  const soFar = () => ({
    axes: { d: [...reached] },
    measures: {
      ...Object.fromEntries(OVER_D.map((name) => [name, [...measures[name]]])),
      ...(reached.length === dimensions.length ? slopes() : {}),
    },
    view,
  });

  /** Runs a part to its end, with a frame between its pieces. */
  async function* inPieces<T>(
    part: Generator<number, T, void>,
    d: number,
  ): AsyncGenerator<Frame<View>, T, void> {
    for (;;) {
      signal.throwIfAborted();
      const next = part.next();
      if (next.done === true) return next.value;
      yield { done: (reached.length + next.value / 3) / dimensions.length, at: { d }, ...soFar() };
    }
  }

  for (const d of dimensions) {
    let margins: Partial<MirroredMargins> = {};
    let widthOuter = NaN;
    let pooled: Pooled = { value: NaN, neurons: [] };
    if (cube && d <= MOST_MIRRORED) {
      const points = cubeOf(parameters, d);
      margins = yield* inPieces(mirroredMargins(points, random('neurons'), m), d);
      if (d <= MOST_AT_ONCE) {
        const plain = yield* inPieces(neuronMargins(points, random('neurons'), m), d);
        widthOuter = plain.outer / Math.sqrt(d);
      }
      if (d <= MOST_FLOWN)
        pooled = yield* inPieces(pooledMargin(points, random('pool'), { m: pool, steps, extra: [] }), d);
    } else if (!cube) {
      const points = somePoints(parameters, d, random);
      margins = yield* inPieces(neuronMargins(points, random('neurons'), m), d);
      // A sample's margin is at least that of the whole cube, whose best neurons are known for two bits.
      const extra = n > 0 && parityOf(parameters) === 2 ? features(d) : [];
      pooled = yield* inPieces(pooledMargin(points, random('pool'), { m: pool, steps, extra }), d);
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
