import type { Facts } from "../result.ts";
import type { Code } from "./en.ts";

/** One sentence for each code; `{name}` stands for a fact. */
export type Catalogue = Readonly<Record<Code, string>>;

/** Facts can be the document's own words. */
const LONGEST = 200;

export const sentence = (template: string, facts: Facts = {}): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => printable(String(facts[name] ?? "–")));

/** Nothing that moves a cursor or turns the direction of writing. */
const printable = (text: string): string => text.slice(0, LONGEST).replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, "\u{fffd}");
