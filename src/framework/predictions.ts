/** Predictions of a setting: one draw, or the mean over the seeds where the theory starts from the draw. */
import { streams } from '#numbers/random.ts';
import { aggregate, mean } from './aggregate.ts';
import type { Named, Nested, Predictions } from './outcome.ts';
import type { Parameters, Values } from './parameters.ts';
import type { Predict } from './run.ts';
import type { ExperimentSpec } from './spec.ts';

/**
 * The predictions that are set against the mean over `seeds`.
 *
 * @throws RangeError when `predict` reports a name that the spec does not describe
 */
export function predictMean(
  spec: ExperimentSpec,
  predict: Predict<Parameters>,
  parameters: Values,
  seeds: readonly number[],
): Predictions {
  const drawn = spec.predictionPerSeed ? seeds : seeds.slice(0, 1);
  const each = drawn.map((seed) => predict({ parameters, random: streams(seed) }));
  const { axes, measures } = aggregate(
    spec.predictions,
    each.map((one) => ({ axes: one.axes, measures: one.values })),
  );
  const values: Named = Object.fromEntries(
    Object.entries(measures).map(([name, { values: perSeed }]): [string, Nested] => [name, mean(perSeed)]),
  );
  // Axes that no described prediction is over (a density's grid, say) are kept as they came.
  return { axes: { ...each[0].axes, ...axes }, values };
}
