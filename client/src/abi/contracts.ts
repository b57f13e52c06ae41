/** The contracts as ethers has them, with typechain's types. Each takes an address and a runner: a provider, or a signer to write. */
import { Contract, type ContractRunner, type InterfaceAbi } from "ethers";

import { councilAbi } from "./generated/councilAbi.ts";
import { councilTimelockAbi } from "./generated/councilTimelockAbi.ts";
import { memberStatesAbi } from "./generated/memberStatesAbi.ts";
import { notaryAbi } from "./generated/notaryAbi.ts";
import { officeFactoryAbi } from "./generated/officeFactoryAbi.ts";
import { registryAbi } from "./generated/registryAbi.ts";
import type { Council } from "./generated/types/Council.ts";
import type { CouncilTimelock } from "./generated/types/CouncilTimelock.ts";
import type { INotary } from "./generated/types/INotary.ts";
import type { ITrustedIssuerRegistry } from "./generated/types/ITrustedIssuerRegistry.ts";
import type { MemberStates } from "./generated/types/MemberStates.ts";
import type { OfficeFactory } from "./generated/types/OfficeFactory.ts";

/** A contract's typed form. */
type Attach<Type> = (address: string, runner?: ContractRunner | null) => Type;

const attach =
  (abi: InterfaceAbi): Attach<unknown> =>
  (address, runner = null) =>
    new Contract(address, abi, runner);

/** @example registryContract(account).interface.fragments.length > 0 // true */
export const registryContract = /* @__PURE__ */ attach(registryAbi) as Attach<ITrustedIssuerRegistry>;
/** @example memberStatesContract(account).interface.fragments.length > 0 // true */
export const memberStatesContract = /* @__PURE__ */ attach(memberStatesAbi) as Attach<MemberStates>;
/** @example councilContract(account).interface.fragments.length > 0 // true */
export const councilContract = /* @__PURE__ */ attach(councilAbi) as Attach<Council>;
/** @example councilTimelockContract(account).interface.fragments.length > 0 // true */
export const councilTimelockContract = /* @__PURE__ */ attach(councilTimelockAbi) as Attach<CouncilTimelock>;
/** @example officeFactoryContract(account).interface.fragments.length > 0 // true */
export const officeFactoryContract = /* @__PURE__ */ attach(officeFactoryAbi) as Attach<OfficeFactory>;
/** @example notaryContract(account).interface.fragments.length > 0 // true */
export const notaryContract = /* @__PURE__ */ attach(notaryAbi) as Attach<INotary>;
