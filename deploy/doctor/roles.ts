import { FunctionFragment, id, ZeroAddress, ZeroHash } from "ethers";

import { type Check, look } from "./check.ts";
import { logsSince } from "../logs.ts";
import type { Contracts, Patient } from "./patient.ts";

const ADMIN = 0n;
/** Not among the registry's own functions: the proxy's. */
const UPGRADE = FunctionFragment.from("upgradeToAndCall(address newImplementation, bytes data)");
const TIMELOCK_ROLES = {
  admin: ZeroHash,
  proposer: id("PROPOSER_ROLE"),
  canceller: id("CANCELLER_ROLE"),
  executor: id("EXECUTOR_ROLE"),
} as const;

/** Who may do what: of the roles that were ever granted, those that are held now. */
export async function roleChecks(patient: Patient, contracts: Contracts): Promise<Check[]> {
  const { record } = patient;
  const { timelock, authority, memberStates, registry } = contracts;
  const { council, councilTimelock } = record.contracts;
  const remedy =
    "A vote of the council gives and takes roles (docs/governance.md). If there was none, trust no answer.";
  const timelockHolders = (role: string) => holdersOfTimelock(patient, contracts, role);
  return Promise.all([
    look({ check: "admins of CouncilAuthority", expected: councilTimelock, remedy }, () =>
      holdersOfAuthority(patient, contracts, (role) => role === ADMIN),
    ),
    look({ check: "number of admins of CouncilAuthority", expected: "1", remedy }, async () =>
      String(await authority.adminCount()),
    ),
    look(
      { check: "other roles in CouncilAuthority", expected: "none", remedy, mild: true },
      async () => (await holdersOfAuthority(patient, contracts, (role) => role !== ADMIN)) || "none",
    ),
    look(
      { check: "functions that other roles than admin may call", expected: "none", remedy },
      async () => (await delegatedFunctions(contracts)).join(", ") || "none",
    ),
    look({ check: "contracts that CouncilAuthority has shut", expected: "none", remedy }, async () => {
      const shut: string[] = [];
      for (const [name, contract] of managed(contracts)) {
        if (await authority.isTargetClosed(contract)) shut.push(name);
      }
      return shut.join(", ") || "none";
    }),
    look({ check: "admins of CouncilTimelock", expected: councilTimelock, remedy }, () =>
      timelockHolders(TIMELOCK_ROLES.admin),
    ),
    look({ check: "proposers of CouncilTimelock", expected: council, remedy }, () =>
      timelockHolders(TIMELOCK_ROLES.proposer),
    ),
    look({ check: "number of proposers of CouncilTimelock", expected: "1", remedy }, async () =>
      String(await timelock.proposerCount()),
    ),
    look({ check: "cancellers of CouncilTimelock", expected: council, remedy }, () =>
      timelockHolders(TIMELOCK_ROLES.canceller),
    ),
    look({ check: "executors of CouncilTimelock", expected: `${ZeroAddress} (everybody)`, remedy }, async () =>
      (await timelock.hasRole(TIMELOCK_ROLES.executor, ZeroAddress))
        ? `${ZeroAddress} (everybody)`
        : await timelockHolders(TIMELOCK_ROLES.executor),
    ),
    look({ check: "delay of CouncilTimelock", expected: "at least a day", remedy }, async () => {
      const delay = await timelock.getMinDelay();
      return delay >= (await timelock.MIN_DELAY()) ? "at least a day" : `${delay.toString()} s`;
    }),
    look(
      {
        check: "deployer holds nothing",
        expected: "nothing",
        remedy: `Don't use this deployment as long as ${record.deployer} holds power.`,
      },
      async () => {
        const held: string[] = [];
        for (const [name, role] of Object.entries(TIMELOCK_ROLES)) {
          if (await timelock.hasRole(role, record.deployer)) held.push(`${name} of CouncilTimelock`);
        }
        for (const role of await rolesOfAuthority(patient, contracts)) {
          const [member] = await authority.hasRole(role, record.deployer);
          if (member)
            held.push(role === ADMIN ? "admin of CouncilAuthority" : `role ${role.toString()} of CouncilAuthority`);
        }
        if ((await memberStates.seatOf(record.deployer)) !== "0x0000") held.push("a seat");
        if ((await registry.officeOf(record.deployer))[0] !== 0n) held.push("an office");
        return held.join(", ") || "nothing";
      },
    ),
  ]);
}

const managed = ({ registry, memberStates }: Contracts) =>
  [
    ["the registry", registry],
    ["MemberStates", memberStates],
  ] as const;

/** From the state, not from logs: each function that changes something is asked for. */
async function delegatedFunctions(contracts: Contracts): Promise<string[]> {
  const found: string[] = [];
  for (const [name, contract] of managed(contracts)) {
    const selectors = new Map([[UPGRADE.selector, UPGRADE.name]]);
    contract.interface.forEachFunction((fragment) => {
      if (!fragment.constant) selectors.set(fragment.selector, fragment.name);
    });
    for (const [selector, function_] of selectors) {
      const role = await contracts.authority.getTargetFunctionRole(contract, selector);
      if (role !== ADMIN) found.push(`${function_} of ${name}: role ${role.toString()}`);
    }
  }
  return found;
}

async function holdersOfTimelock({ record }: Patient, { timelock }: Contracts, role: string): Promise<string> {
  const granted = await logsSince(provided(timelock), {
    address: record.contracts.councilTimelock,
    topics: [timelock.interface.getEvent("RoleGranted").topicHash, role],
    fromBlock: record.firstBlock,
  });
  const accounts = new Set(granted.map((log) => String(timelock.interface.parseLog(log)?.args["account"])));
  const holders: string[] = [];
  for (const account of accounts) if (await timelock.hasRole(role, account)) holders.push(account);
  return holders.join(", ");
}

async function grantsOfAuthority({ record }: Patient, { authority }: Contracts) {
  const granted = await logsSince(provided(authority), {
    address: record.contracts.councilAuthority,
    topics: [authority.interface.getEvent("RoleGranted").topicHash],
    fromBlock: record.firstBlock,
  });
  const grants = new Map<string, { role: bigint; account: string }>();
  for (const log of granted) {
    const { args } = authority.interface.parseLog(log) ?? { args: {} as Record<string, unknown> };
    const grant = { role: args["roleId"] as bigint, account: String(args["account"]) };
    grants.set(`${grant.role.toString()} ${grant.account}`, grant);
  }
  return [...grants.values()];
}

const rolesOfAuthority = async (patient: Patient, contracts: Contracts): Promise<Set<bigint>> =>
  new Set([ADMIN, ...(await grantsOfAuthority(patient, contracts)).map(({ role }) => role)]);

async function holdersOfAuthority(
  patient: Patient,
  contracts: Contracts,
  wanted: (role: bigint) => boolean,
): Promise<string> {
  const holders: string[] = [];
  for (const { role, account } of await grantsOfAuthority(patient, contracts)) {
    if (!wanted(role)) continue;
    const [member] = await contracts.authority.hasRole(role, account);
    if (member) holders.push(role === ADMIN ? account : `${role.toString()}: ${account}`);
  }
  return holders.join(", ");
}

/** The contract's connection, which contracts of Hardhat always have. */
function provided({ runner }: Contracts[keyof Contracts]) {
  const provider = runner?.provider;
  if (provider === null || provider === undefined) throw new RangeError("a contract without a provider");
  return provider;
}
