/** `display ntp-service trace`: servers that answer, that do not, and that follow each other. */
import assert from "node:assert/strict";
import { Dialect } from "../../src/config/dialect.js";
import { Trace } from "../../src/console/trace.js";
import { traceLayout } from "../../src/console/trace-display.js";
import { Association } from "../../src/core/association.js";
import { type ControlAsker } from "../../src/runtime/control-client.js";
import { Outcome, type ControlReply } from "../../src/runtime/control-inquiry.js";
import { MILLISECOND, SECOND } from "../../src/time/fixed.js";
import { formatAddress, parseAddress } from "../../src/wire/address-text.js";
import { server } from "../support/engine-rig.js";
import { FakeStatus } from "./fake-node.js";

/** What a server answers, for its system and for its association 7; or what comes of asking it. */
type Server = { system: string; peer?: string } | Partial<ControlReply>;

const SYSTEM = "rootdelay=20.0, rootdisp=35.75, sys_jitter=1.5, offset=28.786, peer=7";

/** A chain of three servers above this node. */
const CHAIN: Readonly<Record<string, Server>> = {
  "172.16.1.2": { system: `stratum=4, ${SYSTEM}`, peer: "srcadr=2001:db8::3, srcport=123" },
  "2001:db8::3": { system: `stratum=3, ${SYSTEM}`, peer: "srcadr=10.1.7.1, srcport=123" },
  "10.1.7.1": { system: `stratum=2, ${SYSTEM}`, peer: "srcadr=127.127.1.0" },
};

function variablesOf(text: string): ReadonlyMap<string, string> {
  return new Map(text.split(", ").map(item => item.split("=") as [string, string]));
}

function asker(servers: Readonly<Record<string, Server>>): ControlAsker {
  return {
    readVariables: ({ address }, { associationId }, done) => {
      const found = servers[formatAddress(address)] ?? { outcome: Outcome.Silent };
      const nothing = { outcome: Outcome.Told, variables: new Map<string, string>(), error: 0, why: "" };
      if ("system" in found)
        done({ ...nothing, variables: variablesOf((associationId === 0 ? found.system : found.peer) ?? "") });
      else done({ ...nothing, ...found });
      return () => undefined;
    },
  };
}

/** What is printed by a node that follows 172.16.1.2. */
function traced(servers: Readonly<Record<string, Server>>, dialect = Dialect.Vrp): string[] {
  const status = new FakeStatus();
  const peer = new Association(0);
  peer.mobilize(server("172.16.1.2"));
  parseAddress("172.16.1.2", peer.address);
  Object.assign(status.system, { peer, stratum: 5, rootDelay: 0, systemJitter: MILLISECOND });
  status.system.offset = Math.round(0.024099 * SECOND);
  status.grownDispersion = Math.round(0.06337 * SECOND);
  return print(status, servers, dialect);
}

function print(
  status: FakeStatus,
  servers: Readonly<Record<string, Server>>,
  dialect = Dialect.Vrp,
): string[] {
  const lines: string[] = [];
  let ends = 0;
  new Trace(
    status,
    asker(servers),
    "",
    traceLayout(dialect),
    more => lines.push(...more),
    () => ends++,
  ).begin();
  assert.equal(ends, 1);
  return lines;
}

const OWN = "server 127.0.0.1, stratum 5, offset 0.024099 s, synch distance 0.06337";
const FIRST = "server 172.16.1.2, stratum 4, offset 0.028786 s, synch distance 0.04575";

