import { expect } from "chai";

import { printable } from "../../../tasks/core/printable.ts";
import { hardhat } from "../cli.ts";

const ESCAPE = "\u001B";

describe("printable", () => {
  it("shows what would move the cursor, colour, hide or turn text, and leaves lines and letters alone", () => {
    expect(printable("Universität\tWien\n  – Οικονομικό")).to.equal("Universität\tWien\n  – Οικονομικό");
    expect(printable(`${ESCAPE}[2Ja\rb\u009B1mc\u0007`)).to.equal("\\u{1b}[2Ja\\u{d}b\\u{9b}1mc\\u{7}");
    expect(printable("a\u202Eb\u2066c\u2028d\uD800")).to.equal("a\\u{202e}b\\u{2066}c\\u{2028}d\\u{d800}");
  });
});

describe("a command that shows what somebody else wrote", function () {
  this.timeout(60_000);

  it("sends the terminal no control sequence, neither on stderr nor in JSON", async () => {
    const args = ["office", "sign", `no\u009B31m${ESCAPE}]0;such${ESCAPE}[2J\rfile.json`];
    const shown = await hardhat(args);
    expect(shown.code).to.equal(2);
    expect(shown.stderr).to.include("\\u{1b}]0;such\\u{1b}[2J\\u{d}file.json");
    const { stdout } = await hardhat([...args, "--json"]);
    for (const text of [shown.stderr, stdout]) expect(text).not.to.match(/[^\P{Cc}\n]/u);
    expect((JSON.parse(stdout) as { error: { message: string } }).error.message).to.include(args[2]);
  });
});
