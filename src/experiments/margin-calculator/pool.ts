/** A value that the global margin has at least: the best mixture of the neurons of a short, free gradient flow. */
import { game, withBothSigns } from '#numbers/matrix-game.ts';
import type { Stream } from '#numbers/random.ts';
import type { Labelled } from '#theory/low-rotation/data.ts';
import { payoffs } from '#theory/low-rotation/dictionary.ts';
import { Flow } from '#theory/low-rotation/flow.ts';
import { balancedStart, type Weights } from '#theory/low-rotation/network.ts';

export interface Pooled {
  readonly value: number;
  /** Unit direction, then the share with its sign, of each neuron in the mixture. */
  readonly neurons: readonly (readonly number[])[];
}

/** Above this the linear program takes too long, and the margin of the network itself is taken. */
const MOST_ROWS = 400;
const PIECE = 4e6;

/**
 * @param extra unit directions that join the pool
 */
export function* pooledMargin(
  points: Labelled,
  source: Stream,
  { m, steps, extra }: { readonly m: number; readonly steps: number; readonly extra: readonly number[][] },
): Generator<number, Pooled, void> {
  const { n, d } = points;
  const weights = balancedStart(source, m, d, 0.1);
  const flow = new Flow(points, weights, { c: 1, etaMax: 0.5 });
  const between = Math.max(1, Math.round(PIECE / (3 * n * m * d)));
  for (let step = 0; step < steps; step++) {
    if (step > 0 && step % between === 0) yield step / steps;
    flow.step();
  }
  const reached = Math.max(0, 2 * flow.margins().hard);
  if (n > MOST_ROWS) return { value: reached, neurons: [] };
  return bestMixture(points, withExtra(weights, extra));
}

function withExtra({ m, d, a, v }: Weights, extra: readonly number[][]): Weights {
  return {
    m: m + extra.length,
    d,
    a: Float64Array.of(...a, ...extra.map(() => 1)),
    v: Float64Array.of(...v, ...extra.flat()),
  };
}

/** The game over all directions with both signs; what is returned is the margin of the mixture itself, so it is attained. */
function bestMixture(points: Labelled, pool: Weights): Pooled {
  const { m, d, a, v } = pool;
  const rows = payoffs(points, pool);
  const { mixture } = game(withBothSigns(rows));
  const total = mixture.reduce((sum, share) => sum + Math.abs(share), 0);
  const net = Float64Array.from({ length: m }, (_, j) => (mixture[j] - mixture[m + j]) / total);
  const value = rows.reduce(
    (least, row) =>
      Math.min(
        least,
        row.reduce((sum, entry, j) => sum + net[j] * entry, 0),
      ),
    Infinity,
  );
  const neurons = Array.from(net).flatMap((share, j) => {
    if (Math.abs(share) < 1e-4) return [];
    const direction = Array.from(v.subarray(j * d, (j + 1) * d));
    const length = Math.sqrt(direction.reduce((sum, one) => sum + one * one, 0));
    return [[...direction.map((one) => one / length), (a[j] < 0 ? -1 : 1) * share]];
  });
  return { value: Math.max(0, value), neurons };
}
