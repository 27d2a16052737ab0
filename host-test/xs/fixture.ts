/** Tests that pass, fail and leave a trace: what `harness.test.ts` runs on XS to try the harness itself. */
import assert from "node:assert/strict";

const trace: string[] = [];

describe("outer", () => {
  before(() => trace.push("before"));
  beforeEach(() => trace.push("beforeEach"));
  afterEach(async () => {
    await Promise.resolve();
    trace.push("afterEach");
  });
  after(() => trace.push("after"));

  it("passes", function () {
    this.timeout(1000);
  }).timeout(1000);
  it("fails", () => assert.equal(1, 2, "one and two"));
  describe("inner", () => {
    it("fails later", async () => {
      await Promise.resolve();
      throw new TypeError("later");
    });
  });
});

it("shows the order of hooks", () => assert.fail(trace.join(" ")));
