import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

/** Compiles what isn't compiled as it stands, with the settings that the tests run with, and says nothing. */
export async function build(hre: HardhatRuntimeEnvironment): Promise<void> {
  await hre.tasks.getTask("build").run({ noTests: true, quiet: true });
}
