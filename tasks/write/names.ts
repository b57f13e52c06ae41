import type { Hex } from "../../client/src/hex.ts";
import { bindingIdOf } from "../../client/src/recordKey.ts";
import type { RecordRef } from "../../client/src/references.ts";
import { idsIn, type NamesById } from "../bundle/names.ts";
import type { Session } from "../core/session.ts";

/** What the ids in an office's call stand for, as the register has it; those of which it has no name are left out. */
export async function namesIn(
  session: Session,
  call: { readonly account: Hex; readonly to: Hex; readonly data: Hex },
  records: readonly (RecordRef | undefined)[],
): Promise<NamesById> {
  const registry = await session.registry();
  const bindings = new Map(
    records.flatMap((record) =>
      record?.kind === "binding" && typeof record.binding === "string"
        ? [[bindingIdOf(record.binding), record.binding] as const]
        : [],
    ),
  );
  const named = await Promise.all(
    idsIn(session.record, call.account, call.to, call.data).map(async ({ thing, id }) => {
      if (thing === "institution") {
        const institution = await registry.institution(id);
        return institution.known && institution.identifier !== undefined
          ? [[id, `${institution.country}:${institution.identifier}`] as const]
          : [];
      }
      if (thing === "qualificationType") {
        const type = await registry.qualificationType(id);
        return type.known && type.uri !== undefined ? [[id, `${type.country}:${type.uri}`] as const] : [];
      }
      const binding = bindings.get(id);
      return binding === undefined ? [] : [[id, binding] as const];
    }),
  );
  return Object.fromEntries(named.flat());
}
