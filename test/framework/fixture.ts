/** A spec with one parameter of every kind. */
import randomWalk from '../fixtures/experiments/random-walk/spec.ts';
import type { ExperimentSpec } from '#framework/spec.ts';

export const spec = randomWalk as unknown as ExperimentSpec;

/** Version 2 of it, as links will meet it one day. */
export const laterSpec: ExperimentSpec = { ...spec, version: 2 };
