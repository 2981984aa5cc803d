/** Rows of text in aligned columns. */

/** Columns are as wide as their widest entry; `right` names those that are set flush right. */
export function columns(rows: readonly (readonly string[])[], right: readonly number[] = []): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => [...row[column]].length)));
  const cell = (text: string, column: number): string => {
    const fill = ' '.repeat(widths[column] - [...text].length);
    return right.includes(column) ? fill + text : text + fill;
  };
  return rows.map((row) => row.map(cell).join('  ').trimEnd()).join('\n');
}
