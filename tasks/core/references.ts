/** Finds what people name: an institution by any identifier that the register knows of it, a type by its URI. */
import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Hex } from "../../client/src/hex.ts";
import { parseIdentifier } from "../../client/src/identifiers/identifiers.ts";
import { institutionIdOf, qualificationTypeIdOf, RECORD_KINDS } from "../../client/src/recordKey.ts";
import type { Registry } from "../../client/src/registry.ts";

/** Whether an id follows from it: it is one, or begins with a country and a colon, as no scheme of identifiers does. */
export const isReference = (written: string): boolean => /^(?:0x[0-9a-f]{64}|[a-z]{2}:.+)$/i.test(written);

/**
 * @param written an id, a country and identifier (`AT:pic:999866883`), or any identifier that is registered, bound or in a profile
 * @throws SuiteError INVALID_IDENTIFIER, INSTITUTION_NOT_FOUND, SEVERAL_INSTITUTIONS
 */
export async function institutionNamed(registry: Registry, written: string): Promise<Hex> {
  const text = written.trim();
  if (isReference(text)) return institutionIdOf(text);
  const { uri } = parseIdentifier(text);
  const found = new Set<Hex>();
  for (const id of (await registry.findHolders(uri)).institutions) found.add(id);
  if (found.size === 0) for (const id of await inProfiles(registry, uri)) found.add(id);
  const [only, ...others] = found;
  if (only === undefined) {
    throw new SuiteError(
      "INSTITUTION_NOT_FOUND",
      `the register knows no institution by '${text}' (${uri})`,
      "Give its country and registered identifier, such as AT:pic:999866883, or its id.",
    );
  }
  if (others.length > 0) {
    throw new SuiteError(
      "SEVERAL_INSTITUTIONS",
      `'${text}' was recorded for ${String(found.size)} institutions: ${[...found].join(", ")}`,
      "Give the id of the one that is meant.",
    );
  }
  return only;
}

/**
 * @param written an id, a country (or `EU`) and URI (`AT:https://…`), or the URI alone
 * @throws SuiteError TYPE_NOT_FOUND, SEVERAL_TYPES
 */
export async function typeNamed(registry: Registry, written: string): Promise<Hex> {
  const text = written.trim();
  if (isReference(text)) return qualificationTypeIdOf(text);
  const found: Hex[] = [];
  for await (const { values } of named(registry)) {
    const isType = Number(values["kind"]) === RECORD_KINDS.indexOf("qualificationType");
    if (isType && values["uri"] === text) found.push(values["id"] as Hex);
  }
  const [only, ...others] = [...new Set(found)];
  if (only === undefined) {
    throw new SuiteError(
      "TYPE_NOT_FOUND",
      `no qualification type with the URI '${text}' is defined`,
      "Check the URI, or give the defining country (or EU) before it: AT:https://…",
    );
  }
  if (others.length > 0) {
    throw new SuiteError(
      "SEVERAL_TYPES",
      `several countries define a type with the URI '${text}'`,
      "Put the defining country before it, such as AT:https://…",
    );
  }
  return only;
}

async function inProfiles(registry: Registry, uri: string): Promise<Hex[]> {
  const { readRegister } = await import("../export/readRegister.ts");
  const { institutions } = await readRegister(registry);
  return institutions
    .filter(({ identifier, profile }) => identifier === uri || profile?.identifiers.includes(uri) === true)
    .map(({ id }) => id);
}

/** The URIs of types and bindings, as they were first recorded. */
async function* named(registry: Registry) {
  for (let cursor: string | undefined; ;) {
    const page = await registry.search({ event: "Named" }, cursor === undefined ? {} : { cursor });
    yield* page.events;
    if (page.complete) return;
    ({ cursor } = page);
  }
}
