/** What tests on XS share: being skipped, and said so, where there is no XS. */
import assert from "node:assert/strict";
import { findWorker } from "./machine.js";

export const worker = findWorker();

/** A suite that needs XS. Without it, one skipped test says why; where CI runs the tests that is a failure. */
export function describeOnXs(title: string, declare: () => void): void {
  describe(`XS: ${title}`, () => {
    if ("path" in worker) declare();
    else
      it(`skipped: ${worker.missing}`, function () {
        assert.equal(process.env["CI"], undefined, "CI must have XS");
        this.skip();
      });
  });
}
