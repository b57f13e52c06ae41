import { type Check, look } from "./check.ts";
import type { Contracts, Patient } from "./patient.ts";

/** Whether the contracts ask the ones that they should. */
export async function wiringChecks({ record }: Patient, contracts: Contracts): Promise<Check[]> {
  const { registry, memberStates, council, officeFactory, policy } = contracts;
  const { contracts: at } = record;
  const wires: readonly [string, string, () => Promise<string>][] = [
    ["registry → MemberStates", at.memberStates, () => registry.memberStates()],
    ["registry → CouncilAuthority", at.councilAuthority, () => registry.authority()],
    ["MemberStates → registry", at.registry, () => memberStates.registry()],
    ["MemberStates → CouncilAuthority", at.councilAuthority, () => memberStates.authority()],
    ["MemberStates → OfficePolicy", record.policy, () => memberStates.policy()],
    ["Council → MemberStates", at.memberStates, () => council.token()],
    ["Council → CouncilTimelock", at.councilTimelock, () => council.timelock()],
    ["OfficePolicy → OfficeFactory", at.officeFactory, () => policy.officeFactory()],
    ["OfficePolicy → P256OfficerFactory", record.officerFactory, () => policy.officerFactory()],
    ["OfficeFactory → SafeProxyFactory", record.safe.proxyFactory, () => officeFactory.proxyFactory()],
    ["OfficeFactory → SafeL2", record.safe.singleton, () => officeFactory.singleton()],
  ];
  const remedy = "If the council replaced a part, update the record; if it didn't, trust no answer.";
  return Promise.all(wires.map(([check, expected, read]) => look({ check, expected, remedy }, read)));
}
