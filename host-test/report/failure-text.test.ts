import assert from "node:assert/strict";
import { Verdict } from "../../src/core/verdict.js";
import { failureText } from "../../src/report/failure-text.js";
import { endpoint } from "../support/engine-rig.js";

describe("failed authentication in words", () => {
  it("names the sender and what is wrong", () =>
    assert.equal(failureText(endpoint("192.0.2.1"), Verdict.WrongMac, 1), "192.0.2.1, wrong MAC"));
  it("says how many there were", () =>
    assert.equal(failureText(endpoint("::1"), Verdict.NoMac, 17), "::1, no MAC, the last of 17"));
});
