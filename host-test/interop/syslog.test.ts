/**
 * Our log at a real log host: rsyslogd finds every field of RFC 5424's lines, which come over IPv4, and of the
 * vendors', which come over IPv6. A node starts, has the time, loses its source, and is configured.
 */
import assert from "node:assert/strict";
import { type DialectName } from "../../src/config/dialect.js";
import { type Lab } from "./lab.js";
import { openLab } from "./open-lab.js";
import { startNode, UDPS } from "./our-node.js";
import { LogCollector, type ParsedLine } from "./rsyslog.js";

const SYNCHRONIZED_SEC = 30;
const PATIENCE_MS = 300_000;

/** As in RFC 5424 section 6.2.1. */
const LOCAL3 = 19;
const LOCAL7 = 23;

/** rsyslogd's names. */
const SEVERITIES = ["emerg", "alert", "crit", "err", "warning", "notice", "info", "debug"];

type Told = readonly [severity: number, mnemonic: string, text: string];

interface Row {
  readonly dialect: DialectName;
  /** What takes the source away. */
  readonly commands: readonly string[];
  /** Of the vendors' lines, the tag: around severity and mnemonic. */
  readonly tag: readonly [before: string, after: string];
  /** What comes before the text. */
  readonly gap: string;
  readonly told: readonly Told[];
}

const ROWS: readonly Row[] = [
  {
    dialect: "comware",
    commands: ["system-view", "undo ntp-service refclock-master"],
    tag: ["%%10NTP/", ":"],
    gap: " ",
    told: [
      [6, "NTP_SESSION_BEGIN", "a session with LOCAL(0) begins"],
      [5, "NTP_SOURCE_CHANGE", "NTP server's IP address changed from 0.0.0.0 to 127.127.1.0."],
      [5, "NTP_STRATUM_CHANGE", "System stratum changed from 16 to 3 after clock update."],
      [5, "NTP_LEAP_CHANGE", "System Leap Indicator changed from 3 to 0 after clock update."],
      [5, "NTP_SERVICE_START", "the NTP service is on"],
      [6, "NTP_SESSION_END", "the session with LOCAL(0) ends"],
      [
        5,
        "NTP_SOURCE_LOST",
        "Lost synchronization with NTP server with IP address 127.127.1.0. " +
          "(Reason = Reference clock configuration removed)",
      ],
      [5, "NTP_LEAP_CHANGE", "System Leap Indicator changed from 0 to 3 after clock update."],
      [5, "NTP_STRATUM_CHANGE", "System stratum changed from 3 to 16 after clock update."],
      [5, "NTP_CONFIG_CHANGE", "the configuration was changed by con0"],
    ],
  },
  {
    dialect: "vrp",
    commands: ["system-view", "undo ntp-service refclock-master", "commit"],
    tag: ["%%01NTP/", "(l):"],
    gap: "",
    told: [
      [6, "NTP_SESSION_BEGIN", "a session with LOCAL(0) begins"],
      [
        2,
        "NTP_SYNCHRONIZE_STATUS",
        "NTP state changed from unsynchronized to synchronized. " +
          "(SynchronizationSourceAddress = 127.127.1.0, VpnInstance = _public_)",
      ],
      [4, "NTP_STRATUM_CHANGE", "System stratum changes from 16 to 3 after clock update."],
      [4, "NTP_LEAP_CHANGE", "System leap changes from 3 to 0 after clock update."],
      [5, "NTP_SERVICE_START", "the NTP service is on"],
      [6, "NTP_SESSION_END", "the session with LOCAL(0) ends"],
      [
        2,
        "NTP_SYNCHRONIZE_STATUS",
        "NTP state changed from synchronized to unsynchronized. " +
          "(SynchronizationSourceAddress = 127.127.1.0, VpnInstance = _public_, " +
          "Reason = Reference clock configuration removed)",
      ],
      [4, "NTP_LEAP_CHANGE", "System leap changes from 0 to 3 after clock update."],
      [4, "NTP_STRATUM_CHANGE", "System stratum changes from 3 to 16 after clock update."],
      [5, "NTP_CONFIG_CHANGE", "the configuration was changed by con0"],
    ],
  },
];

