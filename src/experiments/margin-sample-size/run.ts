/** The tangent kernel and two gradient flows on growing samples of the 2-XOR cube. */
import type { Engine } from '#engine/engine.ts';
import type { Frame } from '#framework/outcome.ts';
import type { Run } from '#framework/run.ts';
import { firstPoints, sampleCube, type Labelled } from '#theory/low-rotation/data.ts';
import { Flow } from '#theory/low-rotation/flow.ts';
import { balancedStart, countWrong, standardStart, type Weights } from '#theory/low-rotation/network.ts';
import { finish } from '../shared/pieces.ts';
import { emptySeries } from '../shared/series.ts';
import { flowWork, kernelWork, runWork, stepWork, TEST_POINTS } from './cost.ts';
import { kernelMachine } from './kernel-machine.ts';
import type { parameters as parameterSpecs } from './spec.ts';

/** The figure needs nothing beside the measures. */
export type View = null;

const NAMES = [
  'testErrorNtk',
  'testErrorStandard',
  'testErrorSmall',
  'gammaNtk',
  'marginStandard',
  'marginSmall',
] as const;

/** Floating-point operations between two frames. */
const BETWEEN_FRAMES = 3e7;

export const run: Run<typeof parameterSpecs, Engine, View> = async function* ({
  parameters,
  random,
  signal,
}) {
  const { d, m, n: sizes, epsilon } = parameters;
  const all = sampleCube(random('data'), Math.max(...sizes), d);
  const test = sampleCube(random('test'), TEST_POINTS, d);
  const values = emptySeries(NAMES);
  const reached: number[] = [];
  /** An entry that is not there yet is NaN. */
  const soFar = () => ({
    axes: { n: [...reached] },
    measures: Object.fromEntries(NAMES.map((name) => [name, reached.map((_, i) => values[name][i] ?? NaN)])),
    view: null,
  });
  const total = runWork(parameters);
  let done = 0;
  for (const n of sizes) {
    reached.push(n);
    const points = firstPoints(all, n);
    const frame = (): Frame<View> => ({ done: Math.min(1, done / total), at: { n }, ...soFar() });
    const kernel = yield* finish(kernelMachine(points, test), signal, frame);
    values.testErrorNtk.push(kernel.error);
    values.gammaNtk.push(kernel.margin);
    done += kernelWork(parameters, n);
    yield frame();
    for (const start of ['Small', 'Standard'] as const) {
      const weights =
        start === 'Standard'
          ? standardStart(random('weights'), m, d)
          : balancedStart(random('small weights'), m, d, epsilon);
      const before = done;
      const work = flowWork(parameters, n);
      const pieces = trained(points, test, weights, parameters);
      const learned = yield* finish(pieces, signal, () => {
        done = Math.min(before + work, done + BETWEEN_FRAMES);
        return frame();
      });
      values[`testError${start}`].push(learned.error);
      values[`margin${start}`].push(learned.margin);
      done = before + work;
      yield frame();
    }
  }
  return soFar();
};

/** Moves the weights along the flow; returns the share of wrong signs on the test points and the normalised margin. */
function* trained(
  points: Labelled,
  test: Labelled,
  weights: Weights,
  { c, etaMax, steps }: { readonly c: number; readonly etaMax: number; readonly steps: number },
): Generator<void, { readonly error: number; readonly margin: number }, void> {
  const flow = new Flow(points, weights, { c, etaMax });
  const between = Math.max(1, Math.round(BETWEEN_FRAMES / stepWork(weights, points.n)));
  for (let step = 1; step <= steps; step++) {
    flow.step();
    if (step % between === 0) yield;
  }
  return { error: countWrong(weights, test) / test.n, margin: flow.margins().hard };
}
