/**
 * Who may call what: every function of every contract that changes state, by everybody, in every situation. The rows are held
 * against the ABIs: a function without a row fails the suite.
 */
import { expect } from "chai";
import type { Interface, JsonFragment } from "ethers";
import hre from "hardhat";

import {
  callsOf,
  sent,
  situation,
  type Caller,
  type Calls,
  type Situation,
  type World,
} from "../support/accessWorlds.ts";
import { allErrors } from "../support/register.ts";

/** Contracts whose functions have rows, by the name in the table. Implementation and extension are the registry. */
const CONTRACTS: Readonly<Record<string, readonly string[]>> = {
  registry: ["ITrustedIssuerRegistry", "TrustedIssuerRegistry", "RegistryExtension"],
  memberStates: ["MemberStates"],
  council: ["Council"],
  timelock: ["CouncilTimelock"],
  authority: ["CouncilAuthority"],
  notary: ["Notary"],
  officeFactory: ["OfficeFactory"],
  officerFactory: ["P256OfficerFactory"],
};

/** How a call ends. */
const OUTCOMES: Readonly<Record<string, string>> = {
  "+": "done",
  c: "CallerNotEntitled",
  b: "CallerNotEntitledToBinding",
  x: "CallerNotMemberStates",
  g: "CallerNotGuardian",
  s: "SeatNotActive",
  m: "MandateNotActive",
  p: "RegistryPaused",
  t: "PauseTooSoon",
  n: "MemberStatesConsentMissing",
  r: "MemberStatesCallerNotRegistry",
  h: "MemberStatesCallerWithoutSeat",
  d: "MemberStatesSeatStatus",
  f: "MemberStatesForeignOffice",
  a: "AccessManagedUnauthorized",
  A: "AccessManagerUnauthorizedAccount",
  C: "AccessManagerUnauthorizedCall",
  N: "AccessManagerNotScheduled",
  M: "AccessManagerUnauthorizedConsume",
  I: "InvalidInitialization",
  P: "GovernorInsufficientProposerVotes",
  v: "CouncilWithoutVote",
  K: "GovernorUnableToCancel",
  D: "CouncilFunctionDisabled",
  X: "GovernorDisabledDeposit",
  R: "AccessControlUnauthorizedAccount",
  T: "TimelockUnauthorizedCaller",
  i: "OfficeMulticallRequired",
  "!": "reverts without a reason",
};

/** The columns of the table, group by group. */
const GROUPS: readonly { readonly world: World; readonly callers: readonly Caller[] }[] = [
  { world: "inForce", callers: ["nobody", "council", "guardian"] },
  { world: "inForce", callers: ["governor", "memberStates", "registry", "authority"] },
  { world: "inForce", callers: ["state", "body", "provider", "controller"] },
  { world: "inForce", callers: ["foreignState", "foreignBody", "foreignProvider", "foreignController"] },
  { world: "abroad", callers: ["provider", "foreignState", "foreignBody", "foreignProvider"] },
  { world: "seatSuspended", callers: ["state", "body", "provider", "controller"] },
  { world: "suspended", callers: ["body", "provider"] },
  { world: "expired", callers: ["body", "provider"] },
  { world: "seatEnded", callers: ["state", "body", "provider", "controller"] },
  { world: "ended", callers: ["body", "provider"] },
  { world: "dismissed", callers: ["provider", "controller", "guardian"] },
  { world: "replaced", callers: ["state", "body"] },
  { world: "paused", callers: ["council", "guardian", "state", "body", "provider", "controller"] },
];

