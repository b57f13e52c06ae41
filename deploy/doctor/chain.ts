import { genesisHashOf } from "../suite/genesisHash.ts";
import type { Eip1193 } from "../suite/connection.ts";
import { type Check, look } from "./check.ts";
import type { Patient } from "./patient.ts";

/** Whether this is the deployment's chain at all. */
export async function chainChecks({ connection, record }: Patient): Promise<Check[]> {
  const provider = connection.provider as Eip1193;
  return [
    await look(
      {
        check: "chain id",
        expected: String(record.chainId),
        remedy: "Connect to the deployment's network, or name the record of this one by --deployment.",
      },
      async () => String(Number(await provider.request({ method: "eth_chainId" }))),
    ),
    await look(
      {
        check: "first block",
        expected: record.genesisHash,
        remedy: "This is another chain of the same id. Connect to the deployment's network.",
      },
      () => genesisHashOf(provider),
    ),
  ];
}
