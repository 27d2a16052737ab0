import assert from "node:assert/strict";
import { Cursor } from "../../src/config/cursor.js";
import { Dialect } from "../../src/config/dialect.js";
import { HOST_ADDRESS4, HOST_ADDRESS6 } from "../../src/config/host-address.js";
import { contextOf } from "./context.js";

const NO_HOST = "this address means no host";

describe("addresses of hosts that are sent reports", () => {
  for (const { kind, word, value, why = "" } of [
    { kind: HOST_ADDRESS4, word: "192.0.2.1", value: "192.0.2.1" },
    { kind: HOST_ADDRESS4, word: "127.0.0.1", value: "127.0.0.1" },
    { kind: HOST_ADDRESS4, word: "0.0.0.0", why: NO_HOST },
    { kind: HOST_ADDRESS4, word: "224.0.1.1", why: NO_HOST },
    { kind: HOST_ADDRESS4, word: "255.255.255.255", why: NO_HOST },
    { kind: HOST_ADDRESS4, word: "2001:db8::1" },
    { kind: HOST_ADDRESS4, word: "log.example" },
    { kind: HOST_ADDRESS6, word: "2001:DB8:0::1", value: "2001:db8::1" },
    { kind: HOST_ADDRESS6, word: "::", why: NO_HOST },
    { kind: HOST_ADDRESS6, word: "ff02::1", why: NO_HOST },
    { kind: HOST_ADDRESS6, word: "192.0.2.1" },
  ])
    it(`${value === undefined ? "refuses" : "takes"} ${word} (${kind.hint(contextOf(Dialect.Comware))})`, () => {
      const cursor = new Cursor([word], contextOf(Dialect.Comware), []);
      assert.equal(kind.read(cursor), value);
      assert.deepEqual([cursor.at, cursor.why], [value === undefined ? 0 : 1, why]);
    });
});
