import { expect } from "chai";

import { decisiveTime, type DecisiveTime, type KnownTimes, type Record } from "../../../client/src/verify/times.ts";

const NOW = 100;
const proven = (at: number): DecisiveTime => ({ basis: "proven", at });
const claimed = (at: number): DecisiveTime => ({ basis: "claimed", at });
const none = (reason: "NO_TIME" | "RESTRICTED_SINCE" | "KEY_RECORDED_LATER"): DecisiveTime => ({
  basis: "none",
  reason,
});

type Row = readonly [name: string, times: Omit<KnownTimes, "now">, record: Partial<Record>, decides: DecisiveTime];

const ROWS: readonly Row[] = [
  ["takes a proof before a claim", { proven: 50, claimed: 20 }, {}, proven(50)],
  ["takes a proof without a claim", { proven: 50 }, {}, proven(50)],
  ["takes a proof's no where nothing earlier is claimed", { proven: 50 }, { noAtProven: true }, proven(50)],
  ["takes a proof that is older than the claim", { proven: 50, claimed: 60 }, { noAtProven: true }, proven(50)],
  ["lets a proof stand whatever is restricted later", { proven: 50, claimed: 20 }, { restrictedAt: [60] }, proven(50)],
  [
    "lets a proof stand where the claim alone would be no",
    { proven: 50, claimed: 20 },
    { noAtClaimed: true },
    proven(50),
  ],
  [
    "goes back to a claim where the proof came too late",
    { proven: 50, claimed: 20 },
    { noAtProven: true },
    claimed(20),
  ],
  [
    "doesn't go back over a restriction",
    { proven: 50, claimed: 20 },
    { noAtProven: true, restrictedAt: [30] },
    none("RESTRICTED_SINCE"),
  ],
  [
    "goes back where the restriction came after the proof",
    { proven: 50, claimed: 20 },
    { noAtProven: true, restrictedAt: [60] },
    claimed(20),
  ],
  ["says no where both times do", { proven: 50, claimed: 20 }, { noAtProven: true, noAtClaimed: true }, claimed(20)],
  ["takes a claim where nothing was restricted", { claimed: 20 }, {}, claimed(20)],
  ["takes a claim that lies after a restriction", { claimed: 20 }, { restrictedAt: [10] }, claimed(20)],
  ["takes no claim before a restriction", { claimed: 20 }, { restrictedAt: [21] }, none("RESTRICTED_SINCE")],
  [
    "takes no claim before a restriction of this second",
    { claimed: 20 },
    { restrictedAt: [NOW] },
    none("RESTRICTED_SINCE"),
  ],
  [
    "takes a claim before a restriction that is still to come",
    { claimed: 20 },
    { restrictedAt: [NOW + 1] },
    claimed(20),
  ],
  [
    "takes the issuer at its word where that is to its harm",
    { claimed: 20 },
    { noAtClaimed: true, restrictedAt: [30] },
    claimed(20),
  ],
  [
    "takes no claim from before the key was recorded",
    { claimed: 20 },
    { keyRecordedAt: 21 },
    none("KEY_RECORDED_LATER"),
  ],
  ["takes a claim of the second in which the key was recorded", { claimed: 20 }, { keyRecordedAt: 20 }, claimed(20)],
  ["lets a proof stand whenever the key was recorded", { proven: 50, claimed: 20 }, { keyRecordedAt: 60 }, proven(50)],
  ["decides by nothing where there is no time", {}, {}, none("NO_TIME")],
];

describe("decisiveTime", () => {
  for (const [name, times, record, decides] of ROWS) {
    it(name, () => {
      const all = { noAtProven: false, noAtClaimed: false, restrictedAt: [], ...record };
      expect(decisiveTime({ ...times, now: NOW }, all)).to.deep.equal(decides);
    });
  }
});
