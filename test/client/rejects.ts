import { expect } from "chai";

/** That a promise rejects with an error of that code, which is returned. */
export async function rejects(promise: Promise<unknown>, code: string): Promise<Error> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).to.be.an.instanceOf(Error).with.property("code", code);
  return error as Error;
}
