/** Errors of ridge readouts over the step size: the theory, and the measurement on one draw. */
import type { Engine } from '#engine/engine.ts';
import { RunFailure } from '#framework/outcome.ts';
import { portableExp, portableLog } from '#numbers/elementary.ts';
import type { Streams } from '#numbers/random.ts';
import { errorsAfterStep, initialErrors, type Errors } from '#theory/non-linear-spikes/errors.ts';
import { limitGains, spikeDegrees } from '#theory/non-linear-spikes/limits.ts';
import { scalesOf, type Setting } from '#theory/non-linear-spikes/setting.ts';
import { bulkOf, signalOf, type Constants } from '#theory/non-linear-spikes/signal.ts';
import { centredTeacher } from '#theory/non-linear-spikes/teacher.ts';
import { etasOf, type ErrorValues } from './nls-error-parameters.ts';
import { secondLayerOption, settingOf } from './nls-parameters.ts';
import { ridgeErrors, ridgeWork, TEST_POINTS } from './nls-ridge.ts';
import { draw, drawSample, drawWork, featuresAt, preactivations } from './nls.ts';

/** Errors at one step size; at η = 0 those of random features. */
export function predictedErrors(values: ErrorValues, eta: number): Errors {
  const setting = settingOf({ ...values, eta });
  const { lambda, intercept } = values;
  const signal = signalOf(setting, { ...secondLayerOption(values.secondLayer), intercept });
  if (eta === 0) {
    const teacher = intercept ? centredTeacher(setting.teacher) : setting.teacher;
    return initialErrors(bulkOf(signal, 'bare'), teacher, lambda);
  }
  return errorsAfterStep(signal, bulkOf(signal, values.constants as Constants), lambda);
}

export interface LimitGains {
  /** Gains with the spikes of degree up to 1 and up to 2, infinitely strong; NaN where there is no formula. */
  readonly delta: readonly [number, number];
  readonly lambda: readonly [number, number];
}

export function predictedLimits(values: ErrorValues): LimitGains {
  const setting: Setting = settingOf({ ...values, eta: 0 });
  const bulk = bulkOf(signalOf(setting), 'bare');
  const { omega } = scalesOf(setting);
  const gains = (ell: number) => {
    const degrees = spikeDegrees(setting.activation, ell);
    if (setting.activation.c1 === 0 || (omega > 0 && !values.intercept && values.constant !== 0))
      return { delta: Number.NaN, lambda: Number.NaN };
    return limitGains(
      bulk,
      { teacher: setting.teacher, omega, intercept: values.intercept },
      degrees,
      values.lambda,
    );
  };
  const [one, two] = [gains(1), gains(2)];
  return { delta: [one.delta, two.delta], lambda: [one.lambda, two.lambda] };
}

const FINE = 40;

/** Step sizes of a curve: evenly in the logarithm over the positive ones of a sweep. */
export function fineEtas(etas: readonly number[]): number[] {
  const positive = etas.filter((eta) => eta > 0);
  if (positive.length === 0) return [];
  const [from, to] = [portableLog(Math.min(...positive)), portableLog(Math.max(...positive))];
  if (from === to) return [positive[0]];
  return Array.from({ length: FINE }, (_, i) => portableExp(from + ((to - from) * i) / (FINE - 1)));
}

/** What has been measured so far. */
export interface Sweep {
  /** Share of the work that is done. */
  readonly done: number;
  /** Errors before the step; null until they are known. */
  readonly before: Errors | null;
  /** The step sizes reached, and the errors at them. */
  readonly eta: readonly number[];
  readonly errors: readonly Errors[];
}

/** Measures the errors before the step and at each step size, in the order given. */
export function* sweepErrors(
  engine: Engine,
  random: Streams,
  values: ErrorValues,
): Generator<Sweep, Sweep, void> {
  const setting = settingOf({ ...values, eta: 0 });
  const { activation, teacher, d } = setting;
  const { secondLayer, literal, lambda, intercept, noise } = values;
  const etas = etasOf(values);
  const share = drawShare(values);
  let [done, before]: [number, Errors | null] = [0, null];
  const eta: number[] = [];
  const errors: Errors[] = [];
  const soFar = (): Sweep => ({ done, before, eta: [...eta], errors: [...errors] });

  const drawing = draw(engine, random, { ...setting, secondLayer, literal });
  let drawn = drawing.next();
  for (; drawn.done !== true; drawn = drawing.next()) yield soFar();
  const { start, step, second, pre } = drawn.value;
  done = share / 2;
  const clean = { d, teacher: { ...teacher, noise: 0 } };
  const test = drawSample(random, 'test', clean, TEST_POINTS);
  const projecting = preactivations(engine, start, step, test);
  let projected = projecting.next();
  for (; projected.done !== true; projected = projecting.next()) yield soFar();
  for (const [i, size] of [0, ...etas].entries()) {
    done = share + ((1 - share) * i) / (etas.length + 1);
    yield soFar();
    const fitting = ridgeErrors(
      { features: featuresAt(pre, size, activation), labels: second.labels },
      { features: featuresAt(projected.value, size, activation), labels: test.labels },
      { lambda, intercept, noise },
    );
    let fitted = fitting.next();
    for (; fitted.done !== true; fitted = fitting.next()) yield soFar();
    if (!Number.isFinite(fitted.value.testError))
      throw new RunFailure(
        `The fit at η = ${size} left the range of finite numbers. Take a smaller step or a larger ridge λ.`,
        null,
      );
    if (i === 0) before = fitted.value;
    else {
      eta.push(size);
      errors.push(fitted.value);
    }
  }
  done = 1;
  return soFar();
}

const drawShare = (values: ErrorValues): number => {
  const first = firstWork(values);
  return first / (first + (etasOf(values).length + 1) * ridgeWork(values));
};

const firstWork = (values: ErrorValues): number =>
  drawWork(values) + (values.mode === 'G' ? 4 : 2) * TEST_POINTS * values.d * values.N;

/** Floating-point operations of {@link sweepErrors}. */
export const sweepWork = (values: ErrorValues): number =>
  firstWork(values) + (etasOf(values).length + 1) * ridgeWork(values);
