/** The manycast server: whose search in a group it answers. */
import assert from "node:assert/strict";
import { Leap } from "../../src/core/association.js";
import { Link, LinkKind } from "../../src/core/link.js";
import { answersSearch } from "../../src/core/service.js";
import { System } from "../../src/core/system.js";
import { Verdict } from "../../src/core/verdict.js";
import { Family } from "../../src/wire/address.js";
import { Datagram } from "../../src/wire/datagram.js";
import { clearHeader, Mode, setFirst, setStratum, TRANSMIT_TIMESTAMP } from "../../src/wire/header.js";
import { Layout } from "../../src/wire/trailer.js";
import { endpoint, Rig, server } from "../support/engine-rig.js";

const CLIENT = endpoint("192.0.2.77", 40_123);

class Bench extends Rig {
  readonly group = new Link(LinkKind.Group, Family.IPv4, -1);

  constructor() {
    super();
    this.group.interfaceName = "eth0";
    this.group.answersClients = true;
  }

  search({ mode = Mode.Client, stratum = 0, version = 4, length = 48 } = {}): Verdict {
    const datagram = new Datagram();
    clearHeader(datagram);
    setFirst(datagram, Leap.Unsynchronized, version, mode);
    setStratum(datagram, stratum);
    datagram.bytes.fill(0x5a, TRANSMIT_TIMESTAMP, 48);
    datagram.length = length;
    return this.engine.packet(this.group, datagram, CLIENT, this.now, this.now);
  }
}

function master(stratum: number): Bench {
  const rig = new Bench();
  rig.configure({ localClock: { unit: 0, stratum } });
  return rig;
}

describe("whom a manycast server is for", () => {
  const rows: { name: string; leap: Leap; stratum: number; theirs: number; is: boolean }[] = [
    { name: "it has the time", leap: Leap.None, stratum: 3, theirs: 0, is: true },
    {
      name: "it has the time, and a leap second is coming",
      leap: Leap.Insert,
      stratum: 3,
      theirs: 0,
      is: true,
    },
    { name: "it is of stratum 16", leap: Leap.None, stratum: 16, theirs: 0, is: false },
    { name: "it says that it has no time", leap: Leap.Unsynchronized, stratum: 3, theirs: 0, is: false },
    { name: "who asks is nearer", leap: Leap.None, stratum: 3, theirs: 2, is: false },
    { name: "who asks is as near", leap: Leap.None, stratum: 3, theirs: 3, is: true },
  ];
  for (const { name, leap, stratum, theirs, is } of rows)
    it(`${is ? "" : "not "}where ${name}`, () => {
      const datagram = new Datagram();
      clearHeader(datagram);
      setStratum(datagram, theirs);
      const system = Object.assign(new System(), { leap, stratum });
      assert.equal(answersSearch(datagram, Layout.Plain, system), is);
    });
});

describe("a manycast server", () => {
  const rows: { name: string; search: Parameters<Bench["search"]>[0]; verdict: Verdict }[] = [
    { name: "answers who does not say how far he is", search: { stratum: 0 }, verdict: Verdict.Answered },
    { name: "answers who is farther from a primary", search: { stratum: 6 }, verdict: Verdict.Answered },
    { name: "answers who is as far", search: { stratum: 5 }, verdict: Verdict.Answered },
    { name: "leaves alone who is nearer", search: { stratum: 4 }, verdict: Verdict.Unsuitable },
    { name: "answers in version 3", search: { version: 3 }, verdict: Verdict.Answered },
    { name: "leaves version 5 alone", search: { version: 5 }, verdict: Verdict.BadVersion },
    { name: "leaves alone what is too short", search: { length: 40 }, verdict: Verdict.Malformed },
    {
      name: "makes no peers of a group",
      search: { mode: Mode.SymmetricActive },
      verdict: Verdict.UnexpectedMode,
    },
    {
      name: "follows nobody heard there",
      search: { mode: Mode.Broadcast, stratum: 2 },
      verdict: Verdict.UnexpectedMode,
    },
    { name: "takes no control message", search: { mode: Mode.Control }, verdict: Verdict.UnexpectedMode },
  ];
  for (const { name, search, verdict } of rows)
    it(name, () => {
      const rig = master(5);
      assert.equal(rig.search(search), verdict);
      assert.equal(rig.answers.length, verdict === Verdict.Answered ? 1 : 0);
      assert.equal(rig.engine.verdicts[verdict], 1);
    });

  it("answers as a server does, by the group's link, the nonce given back", () => {
    const rig = master(5);
    rig.search();
    const [{ link, to, port, bytes }] = rig.answers;
    assert.equal(link, rig.group);
    assert.deepEqual([to, port, bytes[0], bytes[1]], ["192.0.2.77", 40_123, 0x24, 5]);
    assert.deepEqual([...bytes.subarray(24, 32)], new Array<number>(8).fill(0x5a));
    assert.ok(bytes.subarray(40).some(octet => octet !== 0x5a));
  });

  it("is silent until it has the time", () => {
    const rig = new Bench();
    rig.configure({ associations: [server("192.0.2.1")] });
    assert.equal(rig.search(), Verdict.Unsuitable);
    assert.equal(rig.search({ length: 40 }), Verdict.Malformed);
    rig.passAnswering(10);
    assert.equal(rig.search(), Verdict.Answered);
  });

  it("answers only where it was told to", () => {
    const rig = master(5);
    rig.group.answersClients = false;
    assert.equal(rig.search(), Verdict.UnexpectedMode);
  });
});
