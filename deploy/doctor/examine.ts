import { chainChecks } from "./chain.ts";
import { type Check, isGreen } from "./check.ts";
import { codeChecks } from "./code.ts";
import { founderChecks } from "./founders.ts";
import { officeChecks } from "./offices.ts";
import { contractsOf, type Patient } from "./patient.ts";
import { roleChecks } from "./roles.ts";
import { scheduledChecks } from "./scheduled.ts";
import { stateChecks } from "./state.ts";
import { wiringChecks } from "./wiring.ts";

/**
 * Looks a deployment over: chain, code, wiring, roles, what is scheduled, founders, offices, pause, node. On another chain the rest
 * isn't looked at.
 * @example isGreen(await examine({ hre, connection, record })) // true
 */
export async function examine(patient: Patient): Promise<Check[]> {
  const chain = await chainChecks(patient);
  if (!isGreen(chain)) return chain;
  const contracts = await contractsOf(patient);
  return [
    ...chain,
    ...(await codeChecks(patient, contracts)),
    ...(await wiringChecks(patient, contracts)),
    ...(await roleChecks(patient, contracts)),
    ...(await scheduledChecks(patient, contracts)),
    ...(await founderChecks(patient, contracts)),
    ...(await officeChecks(patient, contracts)),
    ...(await stateChecks(patient, contracts)),
  ];
}
