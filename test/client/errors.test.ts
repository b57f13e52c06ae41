import { expect } from "chai";
import { AbiCoder, concat, id, Interface, JsonRpcProvider, toUtf8Bytes } from "ethers";
import { createPublicClient, http } from "viem";

import { errorsAbi, registryAbi } from "../../client/src/abi/index.ts";
import { CATALOGUE } from "../../client/src/errors/generated/catalogue.ts";
import { ContractError, contractError, decodeError } from "../../client/src/errors/index.ts";
import type { Hex } from "../../client/src/hex.ts";
import * as writes from "../../client/src/writes/index.ts";
import { accountOfficer, createOffice, deploySafe, officeCall } from "../../deploy/safe.ts";
import { nodeServer } from "./nodeServer.ts";
import { EVIDENCE, INSTITUTION, TYPE, type World, world } from "./world.ts";

const evidence = EVIDENCE as Hex;
const errors = new Interface(errorsAbi);
const programme = { kind: "programme", institution: INSTITUTION, qualificationType: TYPE } as const;
const caught = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe("the catalogue of errors", () => {
  it("has a cause and a remedy for every error of all contracts, and for no other", () => {
    expect(errorsAbi.map(({ name }) => name).sort()).to.deep.equal(Object.keys(CATALOGUE).sort());
    for (const { cause, remedy } of Object.values(CATALOGUE)) expect([cause, remedy].map(String)).to.not.include("");
  });
});

describe("contractError", () => {
  it("names every error, its values, the cause and the remedy", () => {
    for (const { name, inputs } of errorsAbi) {
      const sample = inputs.map(({ type }) => samples(type));
      const error = contractError(errors.encodeErrorResult(name, sample));
      expect(error).to.include({ errorName: name, remedy: CATALOGUE[name].remedy });
      expect(error.message).to.include(CATALOGUE[name].cause.slice(0, -1));
      expect(Object.keys(error.values)).to.deep.equal(inputs.map((input) => input.name));
      expect(error.code).to.match(/^[A-Z0-9_]+$/);
    }
  });

  it("shows moments as people read them", () => {
    const error = contractError(errors.encodeErrorResult("OfficeMulticallExpired", [1765462011, 1765462012]));
    expect(error.message).to.contain("deadline: 1765462011 (2025-12-11T14:06:51Z)");
    expect(error.values["deadline"]).to.equal(1765462011n);
  });

  it("finds the error inside what wraps it", () => {
    const inner = errors.encodeErrorResult("ListEmpty", []);
    const wrapped = concat([
      id("FailedOpWithRevert(uint256,string,bytes)").slice(0, 10),
      AbiCoder.defaultAbiCoder().encode(["uint256", "string", "bytes"], [1, "AA23", inner]),
    ]);
    const twice = concat([
      id("WrappedError(address,bytes4,bytes,bytes)").slice(0, 10),
      AbiCoder.defaultAbiCoder().encode(
        ["address", "bytes4", "bytes", "bytes"],
        [`0x${"11".repeat(20)}`, "0x12345678", wrapped, "0x"],
      ),
    ]);
    expect(contractError(twice).errorName).to.equal("ListEmpty");
  });

  it("explains Safe's refusals, panics, reasons in words, and says where it knows nothing", () => {
    const reason = (text: string) => concat(["0x08c379a0", AbiCoder.defaultAbiCoder().encode(["string"], [text])]);
    expect(contractError(reason("GS026"))).to.include({ code: "GS026" });
    expect(contractError(reason("out of luck"))).to.include({ code: "ERROR" });
    expect(contractError(concat(["0x4e487b71", AbiCoder.defaultAbiCoder().encode(["uint256"], [17])]))).to.include({
      code: "PANIC",
    });
    expect(contractError("0x12345678")).to.include({ code: "0X12345678" });
    expect(contractError("0x")).to.be.instanceOf(ContractError);
    expect(contractError(concat([errors.getError("RegistryPaused")!.selector, toUtf8Bytes("short")]))).to.be.instanceOf(
      ContractError,
    );
  });
});

describe("decodeError", () => {
  let here: World;
  before(async () => {
    here = await world();
  });

  it("finds the refusal in what ethers, viem and a bundle throw", async () => {
    const { chain, register, body } = here;
    const data = writes.suspend({ record: programme, evidence });
    const to = register.address.registry as Hex;
    const account = body.account.address as Hex;
    const server = await nodeServer(chain.provider);
    const viem = createPublicClient({ transport: http(server.url) });
    const ethers = new JsonRpcProvider(server.url);
    const bundle = writes.multicall({ deadline: 2 ** 40 - 1, calls: [data] });
    const late = writes.multicall({ deadline: 1, calls: [data] });
    for (const [thrown, name] of [
      [await caught(ethers.call({ to, data, from: account })), "OfficeMulticallRequired"],
      [await caught(viem.call({ to, data, account })), "OfficeMulticallRequired"],
      [
        await caught(
          viem.readContract({
            address: to,
            abi: registryAbi,
            functionName: "standingAsKnownAt",
            args: [evidence, evidence, "0x0000", 0, 2 ** 40 - 1],
          }),
        ),
        "KnownAtInFuture",
      ],
      [await caught(body.account.sendTransaction({ to, data: bundle })), "TimelineNothingToRestrict"],
      [await caught(ethers.call({ to, data: late, from: account })), "OfficeMulticallExpired"],
    ] as const) {
      const error = decodeError(thrown);
      expect(error?.errorName).to.equal(name);
      expect(decodeError(error)).to.equal(error);
    }
    ethers.destroy();
    await server.stop();
  });

  it("finds the refusal of a call that a Safe made", async () => {
    const { chain, register } = here;
    const [submitter, ...accounts] = await chain.ethers.getSigners();
    const { singleton, proxyFactory } = await deploySafe(submitter!);
    const factory = await chain.ethers.deployContract("OfficeFactory", [proxyFactory, singleton]);
    const officers = await Promise.all(accounts.slice(-3).map(accountOfficer));
    const office = await createOffice(factory, officers, 2, 0n);
    const data = writes.multicall({ deadline: 2 ** 40 - 1, calls: [writes.withdraw({ record: programme, evidence })] });
    const thrown = await caught(officeCall(office, submitter!, register.address.registry, data));
    expect(decodeError(thrown)?.errorName).to.equal("CallerNotEntitled");
  });

  it("finds nothing where no contract refused", () => {
    for (const other of [undefined, null, "no", new Error("no"), { data: 12 }])
      expect(decodeError(other)).to.equal(undefined);
  });
});

/** A value of a type. */
function samples(type: string): unknown {
  if (type === "address") return `0x${"11".repeat(20)}`;
  if (type.startsWith("bytes")) return `0x${"22".repeat(Number(type.slice(5)) || 4)}`;
  if (type === "string") return "text";
  return type === "bool" ? true : 1;
}
