import assert from "node:assert/strict";
import { Happening } from "../../src/core/happening.js";
import { Loss } from "../../src/core/loss.js";
import { Reports } from "../../src/report/reports.js";
import { NO_REPORTS, type ReportSettings, Vendor } from "../../src/report/settings.js";
import { MILLISECOND } from "../../src/time/fixed.js";
import { Datagram } from "../../src/wire/datagram.js";
import { FakeStatus, serverAt } from "../console/fake-node.js";

const SERVER = serverAt("192.0.2.1");

function reportsOf(told: Partial<ReportSettings> = {}): { reports: Reports; status: FakeStatus } {
  const status = new FakeStatus();
  const reports = new Reports({
    reported: status,
    post: { datagram: new Datagram(), send: () => false },
    waits: { after: () => ({ cancel: () => {} }) },
    watched: { watch: undefined },
    capacity: 8,
  });
  reports.configure({ ...NO_REPORTS, ...told });
  return { reports, status };
}

function lines({ log }: Reports): string[] {
  const texts: string[] = [];
  for (let i = log.start; i < log.end; i++) {
    const { severity, mnemonic, text, time, isTimeKnown } = log.at(i);
    texts.push(`${isTimeKnown ? time.seconds : "-"} ${severity} ${mnemonic} ${text}`);
  }
  return texts;
}

describe("reports", () => {
  it("log what happens, with the clock's time once a source has set it", () => {
    const { reports, status } = reportsOf();
    reports.take(Happening.AssociationUp, SERVER, 0, "");
    status.clock = [1000, 0];
    status.system.reference.set(999, 0);
    reports.take(Happening.KissOfDeath, SERVER, 0x52415445, "");
    assert.deepEqual(lines(reports), [
      "- 6 NTP_SOURCE_UP 192.0.2.1 answers",
      "1000 4 NTP_KISS_OF_DEATH 192.0.2.1 refuses us: RATE",
    ]);
  });

  it("log in the words of the vendor that is configured", () => {
    const { reports } = reportsOf({ vendor: Vendor.Huawei });
    reports.take(Happening.Unsynchronized, undefined, Loss.Unreachable, "");
    assert.match(lines(reports)[0], /^- 2 NTP_SYNCHRONIZE_STATUS NTP state changed/);
  });

  it("log offsets beyond the limit alone", () => {
    const { reports } = reportsOf({ offsetLogMs: 500, offsetTrapMs: 60_000 });
    for (const offsetMs of [400, 600, 700])
      reports.take(Happening.OffsetTooLarge, SERVER, offsetMs * MILLISECOND, "");
    reports.take(Happening.OffsetNormal, SERVER, 0, "");
    assert.deepEqual(lines(reports), [
      "- 4 NTP_OFFSET_EXCEEDED the offset is 0.60000 s several times in a row, by 192.0.2.1",
      "- 6 NTP_OFFSET_NORMAL the offset is within its limit again, by 192.0.2.1",
    ]);
  });

  it("know of an offset beyond the limit that began while nothing was logged", () => {
    const { reports } = reportsOf({ logs: false });
    reports.take(Happening.OffsetTooLarge, SERVER, 400 * MILLISECOND, "");
    reports.configure(NO_REPORTS);
    reports.take(Happening.OffsetTooLarge, SERVER, 400 * MILLISECOND, "");
    assert.deepEqual(lines(reports), []);
    reports.take(Happening.OffsetNormal, SERVER, 0, "");
    assert.deepEqual(lines(reports), [
      "- 6 NTP_OFFSET_NORMAL the offset is within its limit again, by 192.0.2.1",
    ]);
  });

  it("log nothing where the information center is off, and know afterwards what was before", () => {
    const { reports } = reportsOf({ logs: false });
    reports.take(Happening.StratumChanged, SERVER, 3, "");
    assert.deepEqual(lines(reports), []);
    reports.configure(NO_REPORTS);
    reports.take(Happening.StratumChanged, SERVER, 2, "");
    assert.deepEqual(lines(reports), [
      "- 5 NTP_STRATUM_CHANGE System stratum changed from 3 to 2 after clock update.",
    ]);
  });
});
