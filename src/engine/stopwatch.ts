/** Wall-clock time with pauses left out. */
export class Stopwatch {
  #elapsed = 0;
  #since: number | null = null;

  /** Goes on; without effect while it runs. */
  start(): void {
    this.#since ??= performance.now();
  }

  stop(): void {
    this.#elapsed = this.seconds() * 1000;
    this.#since = null;
  }

  seconds(): number {
    return (this.#elapsed + (this.#since === null ? 0 : performance.now() - this.#since)) / 1000;
  }
}
