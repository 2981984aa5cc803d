/** The engine as experiments see it: two-layer networks on a compute backend, hidden behind plain typed arrays. */

export type ActivationName =
  | 'relu'
  | 'shiftedRelu'
  | 'truncatedRelu'
  | 'tanh'
  | 'erf'
  | 'sine'
  | 'silu'
  | 'quadratic'
  | 'abs'
  | 'linear';
export type LossName = 'logistic' | 'hinge' | 'square';

/** An activation with its parameters; the ones it does not have are ignored. */
export interface ActivationOptions {
  readonly name: ActivationName;
  /** sine: sin(w z + p). Defaults 1.2 and 0.6. */
  readonly w?: number;
  readonly p?: number;
  /** quadratic: H₁ + κ H₂ = z + κ (z² − 1), this is κ. Default 0.5. */
  readonly curvature?: number;
  /** shiftedRelu: max(0, z − θ). Default 0.5. */
  readonly theta?: number;
  /** A constant taken off the activation's value: its Gaussian mean for the centred activations. Default 0. */
  readonly centre?: number;
}

/** Points with labels, row-major: `inputs` has shape n × d. */
export interface Points {
  readonly inputs: Float32Array | Float64Array;
  readonly n: number;
  readonly d: number;
}

/** Which layers a step moves. */
export interface TrainedLayers {
  readonly inner?: boolean;
  readonly outer?: boolean;
  readonly biases?: boolean;
}

export interface NetworkOptions {
  /** Training inputs, n × d. */
  readonly points: Points;
  /** Training targets, length n: ±1 for logistic and hinge, real for square. */
  readonly targets: Float32Array | Float64Array;
  /**
   * How many networks are trained side by side on the same points, each on its own loss; 1 unless given. All have the
   * second-layer weights `outer`, which must stay; `inner` and `biases` hold those of the first, then of the second …
   */
  readonly networks?: number;
  /** First-layer weights, m × d row-major. Copied. */
  readonly inner: Float32Array | Float64Array;
  /** Second-layer weights, length m (m / networks where there are several), used as given: f(x) = Σ_j outer_j φ(⟨inner_j, x⟩ + bias_j). Copied. */
  readonly outer: Float32Array | Float64Array;
  /** First-layer biases, length m; none when left out. Copied. */
  readonly biases?: Float32Array | Float64Array;
  readonly activation: ActivationName | ActivationOptions;
  /** Mean over samples of log(1 + e^{−yf}), max(0, 1 − yf), or (f − y)²/2. */
  readonly loss: LossName;
  readonly trained: TrainedLayers;
  /** "auto" takes plain float64 loops below half a megaflop a step, else the backend's tensors. */
  readonly path?: 'auto' | 'tensor' | 'loops';
}

/** Points kept on the backend, for repeated evaluation. */
export interface Dataset {
  readonly n: number;
  readonly d: number;
  dispose(): void;
}

export interface Gradients {
  /** m × d row-major. */
  readonly inner: Float64Array;
  /** Summed over networks side by side, which share these weights. */
  readonly outer: Float64Array;
  /** Zeros when the network has no biases. */
  readonly biases: Float64Array;
}

export interface Network {
  /** Neurons, of all networks side by side. */
  readonly m: number;
  readonly d: number;
  readonly path: 'tensor' | 'loops';
  /**
   * One step of full-batch gradient descent with step size `rate` on the trained layers. With weight decay λ each
   * trained weight moves as w ← (1 − rate·λ) w − rate·∇; rate·λ = 1 forgets the old weight.
   */
  step(rate: number, decay?: number): void;
  /** One step on the rows `batch` of the training points (mean over the batch). */
  batchStep(rate: number, batch: Int32Array, decay?: number): void;
  /** Gradient of the mean loss over all training points, of every layer, nothing moved. */
  gradients(): Gradients;
  /** Mean training loss, over all networks side by side. NaN or infinite once the run has diverged. */
  loss(): number;
  /** Outputs on the training points, or on a data set. Length n; n × networks row-major for several side by side. */
  outputs(on?: Dataset): Float64Array;
  /** Hidden layer φ(⟨inner_j, x_i⟩ + bias_j) on the training points, or on a data set: n × m row-major. */
  hidden(on?: Dataset): Float64Array;
  /** Current weights, copied. */
  inner(): Float64Array;
  outer(): Float64Array;
  /** Length m; zeros when the network has no biases. */
  biases(): Float64Array;
  /** Frees the backend's memory. Using the network afterwards is an error. */
  dispose(): void;
}

export interface Engine {
  /** "wasm", "cpu" …: the TensorFlow.js backend. */
  readonly backend: string;
  /** Which product kernel the numbers came from; together with the backend it decides the last bits. */
  readonly kernel: string;
  dataset(points: Points): Dataset;
  network(options: NetworkOptions): Network;
}
