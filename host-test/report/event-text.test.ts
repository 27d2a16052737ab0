import assert from "node:assert/strict";
import { type Association } from "../../src/core/association.js";
import { Happening } from "../../src/core/happening.js";
import { Loss } from "../../src/core/loss.js";
import { System } from "../../src/core/system.js";
import { EventText } from "../../src/report/event-text.js";
import { Vendor } from "../../src/report/settings.js";
import { serverAt } from "../console/fake-node.js";

const FIRST = serverAt("192.0.2.1");
const OTHER = serverAt("192.0.2.2", { instance: "vpn1" });

type Row = [happening: Happening, association: Association | undefined, value: number];

const COURSE: readonly Row[] = [
  [Happening.Synchronized, FIRST, 0],
  [Happening.StratumChanged, FIRST, 3],
  [Happening.LeapChanged, FIRST, 0],
  [Happening.SystemPeerChanged, OTHER, 0],
  [Happening.StratumChanged, OTHER, 2],
  [Happening.Holdover, OTHER, Loss.Unreachable],
  [Happening.Unsynchronized, undefined, Loss.TooLong],
  [Happening.StratumChanged, undefined, 16],
  [Happening.Synchronized, FIRST, 0],
  [Happening.Unsynchronized, FIRST, Loss.Unreachable],
];

function told(vendor: Vendor): (string | undefined)[] {
  const texts = new EventText(new System());
  return COURSE.map(([happening, association, value]) => texts.of(vendor, happening, association, value, ""));
}

describe("what a log says of events", () => {
  it("H3C: what was before, too", () =>
    assert.deepEqual(told(Vendor.H3c), [
      "NTP server's IP address changed from 0.0.0.0 to 192.0.2.1.",
      "System stratum changed from 16 to 3 after clock update.",
      "System Leap Indicator changed from 3 to 0 after clock update.",
      "NTP server's IP address changed from 192.0.2.1 to 192.0.2.2.",
      "System stratum changed from 3 to 2 after clock update.",
      "holds the time without a source: 192.0.2.2 in vpn1 was the last one (Peer reachability lost)",
      "Lost synchronization with NTP server with IP address 192.0.2.2. (Reason = Root distance beyond the limit)",
      "System stratum changed from 2 to 16 after clock update.",
      "NTP server's IP address changed from 0.0.0.0 to 192.0.2.1.",
      "Lost synchronization with NTP server with IP address 192.0.2.1. (Reason = Peer reachability lost)",
    ]));

  it("Huawei: the source, its VPN instance, and the reason", () =>
    assert.deepEqual(told(Vendor.Huawei), [
      "NTP state changed from unsynchronized to synchronized. (SynchronizationSourceAddress = 192.0.2.1, VpnInstance = _public_)",
      "System stratum changes from 16 to 3 after clock update.",
      "System leap changes from 3 to 0 after clock update.",
      "follows 192.0.2.2 in vpn1 now",
      "System stratum changes from 3 to 2 after clock update.",
      "holds the time without a source: 192.0.2.2 in vpn1 was the last one (Peer reachability lost)",
      "NTP state changed from synchronized to unsynchronized. (SynchronizationSourceAddress = 192.0.2.2, VpnInstance = vpn1, Reason = Root distance beyond the limit)",
      "System stratum changes from 2 to 16 after clock update.",
      "NTP state changed from unsynchronized to synchronized. (SynchronizationSourceAddress = 192.0.2.1, VpnInstance = _public_)",
      "NTP state changed from synchronized to unsynchronized. (SynchronizationSourceAddress = 192.0.2.1, VpnInstance = _public_, Reason = Peer reachability lost)",
    ]));

  it("what the vendors have no sentence for is told as anywhere", () =>
    assert.equal(
      new EventText(new System()).of(Vendor.H3c, Happening.AssociationUp, FIRST, 0, ""),
      "192.0.2.1 answers",
    ));
});
