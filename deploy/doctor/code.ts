import { codeAt, codeHashAt, implementationOf, isBuiltCode } from "../suite/code.ts";
import type { Eip1193 } from "../suite/connection.ts";
import { places } from "../suite/places.ts";
import { type Check, look } from "./check.ts";
import type { Contracts, Patient } from "./patient.ts";

/** Whether what stands at the addresses is what was deployed. */
export async function codeChecks(patient: Patient, { registry }: Contracts): Promise<Check[]> {
  const { connection, record } = patient;
  const provider = connection.provider as Eip1193;
  const changed =
    record.prepared.length > 0 ? " If the council's upgrade was carried out: npx hardhat registry upgrade." : "";
  const checks = [
    await look(
      {
        check: "registry's implementation",
        expected: record.implementation,
        remedy: `Take the newest committed record; if it doesn't name this address, trust no answer.${changed}`,
      },
      () => implementationOf(provider, record.contracts.registry),
    ),
    await look(
      { check: "registry's extension", expected: record.extension, remedy: "As for the implementation." },
      () => registry.extension(),
    ),
  ];
  const { ERC1967Proxy, TrustedIssuerRegistry, RegistryExtension } = record.codeHashes;
  checks.push(
    await look(
      {
        check: "record's code for clients",
        expected: [ERC1967Proxy, TrustedIssuerRegistry, RegistryExtension].join(" "),
        remedy: "Restore the committed record: clients take what `code` names last.",
      },
      () => {
        const newest = record.code.at(-1);
        return Promise.resolve([newest?.proxy, newest?.implementation, newest?.extension].join(" "));
      },
    ),
  );
  for (const [contract, address] of places(record)) {
    checks.push(
      await look(
        {
          check: `code of ${contract}`,
          expected: record.codeHashes[contract] ?? "a hash in the record",
          remedy: `Trust no answer of ${address}: the node serves other code than was deployed.`,
        },
        () => codeHashAt(provider, address),
      ),
    );
  }
  return [...checks, await buildCheck(patient)];
}

/** This folder may be of a later commit: what counts is the record. */
async function buildCheck({ hre, connection, record }: Patient): Promise<Check> {
  const expected = "the same code, or none built";
  return look(
    {
      check: "local build",
      expected,
      remedy: `Check out ${record.commit} and build to compare; the record's hashes hold in any case.`,
      mild: true,
    },
    async () => {
      const differing: string[] = [];
      for (const [contract, address] of places(record)) {
        const code = await codeAt(connection.provider, address);
        if ((await isBuiltCode(hre, contract, code)) === false) differing.push(contract);
      }
      return differing.length === 0 ? expected : `other code: ${differing.join(", ")}`;
    },
  );
}