describe("interop: syslog", () => {
  let lab: Lab;

  before(async function () {
    lab = await openLab(this, ["ip", "rsyslogd"]);
  });
  after(() => lab?.close());

  for (const row of ROWS)
    it(`${row.dialect}'s log, as rsyslogd parses it`, async function () {
      this.timeout(PATIENCE_MS);
      const { dialect, commands, tag, gap, told } = row;
      const ours = lab.host(dialect);
      const theirs = lab.host(`${dialect}-logs`);
      const [near, far] = lab.link(ours, theirs);
      const collector = await LogCollector.start(theirs);
      const configuration = [
        "sysname DeviceA",
        "ntp-service enable",
        "ntp-service refclock-master 3",
        `info-center loghost ${far.ipv4} facility local3 format rfc5424`,
        `info-center loghost ipv6 ${far.ipv6}`,
      ];
      const node = startNode(ours, { udp: UDPS[0], options: ["--dialect", dialect], configuration });
      await node.untilStatus(SYNCHRONIZED_SEC, status => Object.values(status).includes("synchronized"));
      for (const command of commands) await node.ask(command);
      const parsed = await collector.until(2 * told.length);

      const standard = parsed.filter(line => line["fromhost-ip"] === near.ipv4);
      const vendors = parsed.filter(line => line["fromhost-ip"] === near.ipv6);
      const times = standard.map(({ timereported }) => timereported);
      assert.deepEqual(
        standard.map(withoutTime),
        told.map(one => standardLine(one, near.ipv4)),
      );
      assert.deepEqual(
        vendors.map(withoutTime),
        told.map(one => vendorsLine(one, near.ipv6, tag, gap)),
      );
      // At the first the clock had not been set, so that it has no time but that of its arrival.
      for (const time of times.slice(1)) assert.match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      assert.doesNotMatch(times[0], /Z$/);
      assert.deepEqual(
        vendors.slice(1).map(({ timereported }) => toSecond(timereported)),
        times.slice(1).map(toSecond),
      );
    });
});

function standardLine([severity, mnemonic, text]: Told, from: string): ParsedLine {
  return {
    ...graded(LOCAL3, severity, from),
    "app-name": "xs-ntp",
    msgid: mnemonic,
    "protocol-version": "1",
    syslogtag: "xs-ntp",
    msg: text,
  };
}

/** The digest is where RFC 3164 has the program's name. */
function vendorsLine(
  [severity, mnemonic, text]: Told,
  from: string,
  [before, after]: Row["tag"],
  gap: string,
): ParsedLine {
  const syslogtag = `${before}${severity}/${mnemonic}${after}`;
  return {
    ...graded(LOCAL7, severity, from),
    "app-name": syslogtag.replace(/:$/, ""),
    msgid: "-",
    "protocol-version": "0",
    syslogtag,
    msg: gap + text,
  };
}

function graded(
  facility: typeof LOCAL3 | typeof LOCAL7,
  severity: number,
  from: string,
): Omit<ParsedLine, "app-name" | "msgid" | "protocol-version" | "syslogtag" | "msg"> {
  return {
    pri: String(facility * 8 + severity),
    "syslogfacility-text": `local${facility - 16}`,
    "syslogseverity-text": SEVERITIES[severity],
    hostname: "DeviceA",
    "fromhost-ip": from,
    timereported: "",
    procid: "-",
    "structured-data": "-",
  };
}

function withoutTime(line: ParsedLine): ParsedLine {
  return { ...line, timereported: "" };
}

/** "2026-01-01T00:00:00" */
function toSecond(time: string): string {
  return time.slice(0, 19);
}
