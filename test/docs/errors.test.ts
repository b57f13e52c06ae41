import { readFileSync } from "node:fs";

import { expect } from "chai";
import { Interface, type JsonFragment, type JsonFragmentType } from "ethers";
import hre from "hardhat";

import { describedErrors } from "../../scripts/bindings/errorsPage.ts";

/** Type names as people read them: without the keyword, without the contract that defines them. */
const typeName = ({ internalType, type }: JsonFragmentType & { readonly internalType?: string }): string =>
  (internalType ?? type ?? "").replace(/^(enum|struct|contract) /, "").replace(/^.*\./, "");

/** Every error of every contract of ours, by name. */
async function declared(): Promise<Map<string, { signature: string; selector: string; values: string[] }>> {
  const names = [...(await hre.artifacts.getAllFullyQualifiedNames())];
  const errors = new Map<string, { signature: string; selector: string; values: string[] }>();
  for (const artifact of names.filter((name) => /^contracts\/(?!mocks\/|examples\/)/.test(name))) {
    const { abi } = await hre.artifacts.readArtifact(artifact);
    for (const item of abi as readonly JsonFragment[]) {
      if (item.type !== "error") continue;
      const inputs = item.inputs ?? [];
      const signature = `${item.name!}(${inputs.map((input) => `${typeName(input)} ${input.name!}`).join(", ")})`;
      const { selector } = new Interface([item]).getError(item.name!)!;
      const known = errors.get(item.name!);
      expect(known?.selector ?? selector, `two errors are called ${item.name!}`).to.equal(selector);
      errors.set(item.name!, { signature, selector, values: inputs.map(({ name }) => name!) });
    }
  }
  return errors;
}

describe("docs/errors.md", () => {
  const entries = describedErrors(readFileSync(new URL("../../docs/errors.md", import.meta.url), "utf8"));

  it("describes every error of the contracts, each once, and no other", async () => {
    const names = entries.map(({ name }) => name);
    expect([...names].sort()).to.deep.equal([...(await declared()).keys()].sort());
  });

  it("gives signatures and selectors as they are", async () => {
    const errors = await declared();
    for (const { name, signature, selector } of entries) {
      expect({ signature, selector }, name).to.deep.include({
        signature: errors.get(name)?.signature,
        selector: errors.get(name)?.selector,
      });
    }
  });

  it("explains every value, the cause and the remedy", async () => {
    const errors = await declared();
    for (const { name, values, cause, remedy } of entries) {
      const explained = [...values.matchAll(/`(\w+)`/g)].map(([, value]) => value);
      for (const value of errors.get(name)?.values ?? []) expect(explained, name).to.include(value);
      if (errors.get(name)?.values.length === 0) expect(values, name).to.equal("No values.");
      expect(cause, name).to.match(/^[A-Z].+\.\)?$/s);
      expect(remedy, name).to.match(/^[A-Z].+\.\)?$/s);
    }
  });
});
