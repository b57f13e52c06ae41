/** Files in the project's own forms, of institutions that nobody has. */
import { writeFileSync } from "node:fs";
import path from "node:path";

import { csvText } from "../../../../tasks/core/csvWrite.ts";

/** Writes a file of rows and gives its path back. */
export function csv(folder: string, name: string, header: string, rows: readonly (readonly string[])[]): string {
  const file = path.join(folder, name);
  writeFileSync(file, csvText([header.split(","), ...rows]));
  return file;
}

/** @param bytes of padding in each profile, in languages that its name has */
export function institutions(folder: string, countries: readonly string[], each: number, bytes = 0): string {
  const rows = countries.flatMap((country) =>
    Array.from({ length: each }, (_, index) => [
      country,
      pic(country, index),
      names(`Institution ${String(index)}`, bytes),
    ]),
  );
  return csv(folder, "institutions.csv", "country,identifier,legal_name", rows);
}

export const pic = (country: string, index: number): string =>
  `pic:${String(900_000_000 + 1_000_000 * (country.charCodeAt(0) - 64) + 10_000 * (country.charCodeAt(1) - 64) + index)}`;

const TAGS = ["de", "en", "fr", "el", "nl", "it", "es", "pt"];

function names(name: string, bytes: number): string {
  if (bytes === 0) return name;
  const padding = " of Examples and Invented Things".repeat(Math.ceil(bytes / TAGS.length / 32));
  return JSON.stringify(Object.fromEntries(TAGS.map((tag) => [tag, `${name}${padding}`])));
}

export const typeUri = (country: string, index: number): string =>
  `https://qualifications.example/${country.toLowerCase()}/${String(index)}`;

export function types(folder: string, countries: readonly string[], each: number): string {
  const rows = countries.flatMap((country) =>
    Array.from({ length: each }, (_, index) => [country, typeUri(country, index), String(6 + (index % 3)), "0613"]),
  );
  return csv(folder, "types.csv", "country,uri,eqf_level,isced_f", rows);
}

/** Every institution for every type of its country, until different days. */
export function accreditations(folder: string, countries: readonly string[], each: number, kinds: number): string {
  const rows = countries.flatMap((country) =>
    Array.from({ length: each * kinds }, (_, index) => {
      const [institution, type] = [Math.floor(index / kinds), index % kinds];
      const until = `${String(2030 + type)}-10-01T00:00:00Z`;
      return [
        `${country}:${pic(country, institution)}`,
        `${country}:${typeUri(country, type)}`,
        "2020-10-01T00:00:00Z",
        until,
      ];
    }),
  );
  return csv(folder, "accreditations.csv", "institution,qualification_type,from,until", rows);
}
