import assert from "node:assert/strict";
import {
  comwareReference,
  comwareSource,
  sourceAddress,
  sourceNote,
  vrpReference,
  vrpSource,
} from "../../src/report/source-name.js";
import { localClock, serverAt } from "../console/fake-node.js";

const unresolved = serverAt("192.0.2.1", { host: "time.example" });
unresolved.address.setIPv4(0);
const newClock = localClock();
newClock.address.setIPv4(0);
const followsItsOwn = serverAt("192.0.2.3");
followsItsOwn.isHeard = true;
followsItsOwn.stratum = 9;
followsItsOwn.refid = 0x7f7f_0102;

describe("names of sources", () => {
  for (const { name, source, comware, address, vrp, references, note = "" } of [
    {
      name: "a server",
      source: serverAt("192.0.2.1"),
      comware: "192.0.2.1",
      address: "192.0.2.1",
      vrp: "192.0.2.1",
      references: ["INIT", "INIT"],
    },
    {
      name: "a server in a VPN instance",
      source: serverAt("2001:db8::1", { instance: "vpn1" }),
      comware: "2001:db8::1",
      address: "2001:db8::1",
      vrp: "2001:db8::1(vpn1)",
      references: ["INIT", "INIT"],
    },
    {
      name: "a server whose name has no address yet",
      source: unresolved,
      comware: "time.example",
      address: "time.example",
      vrp: "time.example",
      references: ["INIT", "INIT"],
      note: "(name not resolved)",
    },
    {
      name: "a server that follows its own clock",
      source: followsItsOwn,
      comware: "192.0.2.3",
      address: "192.0.2.3",
      vrp: "192.0.2.3",
      references: ["127.127.1.2", "LOCAL(2)"],
    },
    {
      name: "our own clock",
      source: localClock(),
      comware: "LOCAL(0)",
      address: "127.127.1.0",
      vrp: "127.127.1.0",
      references: ["LOCL", "LOCAL(0)"],
    },
    {
      name: "a server at our own clock's address",
      source: serverAt("127.127.1.0"),
      comware: "127.127.1.0",
      address: "127.127.1.0",
      vrp: "127.127.1.0",
      references: ["INIT", "INIT"],
    },
  ])
    it(`${name}: ${comware}`, () => {
      assert.deepEqual(
        [comwareSource(source), sourceAddress(source), vrpSource(source), sourceNote(source)],
        [comware, address, vrp, note],
      );
      assert.deepEqual([comwareReference(source), vrpReference(source)], references);
    });

  it("our own clock has its name before it has its address", () =>
    assert.equal(comwareSource(newClock), "LOCAL(0)"));
});
