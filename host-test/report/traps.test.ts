/** Which notifications what happens makes, and what they carry. */
import assert from "node:assert/strict";
import { Happening } from "../../src/core/happening.js";
import { Loss } from "../../src/core/loss.js";
import { NO_REPORTS, type ReportSettings, Vendor } from "../../src/report/settings.js";
import { H3C_MIB, HUAWEI_MIB, NTPV4_MIB, SNMPV2_MIB } from "../../src/report/trap-names.js";
import { Traps } from "../../src/report/traps.js";
import { MILLISECOND } from "../../src/time/fixed.js";
import { formatAddress } from "../../src/wire/address-text.js";
import { Datagram } from "../../src/wire/datagram.js";
import { FakeStatus, FakeTimers, serverAt } from "../console/fake-node.js";
import { textOctets } from "../support/primitives-contract.js";
import { readTrap, type ReadTrap } from "../support/snmp.js";

const NAMES = new Map(
  [SNMPV2_MIB, NTPV4_MIB, H3C_MIB, HUAWEI_MIB].flatMap(mib =>
    Object.entries(mib).map(([name, oid]) => [oid, name]),
  ),
);

/** "ntpEntStatusStratum.0" */
function named(oid: string): string {
  for (const [known, name] of NAMES)
    if (oid === known || oid.startsWith(`${known}.`)) return name + oid.slice(known.length);
  throw new Error(`no name for ${oid}`);
}

const HOST = { host: "192.0.2.99", port: 162, community: textOctets("public") };
const SECOND = { host: "2001:db8::99", port: 10162, community: textOctets("other") };

class Bench {
  readonly status = new FakeStatus();
  readonly timers = new FakeTimers();
  readonly sent: { to: string; trap: ReadTrap }[] = [];
  readonly traps: Traps;
  canSend = true;

  constructor(settings: Partial<ReportSettings> = {}) {
    const post = {
      datagram: new Datagram(),
      send: (
        { bytes, length }: { bytes: Uint8Array; length: number },
        to: Parameters<typeof formatAddress>[0],
      ) => {
        this.sent.push({ to: `${formatAddress(to)} ${to.port}`, trap: readTrap(bytes.slice(0, length)) });
        return this.canSend;
      },
    };
    this.traps = new Traps(this.status, post, this.timers);
    this.configure(settings);
  }

  configure(settings: Partial<ReportSettings>): void {
    this.traps.configure({ ...NO_REPORTS, trapHosts: [HOST], ...settings });
  }

  /** The names of what is sent for `happening`, each with what it carries. */
  take(happening: Happening, association = serverAt("192.0.2.1"), value = 0): string[] {
    this.sent.length = 0;
    this.traps.take(happening, association, value, "");
    return this.told();
  }

  told(): string[] {
    return this.sent.map(({ trap }) =>
      [named(trap.notification), ...trap.objects.map(([name, to]) => `${named(name)}=${to}`)].join(" "),
    );
  }
}

/** Over the messages of RFC 5907, whose wording is that of logs. */
function withoutMessages(lines: readonly string[]): string[] {
  return lines.map(line => line.replace(/ ntpEntNotifMessage\.0=.*$/, " ntpEntNotifMessage.0"));
}

const UNKNOWN = "ntpEntStatusDateTime.0= ";

