/** Labelled points in the plane, as a reader types them: "x1,y1;x2,y2" and "1,-1". */
import type { Labelled } from './data.ts';

export const MOST_POINTS = 64;

/**
 * @param points coordinates of a point separated by a comma, points by semicolons; used as given, of any length
 * @param labels 1 or −1, as many
 */
export function planePoints(points: string, labels: string): Labelled {
  const inputs = Float64Array.from(points.split(/[,;]/), Number);
  const signs = Float64Array.from(labels.split(','), Number);
  return { inputs, n: inputs.length / 2, d: 2, labels: signs };
}

/** A sentence when the two do not go together, else null. */
export function pointsFault(points: string, labels: string): string | null {
  if (points === '') return labels === '' ? null : 'There are labels but no points. Give both, or neither.';
  const count = points.split(';').length;
  const given = labels === '' ? 0 : labels.split(',').length;
  if (count > MOST_POINTS) return `At most ${MOST_POINTS} points in the plane, not ${count}.`;
  return count === given ? null : `There are ${count} points and ${given} labels; give as many of each.`;
}
