/** Whether the registry ties the issuer's identifier and the seal's key to one institution, at a moment. */
import type { BindingCodeName } from "../../codes.ts";
import type { Hex } from "../../hex.ts";
import type { BindingStanding, Holders, Registry } from "../../registry.ts";
import type { Party } from "../parties.ts";
import type { Finding } from "../result.ts";
import { optional } from "../../optional.ts";

export interface Authority {
  readonly finding: Finding;
  readonly institution?: Hex;
  readonly key?: Binding;
  /** The key as other institutions hold it. */
  readonly elsewhere?: readonly Binding[];
  /** Those of the party's identifiers that are bound to the institution. */
  readonly identifiers?: readonly Binding[];
}

export interface Binding extends BindingStanding {
  /** The identifier or key, as it was asked for. */
  readonly uri: string;
}

export async function keyAuthority(
  registry: Registry,
  { organisation }: Party,
  thumbprint: string,
  at: number,
): Promise<Authority> {
  const asked = await Promise.all(
    [thumbprint, ...organisation.identifiers].map(async (uri) => ({ uri, holders: await registry.findHolders(uri) })),
  );
  const withheld = asked.find(({ holders }) => !holders.complete)?.holders;
  if (withheld !== undefined)
    return open("LOG_WITHHELD", { count: withheld.count, found: withheld.institutions.length });
  const bound = await Promise.all(asked.map(({ uri, holders }) => bindings(registry, uri, holders, at)));
  const [keys = [], ...others] = bound;
  const identifiers = others.flat();
  const active = identifiers.filter((binding) => binding.active);
  const claimants = new Set(others.flatMap(leadingTo));
  if (claimants.size > 1) return open("SEVERAL_INSTITUTIONS", { institutions: claimants.size });
  const institution = active[0]?.institution;
  if (institution === undefined) return withoutInstitution(organisation.identifiers, identifiers, keys);
  return { ...ofKey(institution, keys), institution, identifiers: active };
}

/** What a rectification has erased is no record. */
const bindings = async (registry: Registry, uri: string, holders: Holders, at: number): Promise<Binding[]> => {
  const { binding, institutions } = holders;
  const standings = institutions.map((institution) => registry.bindingAt({ institution, binding, at }));
  return (await Promise.all(standings)).filter(({ name }) => name !== "UNKNOWN").map((held) => ({ ...held, uri }));
};

/** To whoever holds the identifier then; where nobody does, to whoever has at another time. */
function leadingTo(bound: readonly Binding[]): Hex[] {
  const active = bound.filter((binding) => binding.active);
  return (active.length > 0 ? active : bound).map(({ institution }) => institution);
}

/** Of a time before the register knew there is no record: that proves nothing false. */
const UNRECORDED = new Set<BindingCodeName>(["NOT_YET", "PROVIDER_NOT_YET"]);

function ofKey(institution: Hex, keys: readonly Binding[]): Authority {
  const key = keys.find((binding) => binding.institution === institution);
  const elsewhere = keys.filter((binding) => binding !== key);
  const facts = { institution };
  if (key === undefined) return { finding: { status: "fail", code: "KEY_UNKNOWN", facts }, elsewhere };
  const { name } = key;
  if (name !== "ACTIVE") {
    const status = UNRECORDED.has(name) ? "inconclusive" : "fail";
    return { finding: { status, code: `KEY_${name}`, facts }, key, elsewhere };
  }
  const finding: Finding = elsewhere.some(isCompromised)
    ? { status: "inconclusive", code: "KEY_COMPROMISED_ELSEWHERE" }
    : { status: "pass", code: "KEY_BOUND", facts };
  return { finding, key, elsewhere };
}

const isCompromised = ({ name }: Binding): boolean => name === "COMPROMISED";

/** Where no identifier is bound, only what was explicitly taken back is a no. */
function withoutInstitution(
  named: readonly string[],
  identifiers: readonly Binding[],
  keys: readonly Binding[],
): Authority {
  const refused = identifiers.find(({ name }) => !UNRECORDED.has(name));
  if (refused !== undefined) {
    return { finding: { status: "fail", code: "IDENTIFIER_NOT_BOUND", facts: { registry: refused.name } } };
  }
  if (keys.some(isCompromised)) return open("KEY_COMPROMISED_ELSEWHERE");
  if (identifiers.length > 0) return open("IDENTIFIER_NOT_YET");
  return named.length === 0 ? open("NO_IDENTIFIER") : open("ISSUER_UNKNOWN", { identifiers: named.join(", ") });
}

const open = (code: Finding["code"], facts?: Finding["facts"]): Authority => ({
  finding: { status: "inconclusive", code, ...optional("facts", facts) },
});
