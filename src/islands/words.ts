/** Small sentences about a run: where it is, how long it takes, what it is estimated to take. */
import type { Progress } from '#engine/client.ts';
import { formatShort } from '#framework/format.ts';
import type { Values } from '#framework/parameters.ts';
import type { AxisSpec } from '#framework/spec.ts';
import { formatValue } from '#framework/validate.ts';
import type { PanelDescription } from './description.ts';

/** "t = 120" */
export function placeOf(at: Progress['at'], axes: Readonly<Record<string, AxisSpec>>): string {
  return Object.entries(at)
    .map(([name, value]) => `${axes[name]?.symbol ?? name} = ${formatShort(value)}`)
    .join(', ');
}

/** "2.1 s", "40 s", "3 min" */
export function duration(seconds: number): string {
  if (seconds < 10) return `${Math.max(0.1, seconds).toFixed(1)} s`;
  return seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}

/** Code and binaries of a first run, compressed, in megabytes: the panel says it before it loads them. */
const FIRST_LOAD = 0.4;
/** Floating-point operations a second that one worker reaches, cautiously: the defaults ran at 15e9 to 28e9. */
const WORKER_SPEED = 10e9;
const WORKERS = 2;

/** What a run of these settings costs: "The first run loads 0.4 MB of code and takes about 4 s." */
export function runCost(work: number, seeds: number, first: boolean): string {
  const seconds = (work * Math.ceil(seeds / WORKERS)) / WORKER_SPEED;
  const takes =
    seconds < 1 ? null : `takes about ${seconds < 90 ? `${Math.ceil(seconds)} s` : duration(seconds)}`;
  if (!first) return takes === null ? '' : `A run ${takes}.`;
  return `The first run loads ${FIRST_LOAD} MB of code${takes === null ? '' : ` and ${takes}`}.`;
}

/** "While you drag: one draw at n = 400, d = 200, N = 400." */
export function followWords({ follow, parameters }: PanelDescription, quick: Values): string {
  const told = (follow?.told ?? []).map((name) => `${parameters[name].symbol} = ${formatValue(quick[name])}`);
  return `While you drag: one draw${told.length === 0 ? '' : ` at ${told.join(', ')}`}.`;
}

/** "seed 0" or "seeds 0 to 4" */
export function seedRange(first: number, count: number): string {
  return count === 1 ? `seed ${first}` : `seeds ${first} to ${first + count - 1}`;
}
