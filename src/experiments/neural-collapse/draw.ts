/** The random parts of a run: centres, training points, first weights. */
import type { Values } from '#framework/parameters.ts';
import type { Streams } from '#numbers/random.ts';
import { exclusiveStart } from '#theory/low-rotation/exclusive.ts';
import {
  type Centres,
  type Geometry,
  groupCentres,
  type Grouped,
  sampleGroups,
} from '#theory/low-rotation/groups.ts';
import { balancedStart, standardStart, type Weights } from '#theory/low-rotation/network.ts';
import type { parameters as parameterSpecs } from './spec.ts';

type Settings = Values<typeof parameterSpecs>;

export interface Draw {
  readonly centres: Centres;
  readonly points: Grouped;
}

export function drawPoints(random: Streams, { geometry, k, d, n, sigma }: Settings): Draw {
  const centres = groupCentres(geometry as Geometry, k, d);
  return { centres, points: sampleGroups(random('data'), centres, n, sigma) };
}

/** Null when the groups are so wide that no exclusive neuron is found near a centre. */
export function drawWeights(
  random: Streams,
  { points, centres }: Draw,
  { start, m, d, epsilon }: Settings,
): Weights | null {
  const source = random('weights');
  if (start === 'standard') return standardStart(source, m, d);
  return start === 'balanced'
    ? balancedStart(source, m, d, epsilon)
    : exclusiveStart(source, points, centres, m, epsilon);
}