/**
 * One letter for each column; what is called is the country's own, but for what the caller's own country decides
 * (`registerInstitutions`, `defineQualificationType`, `leaveCouncil`), which the other country's offices do for themselves.
 *
 *  1 nobody, council (its timelock), guardian
 *  2 contracts: the governor, MemberStates, the registry, the authority
 *  3 in force: state, body, provider (appointed, and bound the key), controller of the institution
 *  4 the same of another country
 *  5 the other country's provider was appointed and bound the key anew: the former provider, the other state, body, provider
 *  6 the seat is suspended: state, its body, its provider, controller
 *  7 the mandate is suspended: body, provider    8 has lapsed: the same
 *  9 the state has left: state, its body, its provider, controller
 * 10 the mandate was ended: body, provider
 * 11 dismissed: provider, controller, guardian
 * 12 another account holds the office (recovered, rotated): the state's former one, the body's
 * 13 paused: council, guardian, state, body, provider, controller
 */
const TABLE = `
registry.registerInstitutions      ccc cccc ++cc ++cc c++c sscc mc mc sscc mc ccc cc ccppcc
registry.reopenInstitution         ccc cccc ++cc cccc cccc sscc mc mc sscc mc ccc cc ccppcc
registry.updateProfile             ccc cccc ++cc cccc cccc sscc mc mc sscc mc ccc cc ccppcc
registry.setController:somebody    ccc cccc ++cc cccc cccc sscc mc mc sscc mc ccc cc ccppcc
registry.setController:nobody      ccc cccc ++cc cccc cccc ++cc mc mc sscc mc ccc cc cc++cc
registry.appointProvider:somebody  ccc cccc ++c+ cccc cccc sscs mc mc sscs mc ccc cc ccppcp
registry.appointProvider:nobody    ccc cccc ++c+ cccc cccc ++c+ mc mc sscs mc ccc cc cc++c+
registry.defineQualificationType   a+c aaaa ++ca ++ca c++c ssca mc mc ssca mc cac aa +cppca
registry.accredit                  ccc cccc ++cc cccc cccc sscc mc mc sscc mc ccc cc ccppcc
registry.accreditByScope           ccc cccc ++cc cccc cccc sscc mc mc sscc mc ccc cc ccppcc
registry.bind                      bbb bbbb bb+b bbbb bbb+ bbsb bm bm bbsb bm bbb bb bbbbpb
registry.suspend:mandate           ccc cccc +ccc cccc cccc +ccc cc cc sccc cc ccc cc cc+ccc
registry.suspend:institution       ccc cccc ++cc cccc cccc ++cc mc mc sscc mc ccc cc cc++cc
registry.suspend:programme         ccc cccc ++cc cccc cccc ++cc mc mc sscc mc ccc cc cc++cc
registry.suspend:institutional     ccc cccc ++cc cccc cccc ++cc mc mc sscc mc ccc cc cc++cc
registry.suspend:seat              xxx xxxx xxxx xxxx xxxx xxxx xx xx xxxx xx xxx xx xxxxxx
registry.reinstate:mandate         ccc cccc +ccc cccc cccc sccc cc cc sccc cc ccc cc ccpccc
registry.reinstate:institution     ccc cccc ++cc cccc cccc sscc mc mc sscc mc ccc cc ccppcc
registry.reinstate:programme       ccc cccc ++cc cccc cccc sscc mc mc sscc mc ccc cc ccppcc
registry.reinstate:institutional   ccc cccc ++cc cccc cccc sscc mc mc sscc mc ccc cc ccppcc
registry.reinstate:seat            xxx xxxx xxxx xxxx xxxx xxxx xx xx xxxx xx xxx xx xxxxxx
registry.withdraw:institution      ccc cccc ++cc cccc cccc ++cc mc mc sscc mc ccc cc cc++cc
registry.withdraw:type             ccc cccc ++cc cccc cccc ++cc mc mc sscc mc ccc cc cc++cc
registry.withdraw:euType           a+a aaaa aaaa aaaa aaaa aaaa aa aa aaaa aa aaa aa +aaaaa
registry.withdraw:programme        ccc cccc ++cc cccc cccc ++cc mc mc sscc mc ccc cc cc++cc
registry.withdraw:institutional    ccc cccc ++cc cccc cccc ++cc mc mc sscc mc ccc cc cc++cc
registry.withdraw:exclusion        ccc cccc ++cc cccc cccc ++cc mc mc sscc mc ccc cc cc++cc
registry.end:mandate               ccc cccc +ccc cccc cccc +ccc cc cc sccc cc ccc cc cc+ccc
registry.end:institution           ccc cccc ++cc cccc cccc ++cc mc mc sscc mc ccc cc cc++cc
registry.end:type                  ccc cccc ++cc cccc cccc ++cc mc mc sscc mc ccc cc cc++cc
registry.end:euType                a+a aaaa aaaa aaaa aaaa aaaa aa aa aaaa aa aaa aa +aaaaa
registry.end:programme             ccc cccc ++cc cccc cccc ++cc mc mc sscc mc ccc cc cc++cc
registry.end:institutional         ccc cccc ++cc cccc cccc ++cc mc mc sscc mc ccc cc cc++cc
registry.end:binding               bbb bbbb ++++ bbbb ++b+ ++++ m+ mm sss+ mm +bb bb bb++++
registry.end:seat                  xxx xxxx xxxx xxxx xxxx xxxx xx xx xxxx xx xxx xx xxxxxx
registry.annul:institution         ccc cccc ++cc cccc cccc ++cc mc mc sscc mc ccc cc cc++cc
registry.annul:type                ccc cccc ++cc cccc cccc ++cc mc mc sscc mc ccc cc cc++cc
registry.annul:euType              a+a aaaa aaaa aaaa aaaa aaaa aa aa aaaa aa aaa aa +aaaaa
registry.annul:programme           ccc cccc ++cc cccc cccc ++cc mc mc sscc mc ccc cc cc++cc
registry.annul:institutional       ccc cccc ++cc cccc cccc ++cc mc mc sscc mc ccc cc cc++cc
registry.annul:binding             bbb bbbb +++b bbbb ++b+ +++b m+ mm sssb mm +bb bb bb+++b
registry.compromise:binding        bbb bbbb ++++ bbbb ++b+ ++++ m+ mm sss+ mm +bb bb bb++++
registry.cancel:mandate            ccc cccc +ccc cccc cccc sccc cc cc sccc cc ccc cc ccpccc
registry.cancel:institution        ccc cccc ++cc cccc cccc sscc mc mc sscc mc ccc cc ccppcc
registry.cancel:type               ccc cccc ++cc cccc cccc sscc mc mc sscc mc ccc cc ccppcc
registry.cancel:euType             a+a aaaa aaaa aaaa aaaa aaaa aa aa aaaa aa aaa aa +aaaaa
registry.cancel:programme          ccc cccc ++cc cccc cccc sscc mc mc sscc mc ccc cc ccppcc
registry.cancel:programmeGrant     ccc cccc ++cc cccc cccc ++cc mc mc sscc mc ccc cc cc++cc
registry.cancel:institutional      ccc cccc ++cc cccc cccc sscc mc mc sscc mc ccc cc ccppcc
registry.cancel:binding            bbb bbbb bb+b bbbb bbb+ sbsb bm bm sbsb bm bbb bb bbpbpb
registry.cancel:bindingGrant       bbb bbbb ++++ bbbb +bb+ ++++ m+ mm sss+ mm +bb bb bb++++
registry.rectify:mandate           ccc cccc +ccc cccc cccc sccc cc cc sccc cc ccc cc ccpccc
registry.rectify:institution       ccc cccc ++cc cccc cccc sscc mc mc sscc mc ccc cc ccppcc
registry.rectify:type              ccc cccc ++cc cccc cccc sscc mc mc sscc mc ccc cc ccppcc
registry.rectify:euType            a+a aaaa aaaa aaaa aaaa aaaa aa aa aaaa aa aaa aa +aaaaa
registry.rectify:programme         ccc cccc ++cc cccc cccc sscc mc mc sscc mc ccc cc ccppcc
registry.rectify:institutional     ccc cccc ++cc cccc cccc sscc mc mc sscc mc ccc cc ccppcc
registry.rectify:binding           bbb bbbb +b+b bbbb bbb+ sbsb bm bm sbsb bm bbb bb bbpbpb
registry.rectify:seat              xxx xxxx xxxx xxxx xxxx xxxx xx xx xxxx xx xxx xx xxxxxx
registry.mandate:body              ccc cccc +ccc nccc cncc sccc cc cc sccc cc ccc cc ccpccc
registry.mandate:provider          ccc cccc +ccc nccc cncc sccc cc cc sccc cc ccc cc ccpccc
registry.pause                     gg+ gggg gggg gggg gggg gggg gg gg gggg gg ggg gg gtgggg
registry.unpause                   a+a aaaa aaaa aaaa aaaa aaaa aa aa aaaa aa aaa aa +aaaaa
registry.appointGuardian           a+a aaaa aaaa aaaa aaaa aaaa aa aa aaaa aa aaa aa +aaaaa
registry.setMemberStates           a+a aaaa aaaa aaaa aaaa aaaa aa aa aaaa aa aaa aa +aaaaa
registry.upgradeToAndCall          a+a aaaa aaaa aaaa aaaa aaaa aa aa aaaa aa aaa aa +aaaaa
registry.initialize                III IIII IIII IIII IIII IIII II II IIII II III II IIIIII
registry.setAuthority              aaa aaa+ aaaa aaaa aaaa aaaa aa aa aaaa aa aaa aa aaaaaa
registry.recordSeat                xxx x+xx xxxx xxxx xxxx xxxx xx xx xxxx xx xxx xx xxxxxx
registry.rectifySeat               xxx x+xx xxxx xxxx xxxx xxxx xx xx xxxx xx xxx xx xxxxxx
registry.enrol                     xxx x+xx xxxx xxxx xxxx xxxx xx xx xxxx xx xxx xx xxxxxx
registry.reassign                  xxx x+xx xxxx xxxx xxxx xxxx xx xx xxxx xx xxx xx xxxxxx
registry.multicall                 +++ ++++ ++++ ++++ ++++ ++++ ++ ++ ++++ ++ +++ ++ ++++++
memberStates.consent               +++ ++++ ++++ ++++ ++++ ++++ ++ ++ ++++ ++ +++ ++ ++++++
memberStates.revokeConsent         +++ ++++ ++++ ++++ ++++ ++++ ++ ++ ++++ ++ +++ ++ ++++++
memberStates.useConsent            rrr rr+r rrrr rrrr rrrr rrrr rr rr rrrr rr rrr rr rrrrrr
memberStates.admit                 a+a aaaa aaaa aaaa aaaa aaaa aa aa aaaa aa aaa aa +aaaaa
memberStates.suspend               a+a aaaa aaaa aaaa aaaa aaaa aa aa aaaa aa aaa aa +aaaaa
memberStates.reinstate             a+a aaaa aaaa aaaa aaaa aaaa aa aa aaaa aa aaa aa +aaaaa
memberStates.recover               a+a aaaa aaaa aaaa aaaa aaaa aa aa aaaa aa aaa aa +aaaaa
memberStates.rectify               a+a aaaa aaaa aaaa aaaa aaaa aa aa aaaa aa aaa aa +aaaaa
memberStates.follow                a+a aaaa aaaa aaaa aaaa aaaa aa aa aaaa aa aaa aa +aaaaa
memberStates.setAuthority          aaa aaa+ aaaa aaaa aaaa aaaa aa aa aaaa aa aaa aa aaaaaa
memberStates.rotate                hih hhhh +hhi fhhi hfhh dhhi hh hh dhhi hh hih hh ih+hhi
memberStates.leaveCouncil          hih hhhh +hhi +hhi h+hh +hhi hh hh dhhi hh hih hh ih+hhi
memberStates.multicall             +++ ++++ ++++ ++++ ++++ ++++ ++ ++ ++++ ++ +++ ++ ++++++
council.propose                    PiP PPPP +PPi +PPi P+PP PPPi PP PP PPPi PP PiP PP iP+PPi
council.castVote                   vvv vvvv +vvv +vvv v+vv vvvv vv vv vvvv vv vvv vv vv+vvv
council.queue                      +++ ++++ ++++ ++++ ++++ ++++ ++ ++ ++++ ++ +++ ++ ++++++
council.execute                    +++ ++++ ++++ ++++ ++++ ++++ ++ ++ ++++ ++ +++ ++ ++++++
council.cancel                     KKK KKKK +KKK KKKK KKKK +KKK KK KK +KKK KK KKK KK KK+KKK
council.relay                      DDD DDDD DDDD DDDD DDDD DDDD DD DD DDDD DD DDD DD DDDDDD
council.multicall                  +++ ++++ ++++ ++++ ++++ ++++ ++ ++ ++++ ++ +++ ++ ++++++
council.onERC721Received           XXX XXXX XXXX XXXX XXXX XXXX XX XX XXXX XX XXX XX XXXXXX
council.onERC1155Received          XXX XXXX XXXX XXXX XXXX XXXX XX XX XXXX XX XXX XX XXXXXX
council.onERC1155BatchReceived     XXX XXXX XXXX XXXX XXXX XXXX XX XX XXXX XX XXX XX XXXXXX
timelock.schedule                  RRR +RRR RRRR RRRR RRRR RRRR RR RR RRRR RR RRR RR RRRRRR
timelock.scheduleBatch             RRR +RRR RRRR RRRR RRRR RRRR RR RR RRRR RR RRR RR RRRRRR
timelock.execute                   +++ ++++ ++++ ++++ ++++ ++++ ++ ++ ++++ ++ +++ ++ ++++++
timelock.executeBatch              +++ ++++ ++++ ++++ ++++ ++++ ++ ++ ++++ ++ +++ ++ ++++++
timelock.cancel                    RRR +RRR RRRR RRRR RRRR RRRR RR RR RRRR RR RRR RR RRRRRR
timelock.grantRole                 R+R RRRR RRRR RRRR RRRR RRRR RR RR RRRR RR RRR RR +RRRRR
timelock.revokeRole                R+R RRRR RRRR RRRR RRRR RRRR RR RR RRRR RR RRR RR +RRRRR
timelock.renounceRole              +++ ++++ ++++ ++++ ++++ ++++ ++ ++ ++++ ++ +++ ++ ++++++
timelock.updateDelay               T+T TTTT TTTT TTTT TTTT TTTT TT TT TTTT TT TTT TT +TTTTT
timelock.onERC721Received          +++ ++++ ++++ ++++ ++++ ++++ ++ ++ ++++ ++ +++ ++ ++++++
timelock.onERC1155Received         +++ ++++ ++++ ++++ ++++ ++++ ++ ++ ++++ ++ +++ ++ ++++++
timelock.onERC1155BatchReceived    +++ ++++ ++++ ++++ ++++ ++++ ++ ++ ++++ ++ +++ ++ ++++++
authority.grantRole                A+A AAAA AAAA AAAA AAAA AAAA AA AA AAAA AA AAA AA +AAAAA
authority.revokeRole               A+A AAAA AAAA AAAA AAAA AAAA AA AA AAAA AA AAA AA +AAAAA
authority.renounceRole             +++ ++++ ++++ ++++ ++++ ++++ ++ ++ ++++ ++ +++ ++ ++++++
authority.setGrantDelay            A+A AAAA AAAA AAAA AAAA AAAA AA AA AAAA AA AAA AA +AAAAA
authority.setRoleAdmin             A+A AAAA AAAA AAAA AAAA AAAA AA AA AAAA AA AAA AA +AAAAA
authority.setRoleGuardian          A+A AAAA AAAA AAAA AAAA AAAA AA AA AAAA AA AAA AA +AAAAA
authority.setTargetAdminDelay      A+A AAAA AAAA AAAA AAAA AAAA AA AA AAAA AA AAA AA +AAAAA
authority.setTargetClosed          A+A AAAA AAAA AAAA AAAA AAAA AA AA AAAA AA AAA AA +AAAAA
authority.setTargetFunctionRole    A+A AAAA AAAA AAAA AAAA AAAA AA AA AAAA AA AAA AA +AAAAA
authority.execute                  C+C CCCC CCCC CCCC CCCC CCCC CC CC CCCC CC CCC CC +CCCCC
authority.schedule                 CCC CCCC CCCC CCCC CCCC CCCC CC CC CCCC CC CCC CC CCCCCC
authority.cancel                   NNN NNNN NNNN NNNN NNNN NNNN NN NN NNNN NN NNN NN NNNNNN
authority.consumeScheduledOp       !!! !MM! !!!! !!!! !!!! !!!! !! !! !!!! !! !!! !! !!!!!!
authority.multicall                +++ ++++ ++++ ++++ ++++ ++++ ++ ++ ++++ ++ +++ ++ ++++++
notary.anchor                      +++ ++++ ++++ ++++ ++++ ++++ ++ ++ ++++ ++ +++ ++ ++++++
notary.anchorBatch                 +++ ++++ ++++ ++++ ++++ ++++ ++ ++ ++++ ++ +++ ++ ++++++
officeFactory.create               +++ ++++ ++++ ++++ ++++ ++++ ++ ++ ++++ ++ +++ ++ ++++++
officerFactory.create              +++ ++++ ++++ ++++ ++++ ++++ ++ ++ ++++ ++ +++ ++ ++++++
`;

