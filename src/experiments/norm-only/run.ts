/** Gradient flow on the cube that changes lengths only, and beside it the free flow from the same start. */
import type { Engine } from '#engine/engine.ts';
import type { Frame } from '#framework/outcome.ts';
import { recordedSteps } from '#framework/recorded.ts';
import type { Run } from '#framework/run.ts';
import { wholeCube } from '#theory/low-rotation/data.ts';
import { logLengths, signedMargin } from '#theory/low-rotation/dictionary.ts';
import { Flow } from '#theory/low-rotation/flow.ts';
import { balancedStart, copyOf } from '#theory/low-rotation/network.ts';
import { copyOfSeries, emptySeries } from '../shared/series.ts';
import type { parameters as parameterSpecs } from './spec.ts';
import { viewOf, type View } from './view.ts';

const NAMES = [
  'hardMargin',
  'smoothMargin',
  'potential',
  'potentialBound',
  'potentialSlope',
  'time',
  'freeMargin',
] as const;

/** Multiplications between two frames. */
const BETWEEN_FRAMES = 1e7;

const finite = (value: number): number => (Number.isFinite(value) ? value : NaN);

export const run: Run<typeof parameterSpecs, Engine, View> = async function* ({
  parameters,
  random,
  signal,
}) {
  const { d, m, epsilon, steps, c, etaMax, free } = parameters;
  const points = wholeCube(d);
  const start = balancedStart(random('weights'), m, d, epsilon);
  const best = signedMargin(points, start);
  const flow = new Flow(points, copyOf(start), { c, etaMax, trained: 'norm' });
  const other = free ? new Flow(points, copyOf(start), { c, etaMax }) : null;
  const atStart = logLengths(start, best.mixture);
  const reached: number[] = [];
  const measures = emptySeries(NAMES);
  const soFar = (): Omit<Frame<View>, 'done' | 'at'> => ({
    axes: { step: [...reached] },
    measures: copyOfSeries(measures),
    view: viewOf(reached.at(-1) ?? 0, flow.weights, best.mixture),
  });
  const between = Math.max(1, Math.round(BETWEEN_FRAMES / (points.n * m * d * (free ? 6 : 3))));
  let done = 0;
  let silent = 0;
  for (const step of recordedSteps(steps)) {
    for (; done < step; done++) {
      flow.step();
      other?.step();
      // Wide networks take longer than a frame may from one record to the next.
      if (++silent >= between && done + 1 < step) {
        silent = 0;
        signal.throwIfAborted();
        yield { done: (done + 1) / steps, at: { step: done + 1 }, ...soFar() };
      }
    }
    const { hard, smooth } = flow.margins();
    const gained = logLengths(flow.weights, best.mixture) - atStart;
    reached.push(step);
    measures.hardMargin.push(finite(hard));
    measures.smoothMargin.push(finite(smooth));
    measures.potential.push(finite(gained));
    measures.potentialBound.push(2 * best.value * flow.time);
    measures.potentialSlope.push(finite(gained / flow.time));
    measures.time.push(flow.time);
    measures.freeMargin.push(other === null ? NaN : finite(other.margins().hard));
    if (silent < between / 4 && step < steps && step > 10) continue;
    silent = 0;
    signal.throwIfAborted();
    yield { done: step / steps, at: { step }, ...soFar() };
  }
  return soFar();
};
