/** Columns as wide as their widest cell, for stdout. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const { line, rule } = columns(header, rows);
  return [line(header), rule, ...rows.map(line)].join("\n");
}

/** How rows of these columns are written, and what stands under their header. */
export function columns(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): { readonly line: (row: readonly string[]) => string; readonly rule: string } {
  const cells = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...cells.map((row) => width(row[column] ?? ""))));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - width(cell)))
      .join("  ")
      .trimEnd();
  return { line, rule: line(widths.map((count) => "─".repeat(count))) };
}

/** Grapheme clusters: what is wider than one cell isn't known of. */
const width = (text: string): number => [...new Intl.Segmenter().segment(text)].length;
