/** Draws random neurons and counts where their first gradients point. */
import type { Engine } from '#engine/engine.ts';
import type { Run } from '#framework/run.ts';
import { sphereRows } from '#numbers/random.ts';
import { gradientsOf } from '../shared/gfl-mixture.ts';
import type { parameters as parameterSpecs } from './spec.ts';

/** The first gradients of the draw, at most `SHOWN` of them that are long enough. */
export interface View {
  /** ⟨G, μ₁⟩/‖G‖ and ⟨G, μ₂⟩/‖G‖. */
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Share of all neurons so far with a gradient that is too short. */
  readonly short: number;
}

const SHOWN = 500;

/** Coordinates that are drawn between two frames. */
const BETWEEN_FRAMES = 4e5;

export const run: Run<typeof parameterSpecs, Engine, View> = async function* ({
  parameters,
  random,
  signal,
}) {
  const { m, d, cone, strength } = parameters;
  const source = random('weights');
  const counts = { pAxis1: 0, pAxis2: 0, pDiagonal: 0 };
  const x: number[] = [];
  const y: number[] = [];
  let short = 0;
  let done = 0;
  const soFar = () => ({
    axes: {},
    measures: {
      pAxis1: counts.pAxis1 / done,
      pAxis2: counts.pAxis2 / done,
      pDiagonal: counts.pDiagonal / done,
    },
    view: { x: [...x], y: [...y], short: short / done },
  });
  // The first piece is small, so that there is something to see at once.
  for (let piece = Math.min(m, 500); done < m; piece = Math.ceil(BETWEEN_FRAMES / d)) {
    signal.throwIfAborted();
    const size = Math.min(piece, m - done);
    const { along, length } = gradientsOf(sphereRows(source, size, d), parameters);
    along.forEach(([one, two], j) => {
      if (length[j] < strength) {
        short++;
        return;
      }
      const [first, second] = [Math.abs(one), Math.abs(two)];
      if (first > 1 - cone) counts.pAxis1++;
      if (second > 1 - cone) counts.pAxis2++;
      if ((first + second) * Math.SQRT1_2 > 1 - cone) counts.pDiagonal++;
      if (x.length < SHOWN) {
        x.push(one);
        y.push(two);
      }
    });
    done += size;
    if (done < m) yield { done: done / m, at: { m: done }, ...soFar() };
  }
  return soFar();
};
