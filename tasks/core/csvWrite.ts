/**
 * Writes CSV (RFC 4180). A cell that a spreadsheet would take for a formula gets an apostrophe in front, by which spreadsheets
 * mark text; who has written apostrophes of their own before such a sign gets one more, so that {@link unguarded} gives
 * back exactly what was there. Readers of this project take it away.
 */

/** What a spreadsheet takes for the beginning of a formula, or of white space before one; behind any apostrophes. */
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/u;

/**
 * The text of a file: comma, CRLF, fields in double quotes where they need them.
 * @example csvText([["name", "note"], ["Example, University", "=1"]]) // 'name,note\r\n"Example, University",\'=1\r\n'
 */
export const csvText = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map((cell) => quoted(guarded(cell))).join(",")}\r\n`).join("");

/** @example guarded("=1+1") // "'=1+1" */
export const guarded = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell);

/** @example unguarded("'=1+1") // "=1+1" */
export const unguarded = (cell: string): string => (cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell);

/** Also where another delimiter stands in it, for what guesses the delimiter, and white space at its edges. */
const quoted = (cell: string): string =>
  /["\r\n,;\t|]|^\s|\s$/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
