import { parseIdentifier } from "../../client/src/identifiers/identifiers.ts";
import type { RecordRef } from "../../client/src/references.ts";
import { bindingUri } from "../binding/bindingUri.ts";
import { required } from "../core/arguments.ts";
import { institutionNamed, typeNamed } from "../core/references.ts";
import type { Session } from "../core/session.ts";
import { officeOf } from "../write/office.ts";
import { SuiteError } from "../../client/src/errors/suiteError.ts";

/** Groups of commands that are about records. */
export type Group = "mandate" | "institution" | "qualification" | "accreditation" | "binding";

/** How a record of each group is named on the command line. */
export interface RecordArguments {
  readonly mandated?: string;
  readonly institution?: string;
  readonly qualification?: string;
  readonly type?: string;
  readonly identifier?: string;
}

/**
 * The record that is meant.
 * @throws SuiteError OFFICE_UNKNOWN, INSTITUTION_NOT_FOUND, TYPE_NOT_FOUND and others of the readers
 */
export async function recordOf(session: Session, group: Group, args: RecordArguments): Promise<RecordRef> {
  const registry = await session.registry();
  switch (group) {
    case "mandate": {
      const written = required("OFFICE", args.mandated ?? "");
      const { number } = await officeOf(session, "OFFICE", written);
      if (number === undefined) {
        throw new SuiteError(
          "OFFICE_UNKNOWN",
          `${written} is no office`,
          "Mandate it first: npx hardhat mandate grant …",
        );
      }
      return { kind: "mandate", office: number };
    }
    case "institution":
      return { kind: "institution", institution: await institutionNamed(registry, args.institution ?? "") };
    case "qualification":
      return { kind: "qualificationType", qualificationType: await typeNamed(registry, args.qualification ?? "") };
    case "accreditation": {
      const institution = await institutionNamed(registry, args.institution ?? "");
      const type = args.type ?? "";
      if (type === "") return { kind: "institutional", institution };
      return { kind: "programme", institution, qualificationType: await typeNamed(registry, type) };
    }
    case "binding":
      return {
        kind: "binding",
        institution: await institutionNamed(registry, args.institution ?? ""),
        binding: bindingNamed(required("IDENTIFIER", args.identifier ?? "")),
      };
  }
}

/** An id as it is; else as `binding bind` takes it. */
const bindingNamed = (written: string): string =>
  /^0x[0-9a-f]{64}$/i.test(written) ? written : parseIdentifier(bindingUri(written)).uri;
