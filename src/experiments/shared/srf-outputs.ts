/** What a fitted readout on spiked random features says at several sets of points. */
import type { Engine, Points } from '#engine/engine.ts';
import { fits, type FitOptions } from './srf-fits.ts';
import type { FirstLayer, Sample } from './srf.ts';

/** Share of a run that is over when all inputs are drawn and the fit begins; measured at the default settings. */
export const DRAWN = 0.55;

/**
 * Fits the readout on `train` and gives its outputs at each of the parts, in their order. Yields nothing after a piece
 * of work.
 */
export function* outputsAt(
  engine: Engine,
  layer: FirstLayer,
  train: Sample,
  parts: readonly Points[],
  { alpha, ...options }: Omit<FitOptions, 'alphas'> & { readonly alpha: number },
): Generator<undefined, Float64Array[], void> {
  const test = joined(parts);
  let outputs = new Float64Array(test.n);
  for (const fit of fits(engine, layer, { train, test }, { ...options, alphas: [alpha] }))
    if (fit === undefined) yield;
    else outputs = Float64Array.from(fit.outputs);
  let offset = 0;
  return parts.map(({ n }) => outputs.subarray(offset, (offset += n)));
}

/** Several sets of points as one sample; only outputs are asked for, so the target stays out. */
function joined(parts: readonly Points[]): Sample {
  const [{ d }] = parts;
  const n = parts.reduce((sum, part) => sum + part.n, 0);
  const inputs = new Float32Array(n * d);
  let offset = 0;
  for (const part of parts) {
    inputs.set(part.inputs, offset);
    offset += part.inputs.length;
  }
  const none = new Float64Array(n);
  return { inputs, n, d, clean: none, labels: none };
}
