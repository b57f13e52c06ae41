/** Writes the client's generated sources anew, after a change of contracts or of docs/errors.md. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

import { generatedSources } from "./bindings/sources.ts";

for (const [path, text] of await generatedSources()) {
  const file = fileURLToPath(new URL(`../client/src/${path}`, import.meta.url));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
