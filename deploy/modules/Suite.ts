import safeL2 from "@safe-global/safe-smart-account/build/artifacts/contracts/SafeL2.sol/SafeL2.json" with { type: "json" };
import safeProxyFactory from "@safe-global/safe-smart-account/build/artifacts/contracts/proxies/SafeProxyFactory.sol/SafeProxyFactory.json" with { type: "json" };
import type { Artifact } from "@nomicfoundation/ignition-core";
import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

/**
 * All contracts, wired, and nobody in office yet: the deployer is still the admin of authority and timelock. The founding
 * states' offices are made and consent against this deployment; `Genesis` then seats them and takes the deployer's power.
 *
 * Safe's two contracts are deployed from the package's artifacts. `OfficeFactory` checks their code against the canonical
 * hashes, so it refuses to be deployed over anything else.
 */
export default buildModule("Suite", (m) => {
  const deployer = m.getAccount(0);

  const singleton = m.contract("SafeL2", safeL2 as unknown as Artifact);
  const proxyFactory = m.contract("SafeProxyFactory", safeProxyFactory as unknown as Artifact);
  const officeFactory = m.contract("OfficeFactory", [proxyFactory, singleton]);
  const officerFactory = m.contract("P256OfficerFactory");
  const policy = m.contract("OfficePolicy", [officeFactory, officerFactory]);

  const authority = m.contract("CouncilAuthority", [deployer]);
  const timelock = m.contract("CouncilTimelock", [deployer]);

  const extension = m.contract("RegistryExtension");
  const implementation = m.contract("TrustedIssuerRegistry", [extension]);
  const initialize = m.encodeFunctionCall(implementation, "initialize", [authority]);
  const proxy = m.contract("ERC1967Proxy", [implementation, initialize]);
  const registry = m.contractAt("ITrustedIssuerRegistry", proxy, {
    id: "registry",
  });

  const memberStates = m.contract("MemberStates", [registry, authority, policy, []]);
  const setMemberStates = m.call(registry, "setMemberStates", [memberStates]);
  const council = m.contract("Council", [memberStates, timelock], {
    after: [setMemberStates],
  });

  const notary = m.contract("Notary");

  return {
    registry,
    memberStates,
    council,
    timelock,
    authority,
    notary,
    officeFactory,
    officerFactory,
    policy,
  };
});
