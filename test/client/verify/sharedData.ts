/** Real files that lie beside the repository, where they do: they are nobody's here and stay there. */
import { existsSync, readFileSync } from "node:fs";

const FOLDER = new URL("../../../../shared/data/", import.meta.url);

/** Skips the tests of a suite, saying so, where the files are absent. */
export function requireSharedData(this: Mocha.Context): void {
  if (existsSync(FOLDER)) return;
  console.log("      skipped: ../shared/data is not there");
  this.skip();
}

export const shared = (path: string): Buffer => readFileSync(new URL(path, FOLDER));
export const sharedText = (path: string): string => shared(path).toString("utf8");
export const sharedJson = (path: string): unknown => JSON.parse(sharedText(path));
