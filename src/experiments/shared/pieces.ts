/** Work that comes in pieces, inside of a run. */

/**
 * To the end of some pieces of work, with a frame after each: `const value = yield* finish(pieces, signal, frame)`.
 *
 * Throws the signal's reason once the run is cancelled.
 *
 * @param frame is given what the piece has yielded
 */
export async function* finish<T, F, P>(
  pieces: Generator<P, T, void>,
  signal: AbortSignal,
  frame: (piece: P) => F,
): AsyncGenerator<F, T, void> {
  for (;;) {
    const next = pieces.next();
    if (next.done === true) return next.value;
    signal.throwIfAborted();
    yield frame(next.value);
  }
}
