/** The expected margin, from the law of the angles of the first gradient. */
import type { Predict } from '#framework/run.ts';
import { directionGrid, planeLaw } from '#theory/gradient-feature-learning/directions.ts';
import { BEST_MARGIN, clusterMargin, meanMargins } from '#theory/gradient-feature-learning/margin-law.ts';
import type { parameters as parameterSpecs } from './spec.ts';

/** Nodes of a component. */
const NODES = 200;

/** Widths of the curves: 1, 2, 3, 4, 6, 8, 12, … up to the largest of the list. */
function curveWidths(most: number): number[] {
  const widths = [1, 2, 3];
  for (let base = 4; base < most; base *= 2) widths.push(base, 1.5 * base);
  return [...widths.filter((width) => width < most), most];
}

export const predict: Predict<typeof parameterSpecs> = ({ parameters }) => {
  const { m, q, d } = parameters;
  const width = curveWidths(Math.max(...m));
  const grid = directionGrid(d, NODES);
  const margins = (share: number): number[] =>
    meanMargins(planeLaw({ ...parameters, q: share }, grid), [...m, ...width]);
  const withBias = margins(q);
  const withoutBias = q === 0.5 ? withBias : margins(0.5);
  return {
    axes: { m: [...m], width },
    values: {
      margin: withBias.slice(0, m.length),
      meanMargin: withBias.slice(0, m.length),
      marginWithoutBias: withoutBias.slice(0, m.length),
      clusterMargin: m.map((one) => clusterMargin(one, q)),
      optimum: BEST_MARGIN,
      curve: withBias.slice(m.length),
      curveWithoutBias: withoutBias.slice(m.length),
    },
  };
};
