/** Overlaps of the left singular vectors with functions of the projection, and their shapes. */
import type { Predict } from '#framework/run.ts';
import { scalesOf } from '#theory/non-linear-spikes/setting.ts';
import type { Constants } from '#theory/non-linear-spikes/signal.ts';
import { secondLayerOption, settingOf, stepSizeOf } from '../shared/nls-parameters.ts';
import { FUNCTIONS } from '../shared/nls-spectrum.ts';
import type { parameters as parameterSpecs } from './spec.ts';
import { predictedVectors, shapeAt, VECTORS } from './theory.ts';

const POINTS = 61;

export const predict: Predict<typeof parameterSpecs> = ({ parameters }) => {
  const setting = settingOf({ ...parameters, eta: stepSizeOf(parameters) });
  const found = predictedVectors(
    setting,
    parameters.constants as Constants,
    secondLayerOption(parameters.secondLayer),
  );
  const projection = Array.from({ length: POINTS }, (_, i) => -4 + (8 * i) / (POINTS - 1));
  const vectors = Array.from({ length: VECTORS }, (_, i) => found.at(i));
  return {
    axes: {
      vector: vectors.map((_, i) => i + 1),
      feature: Array.from({ length: FUNCTIONS }, (_, k) => k + 1),
      projection,
    },
    values: {
      overlap: vectors.map(
        (vector) => vector?.overlap ?? Array.from({ length: FUNCTIONS }, () => Number.NaN),
      ),
      shape: vectors.map((vector) =>
        projection.map((g) => (vector === undefined ? Number.NaN : shapeAt(vector.shape, g))),
      ),
      omega: scalesOf(setting).omega,
    },
  };
};
