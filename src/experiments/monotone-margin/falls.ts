/** Counts how often a margin falls from one step to the next. */

/** A fall below a part in 10¹² of the margin is rounding. */
const ROUNDING = 1e-12;

export class Falls {
  count = 0;
  /** Deepest fall so far, ≥ 0. */
  worst = 0;
  /** Step at which it ended; −1 before the first. */
  worstAt = -1;
  #last = NaN;
  #deepest = 0;

  /** The margin after a step. The first is only remembered. */
  add(step: number, value: number): void {
    const fall = this.#last - value;
    if (fall > ROUNDING * Math.abs(this.#last)) {
      this.count++;
      this.#deepest = Math.max(this.#deepest, fall);
      if (fall > this.worst) {
        this.worst = fall;
        this.worstAt = step;
      }
    }
    this.#last = value;
  }

  /** Deepest fall since the last call, 0 without one. */
  sinceLast(): number {
    const deepest = this.#deepest;
    this.#deepest = 0;
    return deepest;
  }
}
