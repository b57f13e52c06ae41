import { type Check, isGreen } from "../../deploy/doctor/check.ts";
import { findRecord } from "../../deploy/deployment.ts";
import { examine } from "../../deploy/doctor/examine.ts";
import { type CommonArguments, command } from "../core/command.ts";
import { EXIT } from "../core/exit.ts";

/** Looks the deployment over. Red ends with the exit code for what can't be trusted. */
export default command<CommonArguments>("registry doctor", async ({ deployment }, context) => {
  const session = await context.session();
  const { chainId, connection } = session;
  // also of another chain: it is what the doctor then says
  const record = findRecord(chainId, deployment === "" ? undefined : deployment);
  const checks = await examine({ hre: context.hre, connection, record });
  const green = isGreen(checks);
  return {
    data: { healthy: green, checks },
    text: `${checks.map(line).join("\n")}\n\n${verdict(checks)}`,
    chain: await session.facts(),
    exit: green ? EXIT.ok : EXIT.unchecked,
  };
});

function line({ check, ok, warning, found, expected, remedy }: Check): string {
  if (ok) return `ok    ${check}: ${found}`;
  return `${warning === true ? "warn" : "RED "}  ${check}: ${found}\n        expected: ${expected}\n        ${remedy}`;
}

function verdict(checks: readonly Check[]): string {
  const red = checks.filter(({ ok, warning }) => !ok && warning !== true).length;
  const warnings = checks.filter(({ warning }) => warning === true).length;
  const mild = warnings === 0 ? "" : `, ${String(warnings)} warning(s)`;
  if (red === 0) return `Healthy: ${String(checks.length)} checks${mild}.`;
  return `Not healthy: ${String(red)} of ${String(checks.length)} checks are red${mild}.`;
}
