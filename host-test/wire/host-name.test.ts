import assert from "node:assert/strict";
import { isHostName } from "../../src/wire/host-name.js";

const LABEL = `${"a".repeat(62)}.`;

describe("host names", () => {
  for (const [name, expected] of [
    ["time.example", true],
    ["time.example.", true],
    ["localhost", true],
    ["a", true],
    ["3com.example", true],
    ["0.pool.ntp.org", true],
    ["xn--bcher-kva.example", true],
    ["_ntp._udp.example", true],
    ["ntp-1.example", true],
    ["ntp--1.example", true],
    ["", false],
    [".", false],
    [".example", false],
    ["time..example", false],
    ["time.example..", false],
    ["-time.example", false],
    ["time-.example", false],
    ["time.-example", false],
    ["two words", false],
    ["Time.example", false],
    ["zeit.exämple", false],
    ["time.example/24", false],
    // What only fails to be an address.
    ["256.0.0.1", false],
    ["1.2.3", false],
    ["12", false],
    ["fe80::1", false],
    // So long, and longer by one.
    [(LABEL.repeat(5) + LABEL).slice(0, 253), true],
    [(LABEL.repeat(5) + LABEL).slice(0, 254), false],
  ] as const)
    it(`${expected ? "takes" : "refuses"} "${name.slice(0, 30)}" of ${name.length}`, () =>
      assert.equal(isHostName(name), expected));

  it("answers soon for what is almost one", () => {
    assert.equal(isHostName(`${"a-".repeat(126)}-`), false);
    assert.equal(isHostName(`${"1.".repeat(126)}!`), false);
  });
});
