/**
 * One queue for all drawings of the page: at most one turn per animation frame, at most ~15 drawings a second
 * for each chart, and as many charts in a turn as fit into a few milliseconds, so that no task gets long.
 */

const GAP = 66;
const BUDGET = 12;

const waiting = new Map<object, () => void>();
const lastDrawn = new WeakMap<object, number>();
let scheduled = false;

function turn(): void {
  scheduled = false;
  const begin = performance.now();
  for (const [key, job] of [...waiting]) {
    const now = performance.now();
    if (now - begin > BUDGET) break;
    if (now - (lastDrawn.get(key) ?? -Infinity) < GAP) continue;
    waiting.delete(key);
    lastDrawn.set(key, now);
    job();
  }
  if (waiting.size > 0) schedule();
}

function schedule(): void {
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(turn);
}

/** Asks for `job` to run in a coming frame; a later request under the same key replaces an earlier one. */
export function requestDrawing(key: object, job: () => void): void {
  waiting.delete(key);
  waiting.set(key, job);
  schedule();
}

export function cancelDrawing(key: object): void {
  waiting.delete(key);
}
