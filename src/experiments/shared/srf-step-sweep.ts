/** What the specs of two experiments share: networks that differ in their step get a readout at one α. */
import { stepParameters, type StepValues } from './srf-parameters.ts';

export const sweepParameters = {
  ...stepParameters,
  d: { ...stepParameters.d, default: 200 },
  alpha: {
    kind: 'number',
    label: 'samples',
    symbol: 'α',
    description: 'Samples of the readout per input dimension: n = αd, rounded.',
    default: 1.5,
    min: 0.02,
    max: 100,
    slider: { min: 0.2, max: 6, step: 0.1 },
    primary: true,
  },
} as const;

/** Errors over the axis of the sweep. */
export const errorMeasures = (axis: string) => ({
  testError: {
    label: 'test error',
    symbol: 'E_test',
    over: [axis],
    description: 'Mean squared distance of the trained network to the noiseless target on 4000 fresh points.',
  },
  trainError: {
    label: 'training error',
    symbol: 'E_train',
    over: [axis],
    description: 'Mean squared residual of the training samples of the readout.',
  },
});

/** Their predictions. */
export const errorPredictions = (axis: string) => ({
  testError: {
    label: 'test error',
    over: [axis],
    description: 'The theory, at the actual number of neurons unless told otherwise.',
  },
  trainError: { label: 'training error', over: [axis], description: 'Likewise.' },
});

/** What the predicted errors are held against. */
export const levelPredictions = {
  noStep: {
    label: 'test error without the step',
    over: [],
    description: 'Random features: what the network does before the step.',
  },
  floor: {
    label: 'kernel floor',
    over: [],
    description: 'What functions linear in x leave of the target.',
  },
} as const;

export const largeDimension = {
  id: 'large-d',
  name: 'd ≥ 50',
  text: 'The theory is for d → ∞ at fixed ratios of samples, neurons and dimensions. The threshold is ours.',
  holds: ({ d }: Pick<StepValues, 'd'>): boolean => d >= 50,
} as const;

export const ridge = {
  id: 'ridge',
  name: 'λ ≥ 0.001',
  text: 'The ridge is not tiny: see the learning curve for what happens otherwise. The threshold is ours.',
  holds: ({ lambda }: Pick<StepValues, 'lambda'>): boolean => lambda >= 1e-3,
} as const;

export const oddStudent = {
  id: 'odd-student',
  name: 'odd activation',
  text: 'The activation has no second Hermite coefficient. A ReLU has one, and its bulk after the step is not a random matrix any more.',
  holds: ({ student }: Pick<StepValues, 'student'>): boolean => student !== 'relu',
} as const;

export const linearPart = {
  id: 'first-hermite',
  name: 'a linear part of the target',
  text: 'E zσ⋆(z) is not zero. One step sees nothing else of the target.',
  holds: ({ target }: Pick<StepValues, 'target'>): boolean => target !== 'he2',
} as const;
