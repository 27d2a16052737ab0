import assert from "node:assert/strict";
import { Dialect } from "../../src/config/dialect.js";
import { Session } from "../../src/console/session.js";
import { Happening } from "../../src/core/happening.js";
import { Loss } from "../../src/core/loss.js";
import { FakeNode, serverAt } from "./fake-node.js";

const NEW_YEAR_2026 = 3_976_214_400;
const SERVER = serverAt("10.1.1.1", { instance: "vrf1" });

class Console {
  text = "";
  readonly node: FakeNode;
  readonly session: Session;

  constructor(dialect: Dialect) {
    this.node = new FakeNode(dialect);
    const { configuration, reports, status } = this.node;
    reports.configure(configuration.settingsOf(configuration.running).reports);
    status.clock = [NEW_YEAR_2026, 0];
    status.system.reference.set(NEW_YEAR_2026, 0);
    const host = {
      node: this.node,
      version: "1.2.3",
      takesAnyPort: false,
      timers: { after: () => ({ cancel: () => {} }) },
    };
    this.session = new Session(host, { isInteractive: false, write: text => void (this.text += text) });
    reports.take(Happening.Synchronized, SERVER, 0, "");
    reports.take(Happening.AssociationUp, SERVER, 0, "");
    reports.take(Happening.Unsynchronized, SERVER, Loss.Unreachable, "");
  }

  type(...lines: string[]): string[] {
    this.text = "";
    for (const line of lines) this.session.execute(line);
    return this.text.split("\n").slice(0, -1);
  }
}

const H3C_HEADING = [
  "Log buffer: Enabled",
  "Max buffer size: 512",
  "Actual buffer size: 512",
  "Dropped messages: 0",
  "Overwritten messages: 0",
];
const GAINED =
  "%Jan  1 00:00:00:000 2026 xs-ntp NTP/5/NTP_SOURCE_CHANGE: NTP server's IP address changed from 0.0.0.0 to 10.1.1.1.";
const UP = "%Jan  1 00:00:00:000 2026 xs-ntp NTP/6/NTP_SOURCE_UP: 10.1.1.1 in vrf1 answers";
const LOST =
  "%Jan  1 00:00:00:000 2026 xs-ntp NTP/5/NTP_SOURCE_LOST: Lost synchronization with NTP server with IP address 10.1.1.1. (Reason = Peer reachability lost)";

describe("the log on a console", () => {
  const rows: [command: string, ...lines: string[]][] = [
    ["display logbuffer", GAINED, UP, LOST],
    ["display logbuffer reverse", LOST, UP, GAINED],
    ["display logbuffer size 2", UP, LOST],
    ["display logbuffer level notifications", GAINED, LOST],
    ["display logbuffer level 5 size 1 reverse", LOST],
    ["display logbuffer level warnings"],
  ];
  for (const [command, ...lines] of rows)
    it(`H3C: ${command}`, () =>
      assert.deepEqual(new Console(Dialect.Comware).type(command), [
        ...H3C_HEADING,
        "Current messages: 3",
        ...lines,
      ]));

  it("Huawei: the latest first", () =>
    assert.deepEqual(new Console(Dialect.Vrp).type("display logbuffer level critical"), [
      "Logging buffer configuration and contents : enabled",
      "Allowed max buffer size : 512",
      "Actual buffer size : 512",
      "Channel number : 4, Channel name : logbuffer",
      "Dropped messages : 0",
      "Overwritten messages : 0",
      "Current messages : 3",
      "",
      "Jan  1 2026 00:00:00 xs-ntp %%01NTP/2/NTP_SYNCHRONIZE_STATUS(l):NTP state changed from synchronized to unsynchronized. (SynchronizationSourceAddress = 10.1.1.1, VpnInstance = vrf1, Reason = Peer reachability lost)",
      "Jan  1 2026 00:00:00 xs-ntp %%01NTP/2/NTP_SYNCHRONIZE_STATUS(l):NTP state changed from unsynchronized to synchronized. (SynchronizationSourceAddress = 10.1.1.1, VpnInstance = vrf1)",
    ]));

  it("can be cleared", () =>
    assert.deepEqual(new Console(Dialect.Comware).type("reset logbuffer", "display logbuffer"), [
      ...H3C_HEADING,
      "Current messages: 0",
    ]));

  for (const dialect of [Dialect.Comware, Dialect.Vrp])
    it(`dialect ${dialect}: losses of synchronization are shown, in the time zone`, () =>
      assert.deepEqual(
        new Console(dialect).type(
          "system-view immediately",
          "clock timezone Z8 add 08:00",
          "display ntp-service event clock-unsync",
        ),
        [
          " 1. Clock source   :  10.1.1.1(vrf1)",
          "    Session type   :  client, configured",
          "    Unsync reason  :  Peer reachability lost",
          "    Unsync time    :  2026-01-01 08:00:00+08:00",
        ],
      ));
});
