import assert from "node:assert/strict";
import { Link, LinkKind } from "../../src/core/link.js";
import { Verdict } from "../../src/core/verdict.js";
import { validityOf } from "../../src/report/debug-text.js";
import { Debugging, type NodeWatch, Topic, topicName } from "../../src/report/debugging.js";
import { MILLISECOND, SECOND } from "../../src/time/fixed.js";
import { Datagram } from "../../src/wire/datagram.js";
import { Family } from "../../src/wire/address.js";
import { FakeStatus, localClock, serverAt, setFilter } from "../console/fake-node.js";
import { endpoint } from "../support/engine-rig.js";

const LINK = new Link(LinkKind.Exchange, Family.IPv4, 0);
const FROM = endpoint("192.0.2.1");

class Bench {
  readonly status = new FakeStatus();
  watch: NodeWatch | undefined = undefined;
  readonly debugging = new Debugging(this.status, this);
  readonly told: string[] = [];

  constructor(...topics: Topic[]) {
    this.debugging.listen((mnemonic, lines) => void this.told.push(mnemonic, ...lines));
    for (const topic of topics) this.debugging.switchOn(topic);
    const server = serverAt("192.0.2.1");
    setFilter(server, { offset: MILLISECOND, delay: 2 * MILLISECOND, dispersion: 0 });
    this.status.associations.push(server);
  }

  judge(verdict: Verdict): string[] {
    this.debugging.judged(LINK, FROM, verdict);
    return this.told.splice(0);
  }
}

function packet(): Datagram {
  const datagram = new Datagram();
  datagram.length = 48;
  datagram.bytes.set([0xdb, 0, 6, 0xee]);
  datagram.view.setUint32(16, 0xc6a6b9f2);
  datagram.view.setUint32(20, 0x181a5870);
  return datagram;
}

