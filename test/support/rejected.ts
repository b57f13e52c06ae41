import { expect } from "chai";

import { SuiteError } from "../../client/src/errors/suiteError.ts";

/** The error that a promise is refused with, which has to be the suite's own, of this code. */
export async function rejected(promise: Promise<unknown>, code: string): Promise<SuiteError> {
  let error: unknown;
  try {
    await promise;
  } catch (thrown) {
    error = thrown;
  }
  expect(error, `it should be refused: ${code}`).to.be.instanceOf(SuiteError).with.property("code", code);
  return error as SuiteError;
}