describe("traps", () => {
  for (const { happening, value = 0, told } of [
    {
      happening: Happening.StratumChanged,
      value: 3,
      told: `ntpEntNotifStratumChange ${UNKNOWN}ntpEntStatusStratum.0=3`,
    },
    {
      happening: Happening.AssociationMobilized,
      told: `ntpEntNotifAddAssociation ${UNKNOWN}ntpAssocName.1=192.0.2.1`,
    },
    {
      happening: Happening.AssociationDemobilized,
      told: `ntpEntNotifRemoveAssociation ${UNKNOWN}ntpAssocName.1=192.0.2.1`,
    },
    { happening: Happening.ConfigurationChanged, told: `ntpEntNotifConfigChanged ${UNKNOWN}`.trimEnd() },
    {
      happening: Happening.LeapAnnounced,
      value: 1,
      told: `ntpEntNotifLeapSecondAnnounced ${UNKNOWN}`.trimEnd(),
    },
  ])
    it(`are as RFC 5907 lists them: ${told.split(" ")[0]}`, () =>
      assert.deepEqual(withoutMessages(new Bench().take(happening, serverAt("192.0.2.1"), value)), [
        `${told} ntpEntNotifMessage.0`,
      ]));

  for (const { vendor, synchronized, changed, lost } of [
    {
      vendor: Vendor.H3c,
      synchronized:
        "hh3cNTPSysStateChangeTrap hh3cNTPSysState.0=4 hh3cNTPServerIP.0=192.0.2.1 hh3cNTPSysSrcVpnName.0=",
      changed:
        "hh3cNTPSysPeerChangeTrap hh3cNTPSysOldServerIP.0=192.0.2.1 hh3cNTPSysOldSrcVpnName.0= " +
        "hh3cNTPServerIP.0=192.0.2.2 hh3cNTPSysSrcVpnName.0=",
      lost: "hh3cNTPSysStateChangeTrap hh3cNTPSysState.0=0 hh3cNTPServerIP.0=192.0.2.2 hh3cNTPSysSrcVpnName.0=",
    },
    {
      vendor: Vendor.Huawei,
      synchronized:
        "hwNtpStateChangeTrap hwNtpState.0=synchronized hwNtpSource.0=0xc0000201 hwNtpSourceVpnName.0=_public_",
      changed:
        "hwNtpSysPeerChangeTrap hwNtpOldSource.0=0xc0000201 hwNtpOldSourceVpnName.0=_public_ " +
        "hwNtpSource.0=0xc0000202 hwNtpSourceVpnName.0=_public_",
      lost:
        "hwNtpStateChangeTrap hwNtpState.0=unsynchronized hwNtpSource.0=0xc0000202 " +
        "hwNtpSourceVpnName.0=_public_",
    },
  ])
    it(`are the vendor's as well: ${vendor}`, () => {
      const bench = new Bench({ vendor });
      const last = (lines: string[]): string => lines[lines.length - 1];
      const [mode, peer] = withoutMessages(bench.take(Happening.Synchronized));
      assert.equal(mode, "ntpEntNotifModeChange ntpEntStatusCurrentMode.0=6");
      assert.equal(
        peer,
        `ntpEntNotifSyspeerChanged ${UNKNOWN}ntpEntStatusActiveRefSourceId.0=1 ntpEntNotifMessage.0`,
      );
      assert.equal(last(bench.told()), synchronized);
      assert.equal(last(bench.take(Happening.SystemPeerChanged, serverAt("192.0.2.2"))), changed);
      assert.equal(last(bench.take(Happening.Unsynchronized, serverAt("192.0.2.2"), Loss.Unreachable)), lost);
    });

  for (const { vendor, large, normal } of [
    {
      vendor: Vendor.H3c,
      large: /^hh3cNTPSysStateChangeTrap hh3cNTPSysState\.0=5 hh3cNTPServerIP\.0=192\.0\.2\.1 /,
      normal: /^hh3cNTPSysStateChangeTrap hh3cNTPSysState\.0=4 /,
    },
    {
      vendor: Vendor.Huawei,
      large: /^hwNtpStateChangeTrap hwNtpState\.0=spike hwNtpSource\.0=0xc0000201 /,
      normal: /^hwNtpStateChangeTrap hwNtpState\.0=synchronized /,
    },
  ])
    it(`tell of offsets beyond the limit alone: ${vendor}`, () => {
      const bench = new Bench({ vendor, offsetTrapMs: 500, offsetLogMs: 60_000 });
      const take = (offsetMs: number): string[] =>
        bench.take(Happening.OffsetTooLarge, undefined, offsetMs * MILLISECOND);
      assert.deepEqual([take(400), bench.take(Happening.OffsetNormal)], [[], []]);
      const [told, ...more] = take(600);
      assert.match(told, large);
      assert.deepEqual([more, take(700)], [[], []]);
      assert.match(bench.take(Happening.OffsetNormal)[0], normal);
    });

  it("know what happened before there was anybody to tell", () => {
    const bench = new Bench({ trapHosts: [] });
    bench.take(Happening.Synchronized, serverAt("192.0.2.1", { instance: "vpn1" }));
    bench.take(Happening.OffsetTooLarge, undefined, 400 * MILLISECOND);
    bench.configure({});
    assert.deepEqual(bench.take(Happening.OffsetTooLarge, undefined, 400 * MILLISECOND), []);
    assert.match(
      bench.take(Happening.SystemPeerChanged, serverAt("192.0.2.2"))[1],
      /^hh3cNTPSysPeerChangeTrap hh3cNTPSysOldServerIP\.0=192\.0\.2\.1 hh3cNTPSysOldSrcVpnName\.0=vpn1 /,
    );
  });

  it("go to each host under its own community name, with the time since the start", () => {
    const bench = new Bench({ trapHosts: [HOST, SECOND] });
    bench.status.counterSec = 12;
    bench.take(Happening.ConfigurationChanged);
    const [one, two] = bench.sent;
    assert.deepEqual([one.to, two.to], ["192.0.2.99 162", "2001:db8::99 10162"]);
    assert.deepEqual([one.trap.community, two.trap.community], ["public", "other"]);
    assert.deepEqual([one.trap.upTicks, one.trap.requestId, two.trap.requestId], [1200, 1, 1]);
    bench.take(Happening.ConfigurationChanged);
    assert.equal(bench.sent[0].trap.requestId, 2);
  });

  it("go nowhere while they are off", () => {
    const bench = new Bench({ traps: false });
    assert.deepEqual(bench.take(Happening.ConfigurationChanged), []);
    bench.configure({ traps: true });
    assert.equal(bench.take(Happening.ConfigurationChanged).length, 1);
  });

  it("tell of the start before anything else, when there is a way at last, to who is still wanted", () => {
    const bench = new Bench({ trapHosts: [HOST, SECOND], heartbeatSec: 30 });
    bench.canSend = false;
    bench.traps.started();
    bench.take(Happening.ConfigurationChanged);
    bench.timers.pass(100);
    bench.configure({ trapHosts: [HOST] });
    bench.canSend = true;
    bench.sent.length = 0;
    bench.timers.pass(64);
    const told = bench.told().map(line => line.split(" ")[0]);
    assert.deepEqual(told, ["coldStart", "ntpEntNotifConfigChanged"]);
    assert.ok(bench.sent.every(({ to }) => to === "192.0.2.99 162"));
  });

  it("say that the node is alive as often as is configured", () => {
    const bench = new Bench();
    const pass = (seconds: number): string[] => {
      bench.sent.length = 0;
      bench.timers.pass(seconds);
      return withoutMessages(bench.told());
    };
    assert.deepEqual(pass(1000), []);
    bench.configure({ heartbeatSec: 60 });
    const beat = `ntpEntNotifHeartbeat ${UNKNOWN}ntpEntStatusCurrentMode.0=1 ntpEntHeartbeatInterval.0=60 ntpEntNotifMessage.0`;
    assert.deepEqual(pass(59), []);
    bench.configure({ heartbeatSec: 60 });
    assert.deepEqual(pass(1), [beat]);
    assert.deepEqual(pass(60), [beat]);
    bench.configure({ heartbeatSec: 0 });
    assert.deepEqual(pass(1000), []);
  });
});
