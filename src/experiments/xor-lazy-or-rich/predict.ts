/** The mean-field recursion from the run's own first weights, at each initial scale; and the kernel at its far end. */
import type { Predict } from '#framework/run.ts';
import { matrixFrom } from '#numbers/linalg/matrix.ts';
import { multiplyByTranspose, multiplyVector } from '#numbers/linalg/products.ts';
import { accuracy } from '#numbers/statistics.ts';
import { meanFieldPath, neuronsOf } from '#theory/random-feature-amplification/mean-field.ts';
import { meanAbsCosine } from '#theory/random-feature-amplification/random-features.ts';
import {
  crossover,
  kernelDescent,
  kernelFromProducts,
  kernelSamples,
  rowLengths,
  tangentGram,
} from '#theory/random-feature-amplification/tangent-kernel.ts';
import { nStar } from '#theory/random-feature-amplification/setting.ts';
import { firstWeights } from '#theory/random-feature-amplification/weights.ts';
import { drawXor, type XorDraw } from '../shared/xor.ts';
import type { parameters as parameterSpecs } from './spec.ts';

/** Test points of the kernel's accuracy: the first of the run's. */
const POINTS = 500;

export const predict: Predict<typeof parameterSpecs> = ({ parameters, random }) => {
  const { d, m, mirrored, steps, ntk } = parameters;
  const ends = parameters.omega.map((omega) => {
    const { inner, outer } = firstWeights(random('weights'), { m, d, omega, mirrored });
    return meanFieldPath(neuronsOf(inner, outer, d), { ...parameters, omega }, [steps])[0];
  });
  const draw = () => drawXor(random, { ...parameters, m: 2, omega: 1 }, { testPoints: POINTS });
  return {
    axes: { omega: [...parameters.omega] },
    values: {
      own: ends.map((end) => end.own),
      movement: ends.map((end) => end.movement),
      lazyOwn: meanAbsCosine(d),
      crossover: crossover(parameters, steps),
      nStar: nStar(parameters),
      kernelSamples: kernelSamples(parameters),
      lazyClean: ntk ? lazyAccuracy(draw(), parameters) : NaN,
    },
  };
};

/** Clean accuracy of as many steps of gradient descent in the space of the tangent kernel. */
function lazyAccuracy({ train, labels, test }: XorDraw, rate: { alpha: number; steps: number }): number {
  const inputs = matrixFrom(train.n, train.d, train.inputs);
  const fresh = matrixFrom(test.n, test.d, test.inputs);
  const onTest = multiplyByTranspose(fresh, inputs);
  kernelFromProducts(onTest.data, rowLengths(fresh), rowLengths(inputs));
  const coefficients = kernelDescent(tangentGram(inputs), labels, rate);
  return accuracy(multiplyVector(onTest, coefficients), test.clean);
}
