/** What can go wrong in the engine, told apart so that the page can say what to do. */
export type EngineProblem =
  /** The browser has no WebAssembly, or not its SIMD instructions. */
  | 'no-wasm'
  | 'no-simd'
  /** The binary did not arrive, or the backend did not start. */
  | 'not-loaded'
  | 'unknown-backend'
  | 'out-of-memory'
  /** Options that do not fit together: a mistake of the caller. */
  | 'bad-options';

/** An error whose message is a sentence for the reader. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly problem: EngineProblem;

  constructor(problem: EngineProblem, sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.problem = problem;
  }
}
