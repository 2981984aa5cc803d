/** Steps at which a run over `step` reports: 0, 1, 2, 3, 5, every multiple of 10, and the last (catalogue). */
export function recordedSteps(last: number): number[] {
  const steps = new Set([0, 1, 2, 3, 5].filter((step) => step <= last));
  for (let step = 10; step <= last; step += 10) steps.add(step);
  steps.add(last);
  return [...steps].sort((a, b) => a - b);
}
