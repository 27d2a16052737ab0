/** Against VRP's printed example, and the commands that lead there. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Dialect } from "../../src/config/dialect.js";
import { dropLines, packetLines } from "../../src/console/packet-display.js";
import { Tally } from "../../src/core/tally.js";
import { Verdict } from "../../src/core/verdict.js";
import { type Drop } from "../../src/runtime/drop-log.js";
import { SECOND } from "../../src/time/fixed.js";
import { Instant } from "../../src/time/moment.js";
import { Family } from "../../src/wire/address.js";
import { endpoint } from "../support/engine-rig.js";
import { FakeNode } from "./fake-node.js";

const EXAMPLE = readFileSync(
  new URL("../vectors/console/vrp-statistics-packet.txt", import.meta.url),
  "utf8",
);

/** The example's figures, spread over what each of its lines is made of. */
function example(): Tally {
  const tally = new Tally();
  const counts: readonly (readonly [Verdict, number])[] = [
    [Verdict.Answered, 500],
    [Verdict.Sampled, 300],
    [Verdict.Duplicate, 30],
    [Verdict.BogusOrigin, 20],
    [Verdict.WrongMac, 15],
    [Verdict.NoMac, 5],
    [Verdict.Malformed, 50],
    [Verdict.NoAccess, 50],
    [Verdict.TooLate, 30],
  ];
  for (const [verdict, count] of counts) tally.verdicts[verdict] = count;
  tally.sent = 100;
  tally.unsent = 10;
  return tally;
}

function drop(second: number, verdict: Verdict, from: string, interfaceName: string): Drop {
  const at = new Instant();
  at.set(second, 0);
  return { verdict, from: endpoint(from), interfaceName, at };
}

describe("display ntp-service statistics packet", () => {
  it("is laid out as VRP's example", () =>
    assert.deepEqual(packetLines(Family.IPv4, "", example()), EXAMPLE.trimEnd().split("\n").slice(0, -1)));

  it("counts what a deaf interface got as received and dropped", () => {
    const tally = new Tally();
    tally.unheard = 7;
    const lines = packetLines(Family.IPv6, " of Lan0", tally);
    assert.equal(lines[0], " NTP IPv6 Packet Statistical Information of Lan0");
    assert.deepEqual(
      lines.filter(line => line.endsWith(" 7")).map(line => line.split(":")[0].trim()),
      ["Received", "Dropped", "Interface disabled"],
    );
  });

  it("says when, why and whose the last drops were, in the configured time zone", () => {
    const { configuration, status } = new FakeNode(Dialect.Vrp);
    status.clock = [3_914_827_205, 0]; // 2024-01-21 12:00:05 UTC
    status.counterSec = 1000;
    const drops = [drop(995, Verdict.WrongMac, "192.0.2.7", "Lan0"), drop(900, Verdict.Malformed, "::1", "")];
    assert.deepEqual(dropLines(drops, status, configuration.running), [
      "Last 2 packets drop reasons:",
      "  [2024-01-21 12:00:00] wrong MAC, from 192.0.2.7 on Lan0",
      "  [2024-01-21 11:58:25] malformed, from ::1",
    ]);
    assert.deepEqual(dropLines([], status, configuration.running), ["Last 0 packets drop reasons:"]);
  });

  it("gives a drop the same time whenever it is shown, to the second that it was in", () => {
    const { configuration, status } = new FakeNode(Dialect.Vrp);
    const half = drop(995, Verdict.Malformed, "::1", "");
    half.at.add(SECOND / 2);
    for (const counterSec of [996, 1000, 2000]) {
      status.counterSec = counterSec;
      // 2024-01-21 12:00:00.25 UTC where the counter is at 995.5.
      status.clock = [3_914_827_200 + counterSec - 996, (3 * SECOND) / 4];
      assert.deepEqual(dropLines([half], status, configuration.running).slice(1), [
        "  [2024-01-21 12:00:00] malformed, from ::1",
      ]);
    }
  });
});
