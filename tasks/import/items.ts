/** What an import yields, whatever form the file had: to be planned against the register, and written. */
import type { ScopeSets, TypeAttributes } from "../../client/src/encoding.ts";
import type { Hex } from "../../client/src/hex.ts";
import type { CountryCode } from "../../client/src/identifiers/countries.ts";
import type { Profile } from "../../client/src/profile.ts";
import type { Correction } from "../../client/src/writes/correction.ts";

export interface ImportItem {
  /** Line of the file on which its row begins, from 1. */
  readonly line: number;
  /** The same whenever the same record, or decision, comes again; unique in a file. */
  readonly key: string;
  /** Unix seconds UTC; 0: always. */
  readonly from: number;
  /** Hash of the published decision; absent: the import's. */
  readonly evidence?: Hex;
  /** Acts that count after the first one, in order. */
  readonly laterActs: readonly Correction[];
}

export interface InstitutionItem extends ImportItem {
  readonly country: CountryCode;
  /** Canonical URI, from which its id follows. */
  readonly identifier: string;
  readonly profile: Profile;
}

export interface TypeItem extends ImportItem {
  /** As it is written: its id follows from it. */
  readonly uri: string;
  /** With the defining country, or `EU`. */
  readonly attributes: TypeAttributes;
}

export interface AccreditationItem extends ImportItem {
  /** Its id; country and canonical URI (`AT:urn:…`), from which the id follows; or a canonical URI, which is looked up. */
  readonly institution: string;
  readonly subject: AccreditationSubject;
  /** Withdraw: an exclusion, of what was never accredited. */
  readonly decision: "grant" | "withdraw";
  /** Exclusive, Unix seconds UTC; absent: open. */
  readonly until?: number;
  /** None: everywhere. */
  readonly territories: readonly CountryCode[];
  readonly conditions: boolean;
}

export type AccreditationSubject =
  | {
      readonly kind: "programme";
      /** Its id; defining country and URI (`AT:https://…`); or a URI, which is looked up. */
      readonly qualificationType: string;
    }
  | { readonly kind: "institutional"; readonly scope: ScopeSets };