interface Row {
  readonly name: string;
  readonly groups: readonly string[];
}

const ROWS: readonly Row[] = TABLE.trim()
  .split("\n")
  .map((line) => {
    const [name, ...groups] = line.trim().split(/\s+/);
    return { name: name!, groups };
  });

const functionOf = (name: string): string => name.split(":")[0]!;

/** Functions that change state, as `contract.function`. */
async function stateChanging(): Promise<string[]> {
  const found = new Set<string>();
  for (const [contract, artifacts] of Object.entries(CONTRACTS)) {
    const signatures = new Map<string, string>();
    for (const artifact of artifacts) {
      for (const { name, signature } of changesState(
        (await hre.artifacts.readArtifact(artifact)).abi as JsonFragment[],
      )) {
        // one name is one function, so that a row names one
        expect(signatures.get(name) ?? signature, `${contract}.${name}`).to.equal(signature);
        signatures.set(name, signature);
        found.add(`${contract}.${name}`);
      }
    }
  }
  return [...found].sort();
}

function changesState(abi: readonly JsonFragment[]): { readonly name: string; readonly signature: string }[] {
  return abi
    .filter(
      ({ type, stateMutability }) => type === "function" && stateMutability !== "view" && stateMutability !== "pure",
    )
    .map(({ name, inputs }) => ({ name: name!, signature: JSON.stringify(inputs!.map(({ type }) => type)) }));
}

