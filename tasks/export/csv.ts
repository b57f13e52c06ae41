import canonicalize from "canonicalize";

import type { ImportItem } from "../import/items.ts";
import { readOwnAccreditations } from "../import/ownAccreditations.ts";
import { readOwnInstitutions } from "../import/ownInstitutions.ts";
import { readOwnTypes } from "../import/ownTypes.ts";
import { writeAccreditations, writeInstitutions, writeTypes } from "../import/ownWrite.ts";
import type { ImportList } from "../import/rows.ts";
import type { RegisterContents } from "./contents.ts";
import { itemsInForce } from "./itemsInForce.ts";

/** The current state in the forms that `import` takes. */
export interface CsvFiles {
  readonly institutions: string;
  readonly qualificationTypes: string;
  readonly accreditations: string;
  /** What the files don't say, or not so that it comes back the same; a sentence each. */
  readonly warnings: readonly string[];
}

/** Institutions, qualification types and accreditations with their acts in force; each file is read back and compared. */
export function csvFiles(register: RegisterContents): CsvFiles {
  const { institutions, types, accreditations, warnings } = itemsInForce(register);
  const files = {
    institutions: writeInstitutions(institutions),
    qualificationTypes: writeTypes(types),
    accreditations: writeAccreditations(accreditations),
  };
  return {
    ...files,
    warnings: [
      ...warnings,
      ...differences("institutions", institutions, files.institutions, readOwnInstitutions),
      ...differences("qualification types", types, files.qualificationTypes, readOwnTypes),
      ...differences("accreditations", accreditations, files.accreditations, readOwnAccreditations),
    ],
  };
}

/** Rows that `import` wouldn't take, or would take for something else. */
function differences<Item extends ImportItem>(
  what: string,
  items: readonly Item[],
  text: string,
  read: (bytes: Uint8Array) => ImportList<Item>,
): string[] {
  if (items.length === 0) return [];
  const { items: found, refused } = read(Buffer.from(text, "utf8"));
  const byLine = new Map(found.map((item) => [item.line, item]));
  const reasons = new Map(refused.map(({ line, reason }) => [line, reason]));
  return items.flatMap((item, index) => {
    // the header is line 1, and no field has a line break
    const line = index + 2;
    const back = byLine.get(line);
    if (back !== undefined && same(item, back)) return [];
    const reason = reasons.get(line) ?? "It comes back as something else, for it isn't in its usual form.";
    return [`Line ${String(line)} of the ${what} won't be taken back as it is. ${reason}`];
  });
}

const same = (one: ImportItem, other: ImportItem): boolean =>
  canonicalize({ ...one, line: 0 }) === canonicalize({ ...other, line: 0 });
