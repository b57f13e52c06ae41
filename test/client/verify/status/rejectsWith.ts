import { expect } from "chai";

import { VerificationError } from "../../../../client/src/verify/verificationError.ts";

/** That a promise rejects with a finding of that code. */
export async function rejects(promise: Promise<unknown>, code: string): Promise<void> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).to.be.an.instanceOf(VerificationError);
  expect((error as VerificationError).finding.code).to.equal(code);
}
