/** Whether the registry ties the issuer's identifier and the seal's key to one institution, at a moment. */
import type { Hex } from "../../hex.ts";
import type { BindingStanding, Holders, Registry } from "../../registry.ts";
import type { Party } from "../parties.ts";
import type { Finding } from "../result.ts";

export interface Authority {
  readonly finding: Finding;
  readonly institution?: Hex;
  readonly key?: BindingStanding;
  /** Those of the party's identifiers that are bound to the institution. */
  readonly identifiers?: readonly BindingStanding[];
}

/** Who holds what never depends on the moment: asked once. */
export type FindHolders = (binding: string) => Promise<Holders>;

export async function keyAuthority(
  registry: Registry,
  findHolders: FindHolders,
  { organisation }: Party,
  thumbprint: string,
  at: number,
): Promise<Authority> {
  const holders = await Promise.all([thumbprint, ...organisation.identifiers].map(findHolders));
  const withheld = holders.find(({ complete }) => !complete);
  if (withheld !== undefined)
    return open("LOG_WITHHELD", { count: withheld.count, found: withheld.institutions.length });
  const [ofKey, ...ofIdentifiers] = holders;
  const keys = await bindings(registry, ofKey ? [ofKey] : [], at);
  const identifiers = await bindings(registry, ofIdentifiers, at);
  const active = identifiers.filter((binding) => binding.active);
  const institutions = [...new Set(active.map(({ institution }) => institution))];
  const [institution] = institutions;
  if (institutions.length > 1) return open("SEVERAL_INSTITUTIONS", { institutions: institutions.length });
  if (institution === undefined) return withoutInstitution(organisation.identifiers, identifiers, keys);
  const key = keys.find((binding) => binding.institution === institution);
  if (key === undefined)
    return { finding: { status: "fail", code: "KEY_UNKNOWN", facts: { institution } }, institution };
  const finding: Finding = key.active
    ? { status: "pass", code: "KEY_BOUND", facts: { institution } }
    : { status: "fail", code: `KEY_${key.name as Exclude<typeof key.name, "ACTIVE">}`, facts: { institution } };
  return { finding, institution, key, identifiers: active };
}

const bindings = async (registry: Registry, holders: readonly Holders[], at: number): Promise<BindingStanding[]> =>
  Promise.all(
    holders.flatMap(({ binding, institutions }) =>
      institutions.map((institution) => registry.bindingAt({ institution, binding, at })),
    ),
  );

/** Where no identifier is bound, only what was explicitly taken back is a no. */
function withoutInstitution(
  named: readonly string[],
  identifiers: readonly BindingStanding[],
  keys: readonly BindingStanding[],
): Authority {
  const compromised = keys.find(({ name }) => name === "COMPROMISED");
  if (compromised !== undefined) {
    const { institution } = compromised;
    return {
      finding: { status: "fail", code: "KEY_COMPROMISED", facts: { institution } },
      institution,
      key: compromised,
    };
  }
  const [refused] = identifiers;
  if (refused !== undefined) {
    return { finding: { status: "fail", code: "IDENTIFIER_NOT_BOUND", facts: { registry: refused.name } } };
  }
  return named.length === 0 ? open("NO_IDENTIFIER") : open("ISSUER_UNKNOWN", { identifiers: named.join(", ") });
}

const open = (code: Finding["code"], facts?: Finding["facts"]): Authority => ({
  finding: { status: "inconclusive", code, ...(facts === undefined ? {} : { facts }) },
});
