export { registryAbi } from "./generated/registryAbi.ts";
export { memberStatesAbi } from "./generated/memberStatesAbi.ts";
export { councilAbi } from "./generated/councilAbi.ts";
export { councilTimelockAbi } from "./generated/councilTimelockAbi.ts";
export { officeFactoryAbi } from "./generated/officeFactoryAbi.ts";
export { notaryAbi } from "./generated/notaryAbi.ts";
export { errorsAbi } from "./generated/errorsAbi.ts";
export {
  councilContract,
  councilTimelockContract,
  memberStatesContract,
  notaryContract,
  officeFactoryContract,
  registryContract,
} from "./contracts.ts";
export type { RegistryEventName } from "./events.ts";
export type { Council } from "./generated/types/Council.ts";
export type { CouncilTimelock } from "./generated/types/CouncilTimelock.ts";
export type { INotary } from "./generated/types/INotary.ts";
export type { ITrustedIssuerRegistry } from "./generated/types/ITrustedIssuerRegistry.ts";
export type { MemberStates } from "./generated/types/MemberStates.ts";
export type { OfficeFactory } from "./generated/types/OfficeFactory.ts";
