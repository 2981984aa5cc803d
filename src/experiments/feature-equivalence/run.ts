/** Fits readouts to the features after the step and to their models made of spikes, all on the same data. */
import type { Engine } from '#engine/engine.ts';
import { RunFailure, type Frame, type Outcome } from '#framework/outcome.ts';
import type { Run } from '#framework/run.ts';
import type { Errors } from '#theory/non-linear-spikes/errors.ts';
import { settingOf, stepSizeOf } from '../shared/nls-parameters.ts';
import { ridgeErrors, TEST_POINTS } from '../shared/nls-ridge.ts';
import { draw, drawSample, featuresAt, preactivations } from '../shared/nls.ts';
import { finish } from '../shared/pieces.ts';
import type { parameters as parameterSpecs } from './spec.ts';
import { matrices, spikedFeatures } from './theory.ts';

export const run: Run<typeof parameterSpecs, Engine, null> = async function* ({
  parameters,
  random,
  engine,
  signal,
}) {
  const { secondLayer, literal, lambda, noise } = parameters;
  const setting = settingOf({ ...parameters, eta: stepSizeOf(parameters) });
  const { activation, teacher, d, eta } = setting;
  const errors: Errors[] = [];
  const soFar = (): Outcome<null> => ({
    axes: { matrix: errors.map((_, k) => k + 1) },
    measures: {
      trainLoss: errors.map(({ trainLoss }) => trainLoss),
      testError: errors.map(({ testError }) => testError),
      ...(errors.length < matrices.length ? {} : distances(errors)),
    },
    view: null,
  });
  const frame = (done: number): Frame<null> => ({
    done,
    at: { matrix: Math.min(errors.length + 1, matrices.length) },
    ...soFar(),
  });

  const drawing = draw(engine, random, { ...setting, secondLayer, literal });
  const { start, step, second, pre } = yield* finish(drawing, signal, () => frame(0.05));
  const test = drawSample(random, 'test', { d, teacher: { ...teacher, noise: 0 } }, TEST_POINTS);
  const projecting = preactivations(engine, start, step, test);
  const onTest = yield* finish(projecting, signal, () => frame(0.1));
  const [before, beforeOnTest] = [pre, onTest].map((one) => featuresAt(one, 0, activation));
  for (const compared of matrices) {
    const made = compared.degree === null;
    const fitting = ridgeErrors(
      {
        features: made ? featuresAt(pre, eta, activation) : spikedFeatures(before, pre, setting, compared),
        labels: second.labels,
      },
      {
        features: made
          ? featuresAt(onTest, eta, activation)
          : spikedFeatures(beforeOnTest, onTest, setting, compared),
        labels: test.labels,
      },
      { lambda, intercept: false, noise },
    );
    const fitted = yield* finish(fitting, signal, () => frame(0.1 + (0.9 * errors.length) / matrices.length));
    if (!Number.isFinite(fitted.testError))
      throw new RunFailure(
        `The fit of ${compared.name} left the range of finite numbers. Take a smaller step or a larger ridge λ.`,
        frame(0.1),
      );
    errors.push(fitted);
    if (errors.length < matrices.length) yield frame(0.1 + (0.9 * errors.length) / matrices.length);
  }
  return soFar();
};

/** Test errors of F_2 and of F_2 with the constant, minus that of F. */
function distances(errors: readonly Errors[]): { distanceTwo: number; distanceConstant: number } {
  const of = (name: string) => errors[matrices.findIndex((one) => one.name === name)].testError;
  return { distanceTwo: of('F₂') - of('F'), distanceConstant: of('F₂ + ω') - of('F') };
}
