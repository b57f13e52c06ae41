import { expect } from "chai";

import { readJades } from "../../../client/src/verify/formats/jades.ts";
import type { JsonObject } from "../../../client/src/verify/json.ts";
import { DEFAULT_POLICY } from "../../../client/src/verify/policy.ts";
import { stampedTime } from "../../../client/src/verify/proofs.ts";
import { Report } from "../../../client/src/verify/report.ts";
import { readTimestamp } from "../../../client/src/verify/timestamps.ts";
import { requireSharedData, shared, sharedJson } from "./sharedData.ts";

const FILE = "europass/Sample-CertOfPart-signed.jsonld";
/** Of the time stamping authority's certificate. */
const AUTHORITY = "aa02b99f9c4b57291e3c1744e44647709293d0fe17bb4eed28c99e973c7e8473";

describe("stampedTime", () => {
  before(requireSharedData);

  it("is that of the stamp over the signature, where the seal's header carries its key", async () => {
    const sealed = readJades(sharedJson(FILE) as JsonObject, shared(FILE));
    const policy = { ...DEFAULT_POLICY, timestampAuthorities: [AUTHORITY] };
    const report = new Report({ documentSha256: "", now: 0, policy });
    const { x5c, ...keyless } = sealed.header;
    expect(x5c).to.be.an("array");
    expect(await stampedTime(sealed, { policy, report })).to.equal(1_695_816_424);
    expect(await stampedTime({ ...sealed, header: keyless }, { policy, report })).to.equal(undefined);
  });

  it("is none of a token that says of itself that it is something else than signed", async () => {
    const [stamp] = readJades(sharedJson(FILE) as JsonObject, shared(FILE)).timestamps;
    const { token } = stamp!;
    expect(await readTimestamp(stamp!, [AUTHORITY])).to.include({ state: "trusted" });
    // the last octet of id-signedData, and those of id-envelopedData
    const identifier = Uint8Array.of(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02);
    const place = Buffer.from(token).indexOf(identifier) + identifier.length - 1;
    const changed = { ...stamp!, token: token.with(place, 0x03) };
    expect(await readTimestamp(changed, [AUTHORITY])).to.include({ state: "wrong" });
  });
});
