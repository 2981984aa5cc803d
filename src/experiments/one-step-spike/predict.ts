/** The spiked model that the step leads to, and the singular values of its first layer. */
import type { Predict } from '#framework/run.ts';
import { firstLayerSpectrum } from '#theory/spiked-random-features/spectrum.ts';
import { firstStepOf, modelAfterStep, neuronsOf } from '../shared/srf-model.ts';
import { firstEtas, readoutAxis } from './axes.ts';
import type { parameters as parameterSpecs } from './spec.ts';
import { bulkDensity, perUnitReadout } from './theory.ts';

const POINTS = 90;

export const predict: Predict<typeof parameterSpecs> = ({ parameters }) => {
  const model = modelAfterStep(parameters);
  const { values: readouts } = firstStepOf(parameters).readout;
  const axis = readoutAxis(parameters);
  const groups =
    parameters.readout === 'gaussian'
      ? [perUnitReadout(model, readouts)]
      : axis.map((a) => model.groups[readouts.indexOf(a)]);
  const p = neuronsOf(parameters);
  const beta = p / parameters.d;
  const spectrum = firstLayerSpectrum(model.groups, beta, p);
  const partial = firstEtas(parameters.eta);
  const spectra = partial.map((eta) =>
    firstLayerSpectrum(modelAfterStep({ ...parameters, eta }).groups, beta, p),
  );
  const singularValue = Array.from(
    { length: POINTS },
    (_, i) => (1.02 * spectrum.bulkEdge * (i + 1)) / POINTS,
  );
  return {
    axes: { readout: axis, partialEta: partial, singularValue },
    values: {
      spike: groups.map(({ spike }) => spike),
      bulkVariance: groups.map(({ bulkVariance }) => bulkVariance),
      alignment: model.alignment,
      topSingularValue: spectrum.topSingularValue,
      bulkEdge: spectrum.bulkEdge,
      topOverEta: spectra.map(({ topSingularValue }) => topSingularValue),
      edgeOverEta: spectra.map(({ bulkEdge }) => bulkEdge),
      density: bulkDensity(model.groups, beta, singularValue),
    },
  };
};
