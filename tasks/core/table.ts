/** Columns as wide as their widest cell, for stdout. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...cells.map((row) => width(row[column] ?? ""))));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - width(cell)))
      .join("  ")
      .trimEnd();
  return [line(header), line(widths.map((count) => "─".repeat(count))), ...rows.map(line)].join("\n");
}

/** Grapheme clusters. */
const width = (text: string): number => [...new Intl.Segmenter().segment(text)].length;
