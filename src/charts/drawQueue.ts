/**
 * One queue for all drawings of the page: at most ~15 drawings a second for each chart, and one chart in an
 * animation frame, so that no task gets long (the browser lays out and paints in the same task).
 */

const GAP = 66;

const waiting = new Map<object, () => void>();
const lastDrawn = new WeakMap<object, number>();
let scheduled = false;

function turn(): void {
  scheduled = false;
  const now = performance.now();
  for (const [key, job] of waiting) {
    if (now - (lastDrawn.get(key) ?? -Infinity) < GAP) continue;
    waiting.delete(key);
    lastDrawn.set(key, now);
    job();
    break;
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
  // Keeps its place in the queue, so that every chart gets its turn.
  waiting.set(key, job);
  schedule();
}

export function cancelDrawing(key: object): void {
  waiting.delete(key);
}
