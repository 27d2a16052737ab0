import assert from "node:assert/strict";
import { Cursor } from "../../src/config/cursor.js";
import { Dialect } from "../../src/config/dialect.js";
import { GROUP4, GROUP6 } from "../../src/config/groups.js";
import { contextOf } from "./context.js";

function read(kind: typeof GROUP4, word: string): { value: string | undefined; at: number; why: string } {
  const cursor = new Cursor([word], contextOf(Dialect.Comware), []);
  const value = kind.read(cursor);
  return { value, at: cursor.at, why: cursor.why };
}

describe("groups", () => {
  for (const { kind, word, group } of [
    { kind: GROUP4, word: "224.0.1.1", group: "224.0.1.1" },
    { kind: GROUP4, word: "239.255.255.255", group: "239.255.255.255" },
    { kind: GROUP6, word: "FF0E:0::101", group: "ff0e::101" },
    { kind: GROUP6, word: "ff02::101", group: "ff02::101" },
  ])
    it(`takes ${word}`, () => assert.deepEqual(read(kind, word), { value: group, at: 1, why: "" }));

  for (const { kind, word, why } of [
    { kind: GROUP4, word: "192.0.2.1", why: "this is no multicast address" },
    { kind: GROUP4, word: "ff0e::101", why: "an IPv6 address goes after ipv6" },
    { kind: GROUP6, word: "224.0.1.1", why: "an IPv4 address goes without ipv6" },
    { kind: GROUP6, word: "2001:db8::1", why: "this is no multicast address" },
    { kind: GROUP4, word: "group", why: "" },
    { kind: GROUP4, word: "", why: "" },
  ])
    it(`refuses "${word}"`, () => assert.deepEqual(read(kind, word), { value: undefined, at: 0, why }));
});
