/** Several networks on the same points behind the interface of one: the plain way, one after another. */
import type { Dataset, Gradients, Network } from './engine.ts';
import type { Prepared } from './prepare.ts';

/** The networks that `prepared` asks for, each made by `one`. */
export function sideBySide(prepared: Prepared, one: (prepared: Prepared) => Network): Network {
  const { networks, d } = prepared;
  if (networks === 1) return one(prepared);
  const m = prepared.m / networks;
  const single = (index: number): Prepared => ({
    ...prepared,
    m,
    networks: 1,
    inner: prepared.inner.slice(index * m * d, (index + 1) * m * d),
    outer: prepared.outer.slice(),
    biases: prepared.biases.slice(index * m, (index + 1) * m),
  });
  return new SideBySide(Array.from({ length: networks }, (_, index) => one(single(index))));
}

class SideBySide implements Network {
  readonly m: number;
  readonly d: number;
  readonly path: Network['path'];
  readonly #networks: readonly Network[];

  constructor(networks: readonly Network[]) {
    const [{ m, d, path }] = networks;
    this.m = m * networks.length;
    this.d = d;
    this.path = path;
    this.#networks = networks;
  }

  step(rate: number, decay?: number): void {
    for (const network of this.#networks) network.step(rate, decay);
  }

  batchStep(rate: number, batch: Int32Array, decay?: number): void {
    for (const network of this.#networks) network.batchStep(rate, batch, decay);
  }

  gradients(): Gradients {
    const all = this.#networks.map((network) => network.gradients());
    const outer = new Float64Array(all[0].outer.length);
    for (const one of all) one.outer.forEach((g, j) => (outer[j] += g));
    return {
      inner: joined(all.map((one) => one.inner)),
      outer,
      biases: joined(all.map((one) => one.biases)),
    };
  }

  loss(): number {
    return this.#networks.reduce((sum, network) => sum + network.loss(), 0) / this.#networks.length;
  }

  outputs(on?: Dataset): Float64Array {
    return interleaved(
      this.#networks.map((network) => network.outputs(on)),
      1,
    );
  }

  hidden(on?: Dataset): Float64Array {
    return interleaved(
      this.#networks.map((network) => network.hidden(on)),
      this.m / this.#networks.length,
    );
  }

  inner(): Float64Array {
    return joined(this.#networks.map((network) => network.inner()));
  }

  outer(): Float64Array {
    return this.#networks[0].outer();
  }

  biases(): Float64Array {
    return joined(this.#networks.map((network) => network.biases()));
  }

  dispose(): void {
    for (const network of this.#networks) network.dispose();
  }
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Row i of the first, of the second …, then row i + 1; rows of that width. */
function interleaved(parts: readonly Float64Array[], width: number): Float64Array {
  const all = new Float64Array(parts.length * parts[0].length);
  const rows = parts[0].length / width;
  for (let i = 0; i < rows; i++)
    parts.forEach((part, p) =>
      all.set(part.subarray(i * width, (i + 1) * width), (i * parts.length + p) * width),
    );
  return all;
}
