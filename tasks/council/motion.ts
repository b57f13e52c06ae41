import { SuiteError } from "../../client/src/errors/suiteError.ts";
import type { Hex } from "../../client/src/hex.ts";
import { INTERFACES, MOTION_TARGETS } from "../bundle/targets.ts";
import { oneOf, required } from "../core/arguments.ts";
import { command } from "../core/command.ts";
import { openWrite, type WriteArguments } from "../write/write.ts";

interface MotionArguments extends WriteArguments {
  readonly target: string;
  readonly call: string;
  readonly arguments: string;
}

/** What has no command of its own: what the council does to its own contracts. It is shown in words like everything else. */
export default command<MotionArguments>("council motion", async (args, context) => {
  required("--motion", args.motion);
  const target = oneOf("TARGET", args.target, MOTION_TARGETS);
  const contract = INTERFACES[target];
  const names = contract.fragments.flatMap((one) =>
    one.type === "function" && "name" in one ? [String(one.name)] : [],
  );
  const name = oneOf("FUNCTION", args.call, names);
  const data = encoded(contract, name, args.arguments);
  const write = await openWrite(args, context);
  return write.run({ target, calls: [{ data }] });
});

/** @throws SuiteError INVALID_ARGUMENTS */
function encoded(contract: (typeof INTERFACES)[keyof typeof INTERFACES], name: string, written: string): Hex {
  const signature = contract.getFunction(name)?.format("full") ?? name;
  try {
    const values: unknown = JSON.parse(written);
    if (!Array.isArray(values)) throw new TypeError("it is no list");
    return contract.encodeFunctionData(name, values) as Hex;
  } catch (error) {
    throw new SuiteError(
      "INVALID_ARGUMENTS",
      `ARGUMENTS: ${written} isn't what ${signature} takes (${error instanceof Error ? (error.message.split("(")[0] ?? "").trim() : ""})`,
      'Give a JSON list, numbers beyond 2^53 and all bytes as text, such as ["0x…", 86400].',
    );
  }
}
