/** The compiled kernels on the backend's memory, with the blocked product built from them. */
import type { BackendMemory } from './memory.ts';
import { fusedTile, kernelBinary, plainTile, probeBinary } from './source.ts';
import type { Tile } from './source.ts';

export type KernelVariant = 'fused-simd' | 'plain-simd';

type Kernel = (...values: number[]) => void;

/** Rows of B in one block: a panel of them stays in the first-level cache while a strip of A passes by. */
const depthBlock = 256;
/** Rows of A in one block, so that the block stays in the second-level cache. */
const rowBlock = 120;

/**
 * Whether relaxed SIMD is there and its multiply-add rounds once. Only then do all machines that take this variant
 * give the same bits: (1 + 2⁻¹²)² − (1 + 2⁻¹¹) is 2⁻²⁴ with one rounding and 0 with two.
 */
export function fusesMultiplyAdd(): boolean {
  const binary = probeBinary();
  if (!WebAssembly.validate(binary)) return false;
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(binary), { engine: { memory } });
  const floats = new Float32Array(memory.buffer);
  floats.fill(1 + 2 ** -12, 0, 8);
  floats.fill(-(1 + 2 ** -11), 8, 12);
  (exports['fma'] as Kernel)(0);
  return floats.subarray(0, 4).every((value) => value === 2 ** -24);
}

export class KernelLibrary {
  /** Names the variant: it decides the last bits. */
  readonly name: KernelVariant;
  readonly memory: BackendMemory;
  readonly #tile: Tile;
  readonly #kernels: Readonly<Record<string, Kernel>>;
  #panels = { address: 0, bytes: 0 };
  readonly #edge: number;

  constructor(memory: BackendMemory, name: KernelVariant) {
    this.name = name;
    this.memory = memory;
    this.#tile = name === 'fused-simd' ? fusedTile : plainTile;
    const module = new WebAssembly.Module(kernelBinary(this.#tile));
    const instance = new WebAssembly.Instance(module, { engine: { memory: memory.memory } });
    this.#kernels = instance.exports as Record<string, Kernel>;
    this.#edge = memory.allocate(4 * rowBlock * this.#width);
  }

  get #width(): number {
    return 4 * this.#tile.vectors;
  }

  /** C = [keep] C + A B for row-major A (rows × depth), B (depth × columns), C at the given addresses. */
  product(
    a: number,
    b: number,
    c: number,
    rows: number,
    columns: number,
    depth: number,
    keep: boolean,
  ): void {
    const { strip } = this.#kernels;
    const width = this.#width;
    const whole = columns - (columns % width);
    const panels = this.#reserve(4 * Math.min(depth, depthBlock) * (whole + width));
    for (let k = 0; k < depth; k += depthBlock) {
      const block = Math.min(depthBlock, depth - k);
      const add = keep || k > 0;
      this.#pack(b + 4 * k * columns, columns, panels, block);
      for (let i = 0; i < rows; i += rowBlock) {
        const height = Math.min(rowBlock, rows - i);
        const from = a + 4 * (i * depth + k);
        const to = c + 4 * i * columns;
        for (let j = 0; j < whole; j += width) {
          const panel = panels + 4 * j * block;
          strip(from, 4 * depth, panel, to + 4 * j, 4 * columns, block, add ? 1 : 0, height);
        }
        if (whole === columns) continue;
        // The last, narrower panel: whole tiles into a side table, from which the columns that exist are copied.
        this.#copyEdge(to, columns, height, whole, 'in');
        strip(from, 4 * depth, panels + 4 * whole * block, this.#edge, 4 * width, block, add ? 1 : 0, height);
        this.#copyEdge(to, columns, height, whole, 'out');
      }
    }
  }

  /** f_i = Σ_j a_j max(h_ij, floor) for h of n × m. */
  outputs(h: number, a: number, f: number, n: number, m: number, floor: number): void {
    this.#kernels['outputs'](h, a, f, n, m, floor);
  }

  /** s_j += Σ_i q_i max(h_ij, floor). */
  sums(q: number, h: number, s: number, n: number, m: number, floor: number): void {
    this.#kernels['sums'](q, h, s, n, m, floor);
  }

  /** g_ij = q_i a_j where z_ij > 0, else 0. */
  mask(q: number, a: number, z: number, g: number, n: number, m: number): void {
    this.#kernels['mask'](q, a, z, g, n, m);
  }

  /** g_ij = q_i a_j d_ij. */
  scale(q: number, a: number, d: number, g: number, n: number, m: number): void {
    this.#kernels['scale'](q, a, d, g, n, m);
  }

  #reserve(bytes: number): number {
    if (bytes > this.#panels.bytes) {
      this.memory.free(this.#panels.address);
      this.#panels = { address: this.memory.allocate(bytes), bytes };
    }
    return this.#panels.address;
  }

  #pack(b: number, columns: number, panels: number, depth: number): void {
    const { pack } = this.#kernels;
    const width = this.#width;
    const whole = columns - (columns % width);
    for (let j = 0; j < whole; j += width) pack(b + 4 * j, 4 * columns, panels + 4 * j * depth, depth);
    if (whole === columns) return;
    const { floats } = this.memory;
    let to = panels / 4 + whole * depth;
    for (let k = 0; k < depth; k++) {
      const row = b / 4 + k * columns;
      for (let j = whole; j < whole + width; j++) floats[to++] = j < columns ? floats[row + j] : 0;
    }
  }

  #copyEdge(c: number, columns: number, rows: number, from: number, way: 'in' | 'out'): void {
    const { floats } = this.memory;
    const width = this.#width;
    const count = columns - from;
    for (let i = 0; i < rows; i++) {
      const inside = c / 4 + i * columns + from;
      const beside = this.#edge / 4 + i * width;
      for (let j = 0; j < count; j++) {
        if (way === 'in') floats[beside + j] = floats[inside + j];
        else floats[inside + j] = floats[beside + j];
      }
    }
  }
}
