/**
 * Reflection: what a node sends to the one in whose name it was asked. Never more octets than came, but to control
 * queries of those who have the right, and these few; nothing at all to private queries, and nothing to what is itself
 * an answer: so nobody is flooded by way of a node, and no two nodes can be made to talk to each other for ever.
 */
import assert from "node:assert/strict";
import { Link, LinkKind } from "../../src/core/link.js";
import { Family } from "../../src/wire/address.js";
import { Datagram } from "../../src/wire/datagram.js";
import { Mode } from "../../src/wire/header.js";
import { endpoint, Rig, server } from "../support/engine-rig.js";
import { octets } from "../support/hex.js";
import { packet } from "../support/peer.js";
import { SEARCH, TARGETS, TO_ALL } from "./targets.js";

/** As long as datagrams get on a link of 1500 octets, or longer than any buffer. */
const LENGTHS = [4, 8, 12, 24, 40, 48, 52, 68, 72, 192, 440, 468, 500, 1024, 1025, 1472];

/** A node that has the time and everything to hear by. */
function node(answersQueries = false): { rig: Rig; links: readonly Link[] } {
  const rig = new Rig();
  rig.configure({
    localClock: { unit: 1, stratum: 3 },
    associations: [server("192.0.2.7")],
    searches: [SEARCH],
    answersQueries,
  });
  const group = new Link(LinkKind.Group, Family.IPv4, -1);
  group.answersClients = group.followsServers = true;
  const searching = new Link(LinkKind.Search, Family.IPv4, 0);
  const sender = new Link(LinkKind.Sender, Family.IPv4, 0);
  return { rig, links: [rig.service, rig.last.link, TO_ALL, group, searching, sender] };
}

describe("reflection", () => {
  const queries: { name: string; start: string }[] = [
    { name: "mode 7, monlist", start: "1700032a" },
    { name: "mode 7, monlist of another implementation", start: "1700022a" },
    { name: "mode 7, the error that answers an error", start: "97000000" },
    { name: "mode 7, unconfig", start: "1700030c" },
    { name: "mode 7, request code 0 in version 3", start: "1f000300" },
    { name: "mode 6, readvar", start: "160200010000000000000000" },
    { name: "mode 6, readvar in version 4", start: "260200010000000000000000" },
    { name: "mode 6, writevar", start: "160300010000000000000000" },
    { name: "mode 6, settrap", start: "160600010000000000000000" },
    { name: "mode 6, a trap's message", start: "1687000100000000000000" },
    { name: "mode 6, configure", start: "160800010000000000000000" },
    { name: "mode 6, mrulist", start: "160a00010000000000000000" },
    { name: "mode 6, a nonce", start: "160c00010000000000000000" },
    { name: "mode 6, an error that answers", start: "16c200010000000000000000" },
  ];
  for (const { name, start } of queries)
    it(`${name}, of any length, at any socket: no answer to one who may not query`, () => {
      const { rig, links } = node();
      for (const link of links)
        for (const length of LENGTHS) {
          const bytes = new Uint8Array(length);
          bytes.set(octets(start).subarray(0, length));
          take(rig, link, bytes);
        }
      assert.equal(rig.answers.length, 0);
    });

  it("any first four octets of modes 6 and 7: no answer to one who may not query", () => {
    const { rig } = node();
    const bytes = new Uint8Array(48);
    for (const mode of [Mode.Control, Mode.Private])
      for (let first = 0; first < 32; first++)
        for (let second = 0; second < 256; second++) {
          bytes.set([(first << 3) | mode, second, second ^ 3, 42]);
          rig.ask(bytes);
        }
    assert.equal(rig.answers.length, 0);
  });

  it("mode 7 of any first four octets: no answer to one who may query either", () => {
    const { rig } = node(true);
    const bytes = new Uint8Array(48);
    for (let first = 7; first < 256; first += 8)
      for (let second = 0; second < 256; second++) {
        bytes.set([first, second, 3, 42]);
        rig.ask(bytes);
      }
    assert.equal(rig.answers.length, 0);
  });

  it("mode 6 to one who may query: eight answers at once, whatever is asked", () => {
    for (const start of [...queries.map(query => query.start), "160100010000000000000000"]) {
      const { rig, links } = node(true);
      for (const link of links) for (let i = 0; i < 20; i++) take(rig, link, octets(start));
      assert.ok(rig.answers.length <= 8, `${start}: ${rig.answers.length}`);
      for (const { bytes, link } of rig.answers) {
        assert.equal(link, rig.service);
        assert.ok(bytes.length <= 480);
      }
    }
  });

  it("mode 6: an asker that proves nothing is told at most 1024 octets at once for a query of 12", () => {
    const { rig } = node(true);
    rig.pass(10);
    for (const start of [
      "160100010000000000000000",
      "160200010000000000000000",
      "160200010000000100000000",
    ]) {
      const before = rig.answers.length;
      rig.ask(octets(start));
      const sent = rig.answers.slice(before).reduce((all, { bytes }) => all + bytes.length, 0);
      assert.ok(sent > 0 && sent <= 1024, `${sent}`);
    }
  });

  it("a request of any mode, version and length has an answer of 48 octets, or none", () => {
    const { rig, links } = node();
    for (const link of links)
      for (const length of LENGTHS)
        for (let first = 0; first < 256; first++) {
          const bytes = new Uint8Array(length).fill(1);
          bytes[0] = first;
          // What is longer than any MAC is an extension field, as long as it says.
          bytes.set([0, 0, (length - 48) >> 8, (length - 48) & 0xff], Math.min(48, length - 4));
          const before = rig.answers.length;
          take(rig, link, bytes);
          const sent = rig.answers.slice(before);
          assert.ok(sent.length <= 1);
          for (const answer of sent) assert.ok(answer.bytes.length === 48 && answer.bytes.length <= length);
        }
    assert.ok(rig.answers.length > 100);
  });

  for (const [name, make] of Object.entries(TARGETS))
    it(`${name} answers no answer, its own or another's`, () => {
      const target = make();
      const { rig } = target;
      for (const mode of [Mode.Client, Mode.SymmetricActive, Mode.SymmetricPassive])
        target.take(packet(rig, { mode }), rig.service);
      const answers = [...rig.answers];
      assert.ok(answers.length > 0);
      rig.pass(2);
      for (const { bytes } of answers)
        for (const link of [rig.service, target.link, TO_ALL]) {
          rig.answers.length = 0;
          target.take(datagramOf(bytes), link);
          assert.equal(rig.answers.length, 0);
        }
    });
});

function datagramOf(bytes: Uint8Array): Datagram {
  const datagram = new Datagram();
  datagram.bytes.set(bytes.subarray(0, datagram.bytes.length));
  datagram.length = bytes.length;
  return datagram;
}

function take(rig: Rig, link: Link, bytes: Uint8Array): void {
  rig.engine.packet(link, datagramOf(bytes), endpoint("203.0.113.9", 40_000), rig.now, rig.now);
}
