import { existsSync, readFileSync } from "node:fs";

/** The URIs of one of the European Learning Model's code lists; where the folder is absent, the test is skipped. */
export function codeList(test: Mocha.Context, name: string): string[] {
  const file = new URL(`../../../../shared/data/elm-code-lists/${name}`, import.meta.url);
  if (!existsSync(file)) {
    console.error("skipped: no ../shared/data/elm-code-lists beside this repository");
    test.skip();
  }
  return Array.from(readFileSync(file, "utf8").matchAll(/<xs:enumeration\s+value="([^"]+)"/g), ([, uri]) => uri!);
}
