/** Bulk, edge and outliers at the actual sizes, the curves over the step size, and the thresholds. */
import type { Predict } from '#framework/run.ts';
import type { Values } from '#framework/parameters.ts';
import { portableLog } from '#numbers/elementary.ts';
import { scalesOf, type Setting } from '#theory/non-linear-spikes/setting.ts';
import type { Constants } from '#theory/non-linear-spikes/signal.ts';
import { thresholds } from '#theory/non-linear-spikes/thresholds.ts';
import { secondLayerOption, settingOf, stepSizeOf } from '../shared/nls-parameters.ts';
import type { parameters as parameterSpecs } from './spec.ts';
import {
  MOST_SPIKES,
  predictedCount,
  predictedDensity,
  predictedGrowth,
  predictedSpectrum,
} from './theory.ts';

export const predict: Predict<typeof parameterSpecs> = ({ parameters }) => {
  const eta = stepSizeOf(parameters);
  const setting = settingOf({ ...parameters, eta });
  const constants = parameters.constants as Constants;
  const options = secondLayerOption(parameters.secondLayer);
  const { edge, outliers } = predictedSpectrum(setting, constants, options);
  const { eigenvalue, density } = predictedDensity(setting, constants, options);
  const key = settingKey(parameters);
  const growth = predictedGrowth(setting, constants, options, key);
  const found = thresholdsOf(setting, options, key);
  return {
    axes: {
      spike: outliers.map((_, j) => j + 1),
      eigenvalue,
      etaFine: growth.eta,
      curve: Array.from({ length: MOST_SPIKES }, (_, j) => j + 1),
      threshold: found.map((_, j) => j + 1),
    },
    values: {
      outliers,
      bulkEdge: edge,
      density,
      count: predictedCount(setting, options),
      shift: scalesOf(setting).shift,
      firstRatio: 1,
      secondRatio: 1,
      outlierCurve: growth.outliers,
      edgeCurve: growth.edge,
      thresholds: found,
      alphaThresholds: found.map((step) => portableLog(step) / portableLog(setting.n)),
    },
  };
};

/** All that curves and thresholds depend on, the step size left out. */
function settingKey({
  eta: _eta,
  alpha: _alpha,
  parts: _parts,
  ...rest
}: Values<typeof parameterSpecs>): string {
  return JSON.stringify(rest);
}

const known = new Map<string, number[]>();

/** η_1, η_2 … up to three, with bare constants as in the limit; kept while η moves. */
function thresholdsOf(
  setting: Setting,
  options: ReturnType<typeof secondLayerOption>,
  key: string,
): number[] {
  let found = known.get(key);
  if (found === undefined) {
    found = thresholds(setting, 3, options);
    if (known.size >= 16) known.clear();
    known.set(key, found);
  }
  return found;
}
