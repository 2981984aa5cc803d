/** Runs an experiment for several seeds, as the command line does, and evaluates its checks. */
import type { Engine } from '#engine/engine.ts';
import { aggregate, type Aggregated, type Part } from '#framework/aggregate.ts';
import { evaluateChecks, type CheckResult } from '#framework/checks.ts';
import type { Frame, Nested, Outcome, Predictions } from '#framework/outcome.ts';
import { defaults, type Parameters, type Values } from '#framework/parameters.ts';
import { predictMean } from '#framework/predictions.ts';
import type { Predict, Run } from '#framework/run.ts';
import type { ExperimentSpec } from '#framework/spec.ts';
import { streams } from '#numbers/random.ts';

export interface Tested<P extends Parameters, View> {
  readonly spec: ExperimentSpec<P>;
  readonly run: Run<P, Engine, View>;
  readonly predict: Predict<P>;
}

export interface Result extends Aggregated {
  readonly predictions: Predictions;
  readonly checks: readonly CheckResult[];
}

/** One seed, with all its frames. */
export async function traced<P extends Parameters, View>(
  { spec, run }: Tested<P, View>,
  engine: Engine,
  changes: Partial<Values<P>>,
  seed: number,
  signal = new AbortController().signal,
): Promise<{ frames: Frame<View>[]; outcome: Outcome<View> }> {
  const parameters = { ...defaults(spec.parameters), ...changes };
  const running = run({ parameters, random: streams(seed), engine, signal });
  const frames: Frame<View>[] = [];
  for (;;) {
    const next = await running.next();
    if (next.done === true) return { frames, outcome: next.value };
    frames.push(next.value);
  }
}

/** The same experiment, whose runs end with the frame that has a value of this measure. */
export function until<P extends Parameters, View>(tested: Tested<P, View>, measure: string): Tested<P, View> {
  return {
    ...tested,
    async *run(context) {
      const running = tested.run(context);
      for (;;) {
        const next = await running.next();
        if (next.done === true) return next.value;
        yield next.value;
        if (Number.isFinite(next.value.measures[measure])) {
          await running.return(next.value);
          return next.value;
        }
      }
    },
  };
}

/** Cancels a run after its first frame, then asks for so many more: rejects if the run heeds it. */
export async function cancelled<P extends Parameters, View>(
  { spec, run }: Tested<P, View>,
  engine: Engine,
  changes: Partial<Values<P>>,
  more: number,
): Promise<void> {
  const parameters = { ...defaults(spec.parameters), ...changes };
  const controller = new AbortController();
  const running = run({ parameters, random: streams(0), engine, signal: controller.signal });
  await running.next();
  controller.abort();
  for (let i = 0; i < more; i++) await running.next();
}

/** What runs have measured so far. A run depends on settings and seed alone, so that no test waits for it twice. */
const known = new WeakMap<object, Map<string, Part>>();

/** Mean and spread over some seeds, 0 … seeds − 1 for a number, with predictions and checks. */
export async function result<P extends Parameters, View>(
  tested: Tested<P, View>,
  engine: Engine,
  changes: Partial<Values<P>>,
  seeds: number | readonly number[],
): Promise<Result> {
  const all = typeof seeds === 'number' ? Array.from({ length: seeds }, (_, seed) => seed) : seeds;
  const spec = tested.spec as unknown as ExperimentSpec;
  const parameters = { ...defaults(tested.spec.parameters), ...changes };
  const earlier = known.get(tested.run) ?? new Map<string, Part>();
  known.set(tested.run, earlier);
  const outcomes: Part[] = [];
  for (const seed of all) {
    const key = JSON.stringify([parameters, seed]);
    const { axes, measures } = earlier.get(key) ?? (await traced(tested, engine, changes, seed)).outcome;
    earlier.set(key, { axes, measures });
    outcomes.push({ axes, measures });
  }
  const predictions = predictMean(spec, tested.predict as unknown as Predict<Parameters>, parameters, all);
  const measured = aggregate(spec.measures, outcomes);
  return { ...measured, predictions, checks: evaluateChecks(spec, parameters, measured, predictions) };
}

/** A list of numbers among measures or predictions. */
export const list = (value: Nested | null | undefined): number[] => {
  if (!Array.isArray(value)) throw new Error('not a list');
  return value as number[];
};
