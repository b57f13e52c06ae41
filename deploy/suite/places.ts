import type { Hex } from "../../client/src/hex.ts";
import type { DeploymentRecord } from "../deployment.ts";

type Places = Pick<
  DeploymentRecord,
  "contracts" | "officerFactory" | "policy" | "safe" | "implementation" | "extension"
>;

/**
 * Where each contract of the suite stands, by its name in Solidity.
 * @example places(record).get("Council") // "0x…"
 */
export function places({
  contracts,
  officerFactory,
  policy,
  safe,
  implementation,
  extension,
}: Places): Map<string, Hex> {
  return new Map([
    ["ERC1967Proxy", contracts.registry],
    ["TrustedIssuerRegistry", implementation],
    ["RegistryExtension", extension],
    ["MemberStates", contracts.memberStates],
    ["Council", contracts.council],
    ["CouncilTimelock", contracts.councilTimelock],
    ["CouncilAuthority", contracts.councilAuthority],
    ["Notary", contracts.notary],
    ["OfficeFactory", contracts.officeFactory],
    ["P256OfficerFactory", officerFactory],
    ["OfficePolicy", policy],
    ["SafeL2", safe.singleton],
    ["SafeProxyFactory", safe.proxyFactory],
  ]);
}
