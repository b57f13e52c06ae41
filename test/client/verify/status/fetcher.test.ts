import { expect } from "chai";

import { type Fetch, FETCH_LIMITS, fetchLimited } from "../../../../client/src/verify/status/fetcher.ts";
import { rejects } from "./rejectsWith.ts";

const answering =
  (...answers: readonly (() => Response)[]): Fetch =>
  () => {
    const [answer] = answers;
    answers = answers.slice(1);
    return answer === undefined ? Promise.reject(new Error("no more answers")) : Promise.resolve(answer());
  };
const text = (body: string) => () => new Response(body);
const redirect = (location: string) => () => new Response(null, { status: 302, headers: { location } });

describe("fetchLimited", () => {
  it("reads what a public address answers over https", async () => {
    expect(await fetchLimited(answering(text("list"))).text("https://lists.example/1")).to.equal("list");
  });

  for (const url of [
    ...["http://lists.example/1", "file:///etc/passwd", "https://localhost/1", "https://printer.local/1"],
    ...[
      "https://127.0.0.1/1",
      "https://10.1.2.3/1",
      "https://172.20.0.1/1",
      "https://192.168.1.1/1",
      "https://169.254.169.254/1",
    ],
    ...["https://[::1]/1", "https://2130706433/1", "https://0x7f.1/1", "https://user@lists.example/1"],
    ...["https://localhost./1", "https://metadata.internal./1", "https://192.0.0.192/1", "https://198.18.0.1/1"],
  ]) {
    it(`doesn't ask ${url}`, async () => {
      await rejects(fetchLimited(answering(text("secret"))).text(url), "ADDRESS_REFUSED");
    });
  }

  it("follows a redirect to another public address, and no more than allowed", async () => {
    const there = redirect("https://elsewhere.example/1");
    expect(await fetchLimited(answering(there, text("list"))).text("https://lists.example/1")).to.equal("list");
    await rejects(
      fetchLimited(answering(there, there, there, there, text("list"))).text("https://lists.example/1"),
      "UNREACHABLE",
    );
  });

  it("doesn't follow a redirect into a private network", async () => {
    await rejects(
      fetchLimited(answering(redirect("https://10.0.0.1/"), text("secret"))).text("https://lists.example/1"),
      "ADDRESS_REFUSED",
    );
  });

  it("stops reading what is too large", async () => {
    const limits = { ...FETCH_LIMITS, bytes: 1000 };
    await rejects(
      fetchLimited(answering(text("x".repeat(1001))), limits).text("https://lists.example/1"),
      "FETCHED_TOO_LARGE",
    );
  });

  it("waits no longer than allowed", async () => {
    const never: Fetch = (_, { signal }) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener("abort", () => {
          reject(new Error("too late"));
        });
      });
    await rejects(
      fetchLimited(never, { ...FETCH_LIMITS, milliseconds: 20 }).text("https://lists.example/1"),
      "UNREACHABLE",
    );
  });

  it("takes an answer that can't be read for none", async () => {
    const fetch = () => fetchLimited(answering(text("<html>maintenance</html>")));
    await rejects(fetch().json("https://lists.example/1"), "UNREACHABLE");
    expect(await fetch().text("https://lists.example/1")).to.equal("<html>maintenance</html>");
  });

  it("takes an answer of failure for none", async () => {
    await rejects(
      fetchLimited(answering(() => new Response("no", { status: 404 }))).text("https://lists.example/1"),
      "UNREACHABLE",
    );
  });
});
