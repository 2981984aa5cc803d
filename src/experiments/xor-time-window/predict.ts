/** The start and the first step in closed form; the best possible accuracy. Later steps have no formula. */
import { recordedSteps } from '#framework/recorded.ts';
import type { Predict } from '#framework/run.ts';
import { afterFirstStep, AT_START } from '#theory/random-feature-amplification/first-step.ts';
import { bayesAccuracy } from '#theory/random-feature-amplification/setting.ts';
import type { parameters as parameterSpecs } from './spec.ts';

export const predict: Predict<typeof parameterSpecs> = ({ parameters }) => {
  const known = [AT_START, afterFirstStep(parameters)];
  const steps = recordedSteps(parameters.steps);
  const early = (name: keyof typeof AT_START) => steps.map((step) => known[step]?.[name] ?? NaN);
  return {
    axes: { step: steps },
    values: {
      evenEnergy: early('evenEnergy'),
      testClean: early('testClean'),
      trainNoisy: early('trainNoisy'),
      flippedFitted: parameters.xi > 0 ? early('flippedFitted') : steps.map(() => NaN),
      bayes: bayesAccuracy(parameters.sigma),
    },
  };
};
