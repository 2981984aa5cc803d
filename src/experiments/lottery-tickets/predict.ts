/** The shares that initial weights foretell; and, with simulated noise, how well the order of neurons is foretold. */
import type { Predict } from '#framework/run.ts';
import { mean, rankCorrelation } from '#numbers/statistics.ts';
import {
  expectedShare,
  meanTicket,
  readGradients,
  shareAt,
  simulatedGradients,
} from '#theory/gradient-feature-learning/tickets.ts';
import { choices, drawTickets, meanOf } from './draw.ts';
import type { parameters as parameterSpecs } from './spec.ts';

const STEPS = [1, 1.25, 1.6, 2, 2.5, 3.2, 4, 5, 6.3, 8];

/** Normal numbers that the simulations may take in all. */
const NORMALS = 200_000;

/** π over its mean along the curve, ten values a decade: 10⁻⁵ … 100. */
const DECADES = [1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1, 10];
const GRID = [...DECADES.flatMap((decade) => STEPS.map((step) => step * decade)), 100];

export const predict: Predict<typeof parameterSpecs> = ({ parameters, random }) => {
  const { D, m, n, keep } = parameters;
  const tickets = drawTickets(random, parameters);
  const { rows } = tickets;
  const shares = Float64Array.from({ length: m }, (_, j) =>
    expectedShare(rows.subarray(j * D, (j + 1) * D), parameters, n),
  );
  const noise = random('noise');
  const count = Math.max(1, Math.min(8, Math.round(NORMALS / (m * D))));
  const simulations = Array.from({ length: count }, () => {
    const readings = readGradients(simulatedGradients(noise, rows, parameters, n), parameters);
    const { gradient, longest, worst } = choices(tickets, readings, keep);
    return {
      gradient: meanOf(readings.shares, gradient),
      longest: meanOf(readings.shares, longest),
      worst: meanOf(readings.shares, worst),
      rank: rankCorrelation(tickets.pi, readings.shares),
    };
  });
  const { weights, random: chosen } = choices(tickets, { shares, energies: shares }, keep);
  const scale = meanTicket(parameters);
  return {
    axes: { ticket: GRID },
    values: {
      shareAll: mean(shares),
      shareWeights: meanOf(shares, weights),
      shareRandom: meanOf(shares, chosen),
      shareGradient: mean(simulations.map((one) => one.gradient)),
      shareLongest: mean(simulations.map((one) => one.longest)),
      shareWorst: mean(simulations.map((one) => one.worst)),
      rankCorrelation: mean(simulations.map((one) => one.rank)),
      shareCurve: GRID.map((relative) => shareAt(relative * scale, parameters, n)),
    },
  };
};