describe("debugging", () => {
  it("sees packets only while something is on, and somebody listens", () => {
    const bench = new Bench();
    const listener = (): void => {};
    assert.equal(bench.watch, undefined);
    bench.debugging.switchOn(Topic.Packet);
    bench.debugging.switchOn(Topic.Event);
    assert.equal(bench.watch, bench.debugging);
    bench.debugging.switchOff(Topic.Packet);
    assert.equal(bench.watch, bench.debugging);
    bench.debugging.switchOff(Topic.Event);
    assert.equal(bench.watch, undefined);
    const silent = new Debugging(bench.status, bench);
    silent.switchOn(Topic.Packet);
    assert.deepEqual(
      [bench.watch, silent.isOn(Topic.Packet), silent.tells(Topic.Packet)],
      [undefined, true, false],
    );
    silent.listen(listener);
    assert.deepEqual([bench.watch, silent.tells(Topic.Packet)], [silent, true]);
    silent.forget(listener);
    assert.equal(bench.watch, undefined);
  });

  it("prints packets as H3C's boxes do", () => {
    const bench = new Bench(Topic.Packet);
    bench.debugging.leaves(LINK, packet(), endpoint("10.1.1.2"));
    assert.deepEqual(bench.told, [
      "debug_NTP_packet_xmt",
      "packet to 10.1.1.2",
      "leap: 3, version: 3, mode: 3, vrfindex: 0",
      "stratum: 0, poll: 64, precision: 2^18",
      "rdel: 0.000, rdsp: 0.000, refid: 0.0.0.0",
      "reftime: 06:02:26.094 UTC Aug 12 2005(C6A6B9F2.181A5870)",
      "orgtime: 00:00:00.000 UTC Jan 1 1900(00000000.00000000)",
      "rcvtime: 00:00:00.000 UTC Jan 1 1900(00000000.00000000)",
      "xmttime: 00:00:00.000 UTC Jan 1 1900(00000000.00000000)",
    ]);
    bench.told.length = 0;
    const short = new Datagram();
    short.length = 47;
    bench.debugging.arrived(LINK, short, FROM);
    assert.deepEqual(bench.told, ["debug_NTP_packet_rcv", "packet from 192.0.2.1", "47 octets"]);
  });

  const rows: [name: string, topic: Topic, verdict: Verdict, told: string[]][] = [
    [
      "validity",
      Topic.Validity,
      Verdict.BogusOrigin,
      ["debug_NTP_validity", "192.0.2.1: validity 0x0002 (bogus origin)"],
    ],
    [
      "authentication",
      Topic.Authentication,
      Verdict.WrongMac,
      ["debug_NTP_authentication", "192.0.2.1: wrong MAC"],
    ],
    ["authentication, of what fails otherwise", Topic.Authentication, Verdict.Duplicate, []],
    ["access", Topic.Access, Verdict.NoAccess, ["debug_NTP_access", "192.0.2.1: access denied"]],
    ["access, of what is let in", Topic.Access, Verdict.Sampled, []],
    [
      "filter",
      Topic.Filter,
      Verdict.Sampled,
      [
        "debug_NTP_filter",
        "192.0.2.1: offset 1.0000 ms, delay 2.0000 ms, dispersion 1000.0000 ms, jitter 0.0000 ms",
      ],
    ],
    ["filter, of what is no sample", Topic.Filter, Verdict.Duplicate, []],
    ["selection", Topic.Selection, Verdict.Sampled, ["debug_NTP_selection", "192.0.2.1: not heard yet"]],
    [
      "adjustment",
      Topic.Adjustment,
      Verdict.Sampled,
      ["debug_NTP_adjustment", "offset 0.0000 ms, jitter 0.0000 ms, frequency 0.000 ppm, stratum 16"],
    ],
  ];
  for (const [name, topic, verdict, told] of rows)
    it(`tells of ${name}`, () => assert.deepEqual(new Bench(topic).judge(verdict), told));

  it("tells of selection and the clock when they have changed", () => {
    const bench = new Bench(Topic.Selection, Topic.Synchronization);
    assert.equal(bench.judge(Verdict.Sampled).length, 4);
    assert.deepEqual(bench.judge(Verdict.Sampled), []);
    bench.status.system.offset = MILLISECOND;
    assert.equal(bench.judge(Verdict.Sampled).length, 2);
  });

  it("tells of the system variables when the clock has been updated", () => {
    const bench = new Bench(Topic.Parameter);
    const { system } = bench.status;
    assert.deepEqual(bench.judge(Verdict.Sampled), []);
    system.reference.set(0xc6a6b9f2, 0x181a5870);
    Object.assign(system, { leap: 0, stratum: 3, precisionLog2: -18, refid: 0xc0000201 });
    Object.assign(system, { rootDelay: 31 * MILLISECOND, rootDispersion: 2 * MILLISECOND });
    Object.assign(system, { offset: -MILLISECOND, jitter: MILLISECOND / 2 });
    Object.assign(system, { frequency: 20e-6 * SECOND, wander: 1e-8 * SECOND });
    assert.deepEqual(bench.judge(Verdict.Sampled), [
      "debug_NTP_parameter",
      "leap: 0, stratum: 3, poll: 64, precision: 2^18",
      "rdel: 0.031, rdsp: 0.002, refid: 192.0.2.1",
      "reftime: 06:02:26.094 UTC Aug 12 2005(C6A6B9F2.181A5870)",
      "offset: -1.0000 ms, jitter: 0.5000 ms",
      "frequency: 20.000 ppm, wander: 0.010 ppm",
    ]);
    assert.deepEqual(bench.judge(Verdict.Sampled), []);
  });

  it("tells of each sample of a reference clock, and of what it comes to", () => {
    const bench = new Bench(Topic.Refclock, Topic.Adjustment);
    const clock = localClock();
    clock.stratum = 1;
    bench.debugging.sampled(clock, 2 * MILLISECOND, MILLISECOND / 4);
    assert.deepEqual(bench.told.slice(0, 3), [
      "debug_NTP_refclock",
      "LOCAL(0): offset 2.0000 ms, dispersion 0.2500 ms, stratum 1",
      "debug_NTP_adjustment",
    ]);
    bench.told.length = 0;
    bench.debugging.sampled(clock, 0, 0);
    assert.equal(bench.told.length, 2);
  });

  it("tells of what happens", () => {
    const bench = new Bench(Topic.Event);
    bench.debugging.happened("a text");
    assert.deepEqual(bench.told, ["debug_NTP_event", "a text"]);
  });

  it("every topic has a name of its own", () => {
    const names = Array.from({ length: Topic.Count }, (_, topic) => topicName(topic));
    assert.equal(new Set(names).size, Topic.Count);
    assert.throws(() => topicName(Topic.Count + 1), /unexpected case/);
  });

  it("has H3C's bits of validity, each of one kind", () => {
    const bits = Array.from({ length: Verdict.Count }, (_, verdict) => validityOf(verdict));
    const found = [...new Set(bits)].sort((a, b) => a - b);
    assert.deepEqual(found, [0, 1, 2, 4, 8, 0x10, 0x20, 0x40, 0x80, 0x100, 0x200]);
  });
});
