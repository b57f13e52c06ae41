/**
 * What the ids in a bundle stand for. An id is the hash of a country and an identifier, or of an identifier: so a file can
 * name what it is about, and whoever checks it, without a network, can tell that the name is right.
 */
import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Hex } from "../../client/src/hex.ts";
import { bindingIdOf, institutionIdOf, qualificationTypeIdOf } from "../../client/src/recordKey.ts";
import type { BundleRecord } from "./bundle.ts";
import { decodeTransaction } from "./decode.ts";
import { type NamedThing, type Names, quoted } from "./words/phrases.ts";

/** `AT:urn:trusted-issuer:pic:999866883`, `AT:https://…`, `did:web:univie.ac.at`, by id. */
export type NamesById = Readonly<Record<Hex, string>>;

const ID_OF: Readonly<Partial<Record<NamedThing, (reference: string) => Hex>>> = {
  institution: institutionIdOf,
  qualificationType: qualificationTypeIdOf,
  binding: bindingIdOf,
};

/**
 * Names for the words: each is compared with its id.
 * @throws SuiteError BUNDLE_NAME_WRONG
 */
export function checkedNames(names: NamesById = {}): Names {
  for (const [id, name] of Object.entries(names)) {
    if (!Object.values(ID_OF).some((idOf) => hashes(idOf, name, id))) throw wrong(id, name);
  }
  return (thing, id) => {
    const name = names[id as Hex];
    const idOf = ID_OF[thing];
    return name !== undefined && idOf !== undefined && hashes(idOf, name, id) ? quoted(name) : undefined;
  };
}

/** The ids that a transaction's words would show. */
export function idsIn(
  record: BundleRecord,
  account: string,
  to: string,
  data: string,
): { readonly thing: NamedThing; readonly id: Hex }[] {
  const found = new Map<string, { readonly thing: NamedThing; readonly id: Hex }>();
  decodeTransaction(record, account, to, data, (thing, id) => {
    if (ID_OF[thing] !== undefined) found.set(id, { thing, id: id as Hex });
    return undefined;
  });
  return [...found.values()];
}

/** What isn't of the form that the id is made of hashes to nothing. */
function hashes(idOf: (reference: string) => Hex, name: string, id: string): boolean {
  // an id says nothing of itself
  if (/^0x/i.test(name)) return false;
  try {
    return idOf(name) === id;
  } catch {
    return false;
  }
}

const wrong = (id: string, name: string): SuiteError =>
  new SuiteError(
    "BUNDLE_NAME_WRONG",
    `the bundle says that ${id} is ${quoted(name)}, which has another id`,
    "Don't sign. Take the file as its maker sent it, and ask how this one came about.",
  );
