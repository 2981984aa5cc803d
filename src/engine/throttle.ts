/** Calls something at most once an interval; a call that comes too early is made up for, so the last always counts. */
export class Throttle {
  readonly #interval: number;
  readonly #action: () => void;
  #last = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** @param interval milliseconds */
  constructor(interval: number, action: () => void) {
    this.#interval = interval;
    this.#action = action;
  }

  /** @param now do it at once, whatever the interval */
  call(now = false): void {
    const wait = now ? 0 : this.#last + this.#interval - performance.now();
    if (wait <= 0) this.#act();
    else this.#timer ??= setTimeout(() => this.#act(), wait);
  }

  /** As `call`, but never before the caller has gone on. */
  later(): void {
    this.#timer ??= setTimeout(
      () => this.#act(),
      Math.max(0, this.#last + this.#interval - performance.now()),
    );
  }

  cancel(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #act(): void {
    this.cancel();
    this.#action();
    // Counted from its end, so that a slow action leaves the thread free for an interval all the same.
    this.#last = performance.now();
  }
}