/** The chain gives it as it is where it can name the error, else inside of its own account. */
function revertDataOf(error: unknown): string | undefined {
  const { data } = error as { data?: unknown };
  const inner = typeof data === "object" && data !== null ? (data as { data?: unknown }).data : data;
  return typeof inner === "string" ? inner : undefined;
}

/** The letter of how a call ends. */
async function outcomeOf(
  { register, callers }: Situation,
  errors: Interface,
  call: { readonly to: string; readonly data: string },
  caller: Caller,
): Promise<string> {
  try {
    await register.chain.provider.request({
      method: "eth_call",
      params: [{ from: callers[caller], ...call }, "latest"],
    });
    return "+";
  } catch (error) {
    const data = revertDataOf(error);
    if (data === undefined) throw error;
    const reason = data === "0x" ? "reverts without a reason" : (errors.parseError(data)?.name ?? data);
    return Object.entries(OUTCOMES).find(([, name]) => name === reason)?.[0] ?? `<${reason}>`;
  }
}

describe("access matrix", function () {
  this.timeout(600_000);
  let prepared: Situation;
  let calls: Calls;
  let errors: Interface;

  before(async () => {
    prepared = await situation();
    calls = await callsOf(prepared);
    errors = await allErrors();
  });

  it("has a row for every function that changes state, and no other", async () => {
    const listed = new Set(ROWS.map(({ name }) => functionOf(name)));
    expect([...listed].sort()).to.deep.equal(await stateChanging());
    expect(Object.keys(calls).sort()).to.deep.equal(ROWS.map(({ name }) => name).sort());
  });

  it("has every contract that can be deployed and called", async () => {
    const names = [...(await hre.artifacts.getAllFullyQualifiedNames())];
    const own = names.filter((name) => /^contracts\/(?!mocks\/|examples\/)/.test(name));
    const known = new Set(Object.values(CONTRACTS).flat());
    for (const name of own) {
      const { abi, bytecode, contractName } = await hre.artifacts.readArtifact(name);
      if (bytecode === "0x" || changesState(abi as JsonFragment[]).length === 0) continue;
      expect(known.has(contractName), name).to.equal(true);
    }
  });

  it("has a letter for every column", () => {
    const widths = GROUPS.map(({ callers }) => callers.length);
    for (const { name, groups } of ROWS)
      expect(
        groups.map(({ length }) => length),
        name,
      ).to.deep.equal(widths);
  });

  for (const world of new Set(GROUPS.map((group) => group.world))) {
    it(`is what the contracts do, ${world}`, async () => {
      const snapshot = await prepared.register.chain.networkHelpers.takeSnapshot();
      const wrong: string[] = [];
      try {
        await prepared.befall(world);
        for (const [index, group] of GROUPS.entries()) {
          if (group.world !== world) continue;
          for (const { name, groups } of ROWS) {
            let letters = "";
            for (const caller of group.callers) {
              const call = calls[name]!(prepared.callers[caller]);
              letters += await outcomeOf(prepared, errors, sent(call, caller), caller);
            }
            if (letters !== groups[index])
              wrong.push(`${name} ${group.callers.join(" ")}: ${letters}, not ${groups[index]!}`);
          }
        }
      } finally {
        await snapshot.restore();
      }
      expect(wrong).to.deep.equal([]);
    });
  }

  it("lets no office write outside its multicall", async () => {
    const offices = [
      "guardian",
      "state",
      "body",
      "provider",
      "foreignState",
      "foreignBody",
      "foreignProvider",
    ] as const;
    let tried = 0;
    for (const { name, groups } of ROWS) {
      for (const caller of offices) {
        const group = GROUPS.findIndex((one) => one.world === "inForce" && one.callers.includes(caller));
        const call = calls[name]!(prepared.callers[caller]);
        if (!call.bundled || groups[group]![GROUPS[group]!.callers.indexOf(caller)] !== "+") continue;
        expect(OUTCOMES[await outcomeOf(prepared, errors, call, caller)], `${name} by ${caller}`).to.equal(
          OUTCOMES["i"],
        );
        tried += 1;
      }
    }
    expect(tried).to.be.greaterThan(90);
  });

  it("gives nobody anything at the registry's code itself, without the proxy", async () => {
    const { registry, address } = prepared.register;
    const parts = [address.implementation, await registry.extension()];
    for (const { name } of ROWS.filter(
      (row) => row.name.startsWith("registry.") && row.name !== "registry.multicall",
    )) {
      for (const caller of ["nobody", "council", "memberStates", "authority", "state", "body", "provider"] as const) {
        const call = calls[name]!(prepared.callers[caller]);
        for (const to of parts) {
          const outcome = await outcomeOf(prepared, errors, { ...sent(call, caller), to }, caller);
          expect(outcome, `${name} by ${caller}`).not.to.equal("+");
        }
      }
    }
  });
});
