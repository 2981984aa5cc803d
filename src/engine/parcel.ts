/** Frames and outcomes made ready to send: own copies of their typed arrays, to be transferred and not copied again. */

/** A copy that shares no typed array with the original, and the buffers to transfer. */
export interface Parcel<T> {
  readonly value: T;
  readonly transfer: ArrayBuffer[];
}

/**
 * Copies what a run may go on writing to. Runs reuse their buffers from frame to frame; transferring those would
 * take them away from the run, and copying them on the page's thread would cost drawing time.
 */
export function parcel<T>(value: T): Parcel<T> {
  const transfer: ArrayBuffer[] = [];
  return { value: copied(value, transfer) as T, transfer };
}

function copied(value: unknown, transfer: ArrayBuffer[]): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    const copy = (value as Float64Array).slice();
    transfer.push(copy.buffer);
    return copy;
  }
  if (Array.isArray(value)) {
    // A list of plain numbers has nothing to transfer; structured cloning copies it anyway.
    return typeof value[0] === 'object' ? value.map((entry) => copied(entry, transfer)) : value;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, copied(entry, transfer)]));
}