describe("display ntp-service trace", () => {
  it("goes up to the primary, as VRP prints it", () =>
    assert.deepEqual(traced(CHAIN), [
      OWN,
      FIRST,
      "server 2001:db8::3, stratum 3, offset 0.028786 s, synch distance 0.04575",
      "server 10.1.7.1, stratum 2, offset 0.028786 s, synch distance 0.04575",
      "refid 127.127.1.0",
    ]));

  it("… and as Comware does", () => {
    const lines = traced(CHAIN, Dialect.Comware);
    assert.deepEqual(lines.slice(0, 4), [
      "Server     127.0.0.1",
      "Stratum    5, jitter  0.001, synch distance 0.0634.",
      "Server     172.16.1.2",
      "Stratum    4, jitter  0.002, synch distance 0.0457.",
    ]);
    assert.equal(lines.at(-1), "RefID      127.127.1.0");
  });

  const ends: { name: string; first: Server; last: string; more?: Record<string, Server> }[] = [
    { name: "a primary", first: { system: `stratum=1, refid=GPS, ${SYSTEM}` }, last: "refid GPS" },
    { name: "nobody answers", first: { outcome: Outcome.Silent }, last: "% No answer from 172.16.1.2." },
    {
      name: "who refuses",
      first: { outcome: Outcome.Refused, error: 7 },
      last: "% 172.16.1.2 refuses: administratively prohibited.",
    },
    {
      name: "no way there",
      first: { outcome: Outcome.Unsent, why: "eth9 is down" },
      last: "% 172.16.1.2 cannot be asked: eth9 is down.",
    },
    { name: "not synchronized", first: { system: "stratum=16" }, last: "% 172.16.1.2 is not synchronized." },
    { name: "senseless", first: { system: "stratum=99" }, last: "% 172.16.1.2 does not tell its stratum." },
    {
      name: "tells nothing",
      first: { system: "version=1" },
      last: "% 172.16.1.2 does not tell its stratum.",
    },
    {
      name: "follows itself",
      first: { system: `stratum=4, ${SYSTEM}`, peer: "srcadr=172.16.1.2" },
      last: "% Loop: 172.16.1.2 was asked before.",
    },
    {
      name: "follows us",
      first: { system: `stratum=4, ${SYSTEM}`, peer: "srcadr=1.0.1.11" },
      last: "% Loop: 1.0.1.11 was asked before.",
    },
    {
      name: "tells no peer, but a reference id that is its address",
      first: { system: "stratum=2, refid=10.9.9.9, peer=0" },
      last: "% No answer from 10.9.9.9.",
    },
    {
      name: "tells neither",
      first: { system: "stratum=2, refid=, peer=0" },
      last: "% 172.16.1.2 does not tell whom it follows.",
    },
    ...[
      "10.0.0.1, srcport=0",
      "10.0.0.1, srcport=70000",
      "10.0.0.1, srcport=-5",
      "10.0.0.1, srcport=1.5",
      "10.0.0.1, srcport=1e3",
      "10.0.0.1, srcport=ntp",
      "2001:db8::1, srcport=65536",
      "224.0.1.1, srcport=123",
      "ff02::101, srcport=123",
      "255.255.255.255, srcport=123",
      "127.0.0.1, srcport=123",
      "::1, srcport=123",
    ].map(peer => ({
      name: `follows ${peer}`,
      first: { system: `stratum=4, ${SYSTEM}`, peer: `srcadr=${peer}` },
      last: "% 172.16.1.2 follows nobody who can be asked.",
    })),
  ];
  for (const { name, first, last } of ends)
    it(`ends where it must: ${name}`, () => assert.equal(traced({ "172.16.1.2": first }).at(-1), last));

  it("asks fifteen servers at most", () => {
    const servers: Record<string, Server> = {
      "172.16.1.2": { system: `stratum=4, ${SYSTEM}`, peer: "srcadr=10.0.0.1" },
    };
    for (let i = 1; i < 40; i++)
      servers[`10.0.0.${i}`] = { system: `stratum=4, ${SYSTEM}`, peer: `srcadr=10.0.0.${i + 1}` };
    const lines = traced(servers);
    assert.equal(lines.at(-1), "% More than 16 servers.");
    assert.equal(lines.length, 17);
  });

  it("says that nobody is followed", () =>
    assert.deepEqual(print(new FakeStatus(), {}), [
      "server 127.0.0.1, stratum 16, offset 0.000000 s, synch distance 0.00000",
      "This node follows nobody.",
    ]));
});
