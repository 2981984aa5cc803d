let last = 0;

/** A number that no other job of this page has: it tells a stale answer from a fresh one. */
export function nextId(): number {
  last += 1;
  return last;
}
