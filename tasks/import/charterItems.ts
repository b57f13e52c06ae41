import { institutionId } from "../../client/src/identifiers/ids.ts";
import { readInstitutions } from "./charter.ts";
import type { InstitutionItem } from "./items.ts";
import type { ImportList } from "./rows.ts";

/**
 * The institutions of an Erasmus Charter list, to be registered for always.
 * @throws SuiteError as `readInstitutions`
 */
export function readCharter(bytes: Uint8Array): ImportList<InstitutionItem> {
  const { institutions, refused, remarks } = readInstitutions(bytes);
  const items = institutions.map((listed) => ({
    ...listed,
    key: institutionId(listed.country, listed.identifier),
    from: 0,
    laterActs: [],
  }));
  return { items, refused, remarks };
}
