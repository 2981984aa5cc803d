/**
 * JSON that brings back what plain JSON loses: typed arrays and numbers that are not finite. Used for baked runs.
 *
 * A typed array is written as `{"$f32": "<base64 of its little-endian bytes>"}` (or $f64, $i32, $u32, $i16, $u16,
 * $i8, $u8): exact, and a quarter of the size of printed numbers. A number that is not finite is `{"$n": "NaN"}`.
 */

const KINDS = {
  $f32: Float32Array,
  $f64: Float64Array,
  $i32: Int32Array,
  $u32: Uint32Array,
  $i16: Int16Array,
  $u16: Uint16Array,
  $i8: Int8Array,
  $u8: Uint8Array,
} as const;

type Kind = keyof typeof KINDS;

/** Text of plain data: objects, arrays, strings, booleans, null, numbers and typed arrays. */
export function toLossless(value: unknown): string {
  // Standard JSON calls toJSON before the replacer, but neither numbers nor typed arrays have one.
  return JSON.stringify(value, (_key, entry: unknown) => {
    if (typeof entry === 'number' && !Number.isFinite(entry)) return { $n: String(entry) };
    if (!ArrayBuffer.isView(entry)) return entry;
    const kind = (Object.keys(KINDS) as Kind[]).find((name) => entry instanceof KINDS[name]);
    if (kind === undefined) throw new TypeError(`${entry.constructor.name} cannot be written as JSON`);
    return { [kind]: toBase64(new Uint8Array(entry.buffer, entry.byteOffset, entry.byteLength)) };
  });
}

/** The data that `toLossless` wrote. */
export function fromLossless(text: string): unknown {
  return JSON.parse(text, (_key, entry: unknown) => {
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return entry;
    const keys = Object.keys(entry);
    if (keys.length !== 1 || !keys[0].startsWith('$')) return entry;
    const coded = (entry as Readonly<Record<string, unknown>>)[keys[0]];
    if (typeof coded !== 'string') return entry;
    if (keys[0] === '$n') return Number(coded);
    return keys[0] in KINDS ? new KINDS[keys[0] as Kind](fromBase64(coded).buffer) : entry;
  });
}

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
