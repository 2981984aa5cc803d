/**
 * A very small WebAssembly assembler: enough of the binary format (WebAssembly core specification 3.0, chapter 5)
 * for the product kernels, so that they need neither a compiler nor a binary file in the repository. An instruction
 * sequence is an array of bytes; expressions nest as function calls, operands first.
 */

export type Code = readonly number[];

/** Value types. */
export const i32 = 0x7f;
export const f32 = 0x7d;
export const v128 = 0x7b;

/** Unsigned LEB128. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  do {
    const low = value & 0x7f;
    value >>>= 7;
    bytes.push(value === 0 ? low : low | 0x80);
  } while (value !== 0);
  return bytes;
}

/** Signed LEB128. */
function signed(value: number): number[] {
  const bytes: number[] = [];
  for (;;) {
    const low = value & 0x7f;
    value >>= 7;
    const done = (value === 0 && (low & 0x40) === 0) || (value === -1 && (low & 0x40) !== 0);
    bytes.push(done ? low : low | 0x80);
    if (done) return bytes;
  }
}

const binary =
  (opcode: Code) =>
  (a: Code, b: Code): Code => [...a, ...b, ...opcode];
const vector = (opcode: number): Code => [0xfd, ...unsigned(opcode)];

export const constant = (value: number): Code => [0x41, ...signed(value)];
export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number, value: Code): Code => [...value, 0x21, ...unsigned(local)];
export const call = (target: number, ...args: Code[]): Code => [...args.flat(), 0x10, ...unsigned(target)];

export const add = binary([0x6a]);
export const subtract = binary([0x6b]);
export const multiply = binary([0x6c]);
export const lessThan = binary([0x48]);
export const atLeast = binary([0x4e]);
export const equal = binary([0x46]);

/** local += by. */
export const advance = (local: number, by: Code): Code => set(local, add(get(local), by));

/** Memory accesses take an address and a constant offset in bytes; alignment is only a hint, given as natural. */
const access =
  (opcode: Code, align: number) =>
  (address: Code, offset = 0): Code => [...address, ...opcode, align, ...unsigned(offset)];
export const loadF32 = access([0x2a], 2);
export const loadVector = access(vector(0x00), 2);
export const loadSplat = access(vector(0x09), 2);
export const storeF32 = (address: Code, value: Code, offset = 0): Code => [
  ...address,
  ...value,
  0x38,
  2,
  ...unsigned(offset),
];
export const storeVector = (address: Code, value: Code, offset = 0): Code => [
  ...address,
  ...value,
  ...vector(0x0b),
  2,
  ...unsigned(offset),
];

export const zeroF32: Code = [0x43, 0, 0, 0, 0];
export const addF32 = binary([0x92]);
export const multiplyF32 = binary([0x94]);
export const maximumF32 = binary([0x97]);
export const greaterF32 = binary([0x5e]);
/** a where the i32 condition holds, else b. */
export const choose = (a: Code, b: Code, condition: Code): Code => [...a, ...b, ...condition, 0x1b];

export const zeroVector: Code = [...vector(0x0c), ...new Array<number>(16).fill(0)];
export const splat = (value: Code): Code => [...value, ...vector(0x13)];
export const lane = (value: Code, index: number): Code => [...value, ...vector(0x1f), index];
export const addVector = binary(vector(0xe4));
export const multiplyVector = binary(vector(0xe6));
export const maximumVector = binary(vector(0xe9));
export const greaterVector = binary(vector(0x44));
export const andVector = binary(vector(0x4e));
/** a·b + c, rounded once where the processor has a fused multiply-add (relaxed SIMD). */
export const fusedMultiplyAdd = (a: Code, b: Code, c: Code): Code => [...a, ...b, ...c, ...vector(0x105)];

/** Repeats the body while the condition, tested before each turn, holds. */
export const during = (condition: Code, ...body: Code[]): Code => [
  ...[0x02, 0x40, 0x03, 0x40],
  ...condition,
  ...[0x45, 0x0d, 1],
  ...body.flat(),
  ...[0x0c, 0, 0x0b, 0x0b],
];
export const when = (condition: Code, ...body: Code[]): Code => [
  ...condition,
  ...[0x04, 0x40],
  ...body.flat(),
  0x0b,
];

/** A function without result. Parameters and locals are numbered in the order of declaration. */
export interface FunctionSource {
  readonly name: string;
  readonly parameters: readonly number[];
  readonly locals: readonly number[];
  readonly body: Code;
}

const sized = (bytes: Code): Code => [...unsigned(bytes.length), ...bytes];
const list = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()];
const text = (value: string): Code => sized([...new TextEncoder().encode(value)]);
const section = (id: number, items: readonly Code[]): Code => [id, ...sized(list(items))];

/** A module that imports its memory as `engine.memory` and exports every function under its name. */
export function assemble(functions: readonly FunctionSource[]): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameters }) => [0x60, ...list(parameters.map((p) => [p])), 0]);
  const bodies = functions.map(({ locals, body }) =>
    sized([...list(locals.map((type) => [1, type])), ...body, 0x0b]),
  );
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, types),
    ...section(2, [[...text('engine'), ...text('memory'), 0x02, 0x00, 0x01]]),
    ...section(
      3,
      functions.map((_, index) => unsigned(index)),
    ),
    ...section(
      7,
      functions.map(({ name }, index) => [...text(name), 0x00, ...unsigned(index)]),
    ),
    ...section(10, bodies),
  ]);
}
