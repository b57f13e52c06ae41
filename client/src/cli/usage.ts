import { SuiteError } from "../errors/suiteError.ts";

/** What a command ends with. `no` is a clear no, `unknown` that none can be given. */
export const EXIT = { yes: 0, usage: 2, no: 3, unknown: 4 } as const;

export type Exit = (typeof EXIT)[keyof typeof EXIT];

/** Where a command writes: data, and talk. */
export interface Output {
  readonly data: (line: string) => void;
  readonly talk: (line: string) => void;
}

/** A command gets what follows its name. Usage errors are thrown: `usageError`. */
export type Command = (args: readonly string[], output: Output) => Promise<Exit>;

export const USAGE = `tir standing INSTITUTION TYPE [options]   may the institution award this qualification type?
tir verify FILE [options]                 is this qualification what it says?

  --rpc URL             a node; several times: more than half must agree
  --registry ADDRESS    the registry's address; or
  --deployment FILE     a deployment's record, which also pins chain and code
  --json                the answer as JSON

of standing:
  --at TIME             the moment asked for, such as 2016-03-01 or 2016-03-01T12:00:00Z; now without it
  --known-at TIME       as known then
  --territory COUNTRY   where the award is made; without it, the institution's own country

of verify:
  --receipt FILE        a notary's receipt for the file; several times
  --now TIME            the verifier's clock; this machine's without it
  --territory COUNTRY   where the award was made; without it, the institution's own country

INSTITUTION is an id, or a country and an identifier: AT:pic:999866883, AT:urn:trusted-issuer:pic:999866883.
TYPE is an id, or a country and a URI: AT:https://qualifications.example/at/master-rechtswissenschaften.
Exit codes: 0 yes, 3 no, 4 can't be told, 2 wrong usage.`;

export const usageError = (message: string): SuiteError =>
  new SuiteError("USAGE", message, "tir --help says how it is called.");
