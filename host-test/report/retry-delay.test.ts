import assert from "node:assert/strict";
import { RetryDelay } from "../../src/report/retry-delay.js";
import { SECOND } from "../../src/time/fixed.js";

describe("delays of retries", () =>
  it("double up to 64 s, and begin anew", () => {
    const delay = new RetryDelay();
    const seconds = Array.from({ length: 12 }, () => delay.take() / SECOND);
    assert.deepEqual(seconds, [1 / 16, 1 / 8, 1 / 4, 1 / 2, 1, 2, 4, 8, 16, 32, 64, 64]);
    delay.reset();
    assert.equal(delay.take() / SECOND, 1 / 16);
  }));
