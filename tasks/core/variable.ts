import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

import { SuiteError } from "../../client/src/errors/suiteError.ts";

/**
 * The value of a Hardhat configuration variable: of the environment, else of the keystore.
 * @throws SuiteError VARIABLE_MISSING; it never tells a value
 */
export async function variable(hre: HardhatRuntimeEnvironment, name: string): Promise<string> {
  if (!/^[A-Z][A-Z0-9_]*$/.test(name)) {
    // whoever put a key here by mistake shall not read it in a log
    throw new SuiteError(
      "INVALID_VARIABLE_NAME",
      "a configuration variable's name has capital letters, digits and underscores only",
      "Give the name of the variable, such as OFFICER_KEY, never its value.",
    );
  }
  const environment = process.env[name];
  if (environment !== undefined && environment !== "") return environment;
  try {
    return await hre.hooks.runHandlerChain(
      "configurationVariables",
      "fetchValue",
      [{ _type: "ConfigurationVariable", name }],
      () => Promise.reject(new Error("not set")),
    );
  } catch {
    throw new SuiteError(
      "VARIABLE_MISSING",
      `the configuration variable ${name} has no value`,
      `Keep it in Hardhat's keystore (npx hardhat keystore set ${name}), or in the environment.`,
    );
  }
}
