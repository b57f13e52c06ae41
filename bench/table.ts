import type { Row } from "./results.ts";

const COLUMNS = [
  ["operation", "operation"],
  ["limit", "limit"],
  ["ours", "ours"],
  ["goal", "goal"],
  ["oursThroughSafe", "through a Safe"],
  ["naive", "naive"],
  ["trex", "T-REX"],
  ["eas", "EAS"],
  ["erc1056", "ERC-1056"],
] as const;

/** Gas by operation; what is over its goal is marked `!`. */
export function tableOf(rows: readonly Row[]): string {
  const lines = [COLUMNS.map(([, title]) => title), ...rows.map((row) => COLUMNS.map(([key]) => cell(row, key)))];
  const widths = COLUMNS.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) => line.map((text, column) => pad(text, widths[column] ?? 0, column === 0)).join("  "))
    .join("\n");
}

function cell(row: Row, key: keyof Row): string {
  const value = row[key];
  if (typeof value === "string") return value;
  if (value === null) return "–";
  const isOver = key === "ours" && value > row.goal;
  return `${isOver ? "! " : ""}${value.toLocaleString("en")}`;
}

const pad = (text: string, width: number, left: boolean): string => (left ? text.padEnd(width) : text.padStart(width));
