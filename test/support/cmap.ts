/** The characters that a font has: its `cmap` table, formats 4 and 12, as the OpenType specification lays it out. */

/** Code points of an uncompressed (sfnt) font. */
export function codePoints(font: Buffer): Set<number> {
  const found = new Set<number>();
  const tables = font.readUInt16BE(4);
  for (let i = 0; i < tables; i += 1) {
    const record = 12 + 16 * i;
    if (font.toString('latin1', record, record + 4) !== 'cmap') continue;
    const cmap = font.readUInt32BE(record + 8);
    for (let j = 0; j < font.readUInt16BE(cmap + 2); j += 1) {
      addSubtable(font.subarray(cmap + font.readUInt32BE(cmap + 8 + 8 * j)), found);
    }
  }
  return found;
}

function addSubtable(table: Buffer, found: Set<number>): void {
  const add = (first: number, last: number): void => {
    for (let code = first; code <= last; code += 1) found.add(code);
  };
  const format = table.readUInt16BE(0);
  if (format === 4) {
    const twice = table.readUInt16BE(6);
    for (let at = 0; at < twice; at += 2) {
      const last = table.readUInt16BE(14 + at);
      if (last !== 0xffff) add(table.readUInt16BE(16 + twice + at), last);
    }
  }
  if (format === 12) {
    for (let at = 16; at < 16 + 12 * table.readUInt32BE(12); at += 12) {
      add(table.readUInt32BE(at), table.readUInt32BE(at + 4));
    }
  }
}
