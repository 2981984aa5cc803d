/** One baked run: a preset with its seeds, predicted, run and checked. */
import { PredictFailure, type RunEnd, type RunResult } from '#engine/client.ts';
import type { BakedRun } from '#framework/baked.ts';
import { evaluateChecks } from '#framework/checks.ts';
import { presetSettings, type Settings } from '#framework/codec.ts';
import { digestOf } from '#framework/digest.ts';
import { compute } from '../compute.ts';
import { BakeError, type Order } from './orders.ts';

/** @throws BakeError with a sentence */
export async function bakeRun({ spec, preset }: Order, folder: URL): Promise<BakedRun> {
  const { id, settings } = presetOf({ spec, preset });
  const parameters = settings.values;
  const seeds = Array.from({ length: settings.seeds }, (_, k) => settings.seed + k);
  const { predictions, end } = await compute({ spec, parameters, seeds, folder }).catch((error: unknown) => {
    throw error instanceof PredictFailure
      ? new BakeError(`The predictions of ${spec.id} (${id}) failed: ${error.message}`)
      : error;
  });
  const result = finished(end, `The run of ${spec.id} (${id})`);
  const { axes, measures, backend, kernel, view } = result;
  const checks = evaluateChecks(spec, parameters, result, predictions);
  const digest = digestOf(result, spec.version, checks);
  const head = { experiment: spec.id, version: spec.version, preset: id, parameters, seeds, backend, kernel };
  return { ...head, axes, measures, predictions, checks, view, digest };
}

/** The settings of a preset, of the default when it is null. @throws BakeError when there is none of that name */
export function presetOf({ spec, preset }: Pick<Order, 'spec' | 'preset'>): {
  readonly id: string;
  readonly settings: Settings;
} {
  const id = preset ?? spec.presets[0].id;
  const settings = presetSettings(spec, id);
  if (settings === null) throw new BakeError(`${spec.id} has no preset ${id}.`);
  return { id, settings };
}

/** @param what starts the sentence: "The run of …" @throws BakeError when the run did not finish */
export function finished(end: RunEnd | null, what: string): RunResult {
  if (end?.end === 'finished') return end.result;
  const why = end?.end === 'failed' ? end.failure.sentence : 'it was cancelled.';
  throw new BakeError(`${what} failed: ${why}`);
}
