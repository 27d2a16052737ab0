import assert from "node:assert/strict";
import { keyTrouble, keyWarnings } from "../../src/console/key-trouble.js";
import { debugLinesOf } from "../../src/console/sources.js";
import { KeyMode } from "../../src/core/key-mode.js";
import { type KeySettings, NO_SETTINGS, type NodeSettings } from "../../src/core/settings.js";
import { Family } from "../../src/wire/address.js";
import { server } from "../support/engine-rig.js";
import { FakeStatus, localClock, serverAt } from "./fake-node.js";

function key(id: number, isTrusted: boolean): KeySettings {
  return { id, mode: KeyMode.HmacSha256, isTrusted, acl4: undefined, acl6: undefined };
}

const KEYS = [key(1, true), key(2, false)];

const SENDER = {
  interfaceName: "lo",
  group: "224.0.1.1",
  family: Family.IPv4,
  port: 123,
  version: 4,
  hops: 16,
} as const;

const ROWS: { name: string; settings: Partial<NodeSettings>; keyId: number; trouble: string }[] = [
  { name: "one in order", settings: { authenticates: true, keys: KEYS }, keyId: 1, trouble: "" },
  {
    name: "one not trusted",
    settings: { authenticates: true, keys: KEYS },
    keyId: 2,
    trouble: "is not trusted",
  },
  {
    name: "one not there",
    settings: { authenticates: true, keys: KEYS },
    keyId: 3,
    trouble: "has no secret here",
  },
  {
    name: "authentication off",
    settings: { keys: KEYS },
    keyId: 1,
    trouble: "has no effect until ntp-service authentication enable",
  },
];

describe("keys in trouble", () => {
  for (const { name, settings, keyId, trouble } of ROWS)
    it(name, () => {
      const all = { ...NO_SETTINGS, ...settings };
      assert.equal(keyTrouble(all, keyId), trouble);
      const status = new FakeStatus();
      status.settings = all;
      const source = serverAt("192.0.2.1", { keyId });
      source.keyId = keyId;
      const told = (): string | undefined =>
        debugLinesOf(status, source).find(line => line.startsWith("auth"));
      assert.equal(told(), `authentication: key ${keyId}${trouble === "" ? "" : `, which ${trouble}`}`);
      source.isHeard = true;
      if (trouble === "") assert.equal(told(), "authentication: key 1, authenticated");
      else assert.equal(told(), `authentication: key ${keyId}, which ${trouble}`);
    });

  it("none is told of where no key is used, and of our own clock nothing", () => {
    const status = new FakeStatus();
    assert.ok(debugLinesOf(status, serverAt("192.0.2.1")).includes("authentication: none"));
    assert.ok(!debugLinesOf(status, localClock()).some(line => line.startsWith("auth")));
  });

  it("are warned of in the order of their ids, each once, and not again", () => {
    const before = { ...NO_SETTINGS, associations: [server("a", { keyId: 9 })] };
    const after = {
      ...before,
      associations: [
        server("a", { keyId: 9 }),
        server("b", { keyId: 10 }),
        server("c"),
        server("d", { keyId: 10 }),
      ],
      senders: [{ ...SENDER, keyId: 2 }],
      searches: [{ ...SENDER, keyId: 3 }],
    };
    assert.deepEqual(
      keyWarnings(before, after),
      [2, 3, 10].map(id => `Warning: Key ${id} is used and has no secret here.`),
    );
    assert.deepEqual(keyWarnings(after, after), []);
    assert.deepEqual(keyWarnings(after, before), []);
  });
});
