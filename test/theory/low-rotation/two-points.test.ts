import { describe, expect, it } from 'vitest';

import { streams } from '#numbers/random.ts';
import { matrix } from '#numbers/linalg/matrix.ts';
import { Flow } from '#theory/low-rotation/flow.ts';
import { hardMargin } from '#theory/low-rotation/hard-margin.ts';
import { innerKernel, outerKernel } from '#theory/low-rotation/kernels.ts';
import { planeMargin } from '#theory/low-rotation/plane-margin.ts';
import {
  bestMargin,
  bisectorMargin,
  stationarity,
  tangentMarginAt,
  twoPoints,
  wedgeStart,
} from '#theory/low-rotation/two-points.ts';

const bisector = (c: number[]) => ({
  m: c.length,
  d: 2,
  a: Float64Array.from(c),
  v: Float64Array.from(c.flatMap((one) => [0, one])),
});

describe('two points', () => {
  it.each([40, 90, 119, 121, 150, 178])('have their best margin by column generation at %d°', (theta) => {
    expect(planeMargin(twoPoints(theta)).lower / 2).toBeCloseTo(bestMargin(theta), 8);
  });

  it.each([40, 120, 170])('have the bisector as a stationary direction at %d°, with its margin', (theta) => {
    const points = twoPoints(theta);
    const weights = bisector([0.3, 1, 2]);
    const flow = new Flow(points, weights, { c: 0.1, etaMax: 0.1 });
    expect(flow.margins().hard).toBeCloseTo(bisectorMargin(theta), 12);
    expect(stationarity(points, weights, flow.logits()).cosine).toBeCloseTo(1, 12);
  });

  it('have the other stationary direction, one point each, from 90° on', () => {
    for (const [theta, stationary] of [
      [80, false],
      [95, true],
      [150, true],
    ] as const) {
      const points = twoPoints(theta);
      const weights = { m: 2, d: 2, a: Float64Array.of(1, 1), v: points.inputs.slice() };
      const flow = new Flow(points, weights, { c: 0.1, etaMax: 0.1 });
      const { cosine } = stationarity(points, weights, flow.logits());
      if (stationary) {
        expect(cosine).toBeCloseTo(1, 12);
        expect(flow.margins().hard).toBeCloseTo(0.25, 12);
      } else expect(flow.margins().hard).toBeGreaterThan(0.25);
    }
  });

  it('have the tangent margins of the general method', () => {
    for (const kernel of [innerKernel, outerKernel(0.5)])
      for (const theta of [45, 130, 177]) {
        const rho = Math.cos((theta * Math.PI) / 180);
        const gram = matrix(2, 2, Float64Array.of(kernel(1), kernel(rho), kernel(rho), kernel(1)));
        expect(hardMargin(gram).upper).toBeCloseTo(tangentMarginAt(theta, kernel), 9);
      }
  });
});

describe('the wedge start', () => {
  it('sees both points with all neurons but those outside, and is balanced', () => {
    const points = twoPoints(170);
    for (const outside of [0, 3]) {
      const weights = wedgeStart(streams(2)('weights'), { theta: 170, m: 32, outside });
      const p = new Flow(points, weights, { c: 1, etaMax: 1 }).logits();
      expect(stationarity(points, weights, p).seeingAll).toBeCloseTo((32 - outside) / 32, 12);
      for (let j = 0; j < 32; j++)
        expect(Math.sqrt(weights.v[2 * j] ** 2 + weights.v[2 * j + 1] ** 2)).toBeCloseTo(weights.a[j], 12);
    }
  });

  it('turns to the bisector at the derived speed when it is mirror-symmetric', () => {
    const theta = 150;
    const c = Math.cos((theta * Math.PI) / 360);
    const angle = 0.2;
    const v = Float64Array.of(Math.sin(angle), Math.cos(angle), -Math.sin(angle), Math.cos(angle));
    const weights = { m: 2, d: 2, a: Float64Array.of(1, 1), v };
    const flow = new Flow(twoPoints(theta), weights, { c: 1e-3, etaMax: 1e-3 });
    for (let step = 0; step < 2000; step++) flow.step();
    // dφ/ds = −cos(θ/2) sin φ, so tan(φ/2) decays exponentially.
    const expected = 2 * Math.atan(Math.tan(angle / 2) * Math.exp(-c * flow.time));
    expect(Math.atan2(v[0], v[1])).toBeCloseTo(expected, 3);
    expect(flow.time).toBeGreaterThan(0.5);
  });
});
