import assert from "node:assert/strict";
import { createNode } from "../../src/runtime/create-node.js";
import { Reading } from "../../src/runtime/recording.js";
import { RecordingError, replay } from "../../src/runtime/replay.js";
import { DAY } from "../../src/time/calendar.js";
import { MILLISECOND, SECOND } from "../../src/time/fixed.js";
import { Timestamp } from "../../src/time/moment.js";
import { endpoint } from "../support/engine-rig.js";
import { rtcDays } from "../support/rtc-days.js";
import { constant, daily, ofTemperature } from "../sim/course.js";
import { type Lan } from "../sim/network.js";
import { World } from "../sim/world.js";

const CONFIG = `ntp-service enable
ntp-service unicast-server 192.0.2.1 iburst
ntp-service ipv6 unicast-server 2001:db8::1
ntp-service unicast-server time.example`;

/** How a recording begins. */
const STARTED = 'xs-ntp recording 2\n{"precisionLog2":-20,"port":123,"capacity":8}\n';

/** A node's hour, with all kinds of events: its recording, and the decisions it made. */
function hour(): { recording: string[]; decisions: string[] } {
  const world = new World(42);
  world.names.set("time.example", ["192.0.2.1"]);
  const master = world.host({ addresses: ["192.0.2.1", "2001:db8::1"] });
  const server = createNode({ ports: master, config: "ntp-service enable\nntp-service refclock-master 2" });
  const host = world.host({
    addresses: ["192.0.2.2", "2001:db8::2"],
    oscillator: { frequency: constant(-40e-6) },
    bootOffset: 300 * MILLISECOND,
  });
  const recording: string[] = [];
  const decisions: string[] = [];
  const node = createNode({
    ports: host,
    config: CONFIG,
    record: line => void recording.push(line),
    decisions: line => void decisions.push(line),
  });
  createNode({
    ports: world.host({ addresses: ["192.0.2.3"] }),
    config: "ntp-service enable\nntp-service unicast-server 192.0.2.2",
  });
  world.run(600);
  host.changed();
  const next = node.configuration.running.copy();
  node.configuration.apply(next);
  world.run(600);
  host.unbindable.set("2001:db8::7", "EADDRNOTAVAIL");
  const [only] = host.interfaceList;
  host.interfaceList = [{ ...only, addresses: [...only.addresses, endpoint("2001:db8::7", 0)] }];
  host.changed();
  world.run(61);
  host.unbindable.clear();
  host.refusal = "ENETUNREACH";
  world.run(300);
  host.refusal = undefined;
  server.stop();
  world.run(2039);
  return { recording, decisions };
}

/** What comes in of a real-time clock. */
const isComparison = (line: string): boolean => line.startsWith("> compared ");

/** A live run also has no lines for events and for what left its sockets. */
const isDecision = (line: string): boolean => !/^(>|out|shut|hops|system) /.test(line);

describe("recording and replay", () => {
  it("the replay of an hour decides as the hour did", () => {
    const { recording, decisions } = hour();
    const replayed: string[] = [];
    replay(recording.join("\n"), line => void replayed.push(line));
    assert.ok(decisions.length > 200, `${decisions.length}`);
    assert.deepEqual(replayed.filter(isDecision), decisions);
  });

  it("of a board with a thermometer, too, which follows the temperature for days", () => {
    const world = new World(9);
    world.server({ address: "192.0.2.1" });
    const temperature = daily(25, 8);
    const host = world.host({
      addresses: ["192.0.2.2"],
      oscillator: { frequency: ofTemperature(temperature, 20, 0.3e-6), temperature },
      hasThermometer: true,
    });
    const recording: string[] = [];
    const decisions: string[] = [];
    const node = createNode({
      ports: host,
      config: "ntp-service enable\nntp-service unicast-server 192.0.2.1 maxpoll 10",
      record: line => void recording.push(line),
      decisions: line => void decisions.push(line),
    });
    world.run(2 * DAY);
    node.stop();
    const replayed: string[] = [];
    replay(recording.join("\n"), line => void replayed.push(line));
    assert.deepEqual(replayed.filter(isDecision), decisions);
    const senses = decisions.filter(line => line === "sense").length;
    const steers = decisions.filter(
      (line, i) => line.startsWith("steer") && decisions[i - 1] === "sense",
    ).length;
    assert.ok(senses > 2600 && steers > 500, `${senses} readings, ${steers} times followed`);
  });

  it("of a board with a real-time clock, too, which carries the time for hours", () => {
    for (const { recording, decisions } of rtcDays()) {
      const replayed: string[] = [];
      replay(recording.join("\n"), line => void replayed.push(line));
      assert.deepEqual(replayed.filter(isDecision), decisions);
      const carried = replayed.filter((line, i) => line.startsWith("steer") && isComparison(replayed[i - 1]));
      assert.ok(carried.length > 10, `${carried.length} times`);
    }
  });

  it("of a board whose clock is set by hand", () => {
    const world = new World(23);
    const host = world.host({ addresses: ["192.0.2.2"], bootOffset: -DAY * SECOND });
    const recording: string[] = [];
    const decisions: string[] = [];
    const node = host.start({
      config: "ntp-service enable\nntp-service refclock-master\nclock protocol none",
      record: line => void recording.push(line),
      decisions: line => void decisions.push(line),
    });
    world.run(300);
    const time = new Timestamp();
    world.time(time);
    node.setClock(time, SECOND, "con0");
    world.run(300);
    node.stop();
    const replayed: string[] = [];
    replay(recording.join("\n"), line => void replayed.push(line));
    assert.deepEqual(replayed.filter(isDecision), decisions);
    assert.equal(decisions.filter(line => line.startsWith("step ")).length, 1);
  });

  it("of a node that speaks in every mode, and routes by its sources and instances", () => {
    const world = new World(17);
    const lans = [world.lan(), world.lan()];
    const master = (address: string, lan: Lan, ...more: string[]): void => {
      const other = world.host({ interfaces: [{ name: "eth0", addresses: [address], lan }] });
      other.start({ config: ["ntp-service enable", "ntp-service refclock-master 2", ...more].join("\n") });
    };
    for (const lan of lans) master("192.0.2.1/24", lan);
    const roles = ["broadcast-server", "manycast-server 224.0.1.2"];
    master("192.0.2.5/24", lans[0], "interface eth0", ...roles.map(role => `ntp-service ${role}`));
    const host = world.host({
      interfaces: [
        { name: "eth0", addresses: ["192.0.2.2/24"], lan: lans[0] },
        { name: "eth1", addresses: ["192.0.2.2/24"], lan: lans[1] },
      ],
    });
    const recording: string[] = [];
    const decisions: string[] = [];
    const config = `ntp-service enable
ip vpn-instance red
interface eth1
ip binding vpn-instance red
ntp-service multicast-server ttl 3
quit
interface eth0
ntp-service broadcast-client
ntp-service manycast-client 224.0.1.2
quit
ntp-service unicast-server 192.0.2.1
ntp-service unicast-peer 192.0.2.1 vpn-instance red
ntp-service unicast-peer 198.51.100.1`;
    host.start({
      config,
      record: line => void recording.push(line),
      decisions: line => void decisions.push(line),
    });
    world.run(900);
    const replayed: string[] = [];
    replay(recording.join("\n"), line => void replayed.push(line));
    assert.deepEqual(replayed.filter(isDecision), decisions);
    for (const word of ["send sender 0", "verdict broadcast eth0", "send exchange 1"])
      assert.ok(
        decisions.some(line => line.startsWith(word)),
        word,
      );
    assert.ok(replayed.some(line => line.startsWith("hops ")));
    assert.ok(
      recording.some(line => line.startsWith(`${Reading.Routed} `)),
      "asked for a route",
    );
  });

  const older = [
    {
      name: "there were thresholds to set",
      lacks: /"(stepThresholdMs|panicThresholdSec|slewRatePpm)":\d+,/g,
    },
    { name: "subnets mattered", lacks: /"prefixLengths":\[[^\]]*\],/g },
    {
      name: "there were other modes",
      lacks: /"(senders|searches|hearings|bindings|instanceSources)":\[\],/g,
    },
  ];
  for (const { name, lacks } of older)
    it(`takes a recording of before ${name}`, () => {
      const { recording, decisions } = hour();
      const before = recording.map(line => line.replace(lacks, ""));
      assert.notDeepEqual(before, recording);
      const replayed: string[] = [];
      replay(before.join("\n"), line => void replayed.push(line));
      assert.deepEqual(replayed.filter(isDecision), decisions);
    });

  it("has every kind of event in it", () => {
    const { recording } = hour();
    for (const word of ["alarm", "packet", "found", "interfaces", "configured", "failed"])
      assert.ok(
        recording.some(line => line.startsWith(`> ${word}`)),
        word,
      );
  });

  it("shows where another decision was taken", () => {
    const { recording } = hour();
    const changed = recording.map(line => line.replace('"port":123', '"port":1123'));
    const lines: string[][] = [[], []];
    replay(recording.join("\n"), line => void lines[0].push(line));
    replay(changed.join("\n"), line => void lines[1].push(line));
    assert.notDeepEqual(lines[0], lines[1]);
  });

  const bad = [
    { name: "another file", text: "hello", line: 1 },
    { name: "no start", text: "xs-ntp recording 2\nnonsense", line: 2 },
    { name: "a start that is none", text: "xs-ntp recording 2\nnull\ni []\nb 1 2 3", line: 2 },
    { name: "an answer cut short", text: `${STARTED}i [{"name":"lo"`, line: 3 },
    { name: "an answer of another kind", text: `${STARTED}i []\nb 1 2 3\nt 5`, line: 3 },
    { name: "a packet cut short", text: `${STARTED}i []\nb 1 2 3\n> packet 0`, line: 5 },
    { name: "settings cut short", text: `${STARTED}i []\nb 1 2 3\n> configured {"ena`, line: 5 },
    {
      name: "an unknown event",
      text: `${STARTED}i []\nb 1 2 3\n> party`,
      line: 5,
    },
  ];
  for (const { name, text, line } of bad)
    it(`refuses ${name}, naming the line`, () => {
      assert.throws(
        () => replay(text, () => {}),
        (error: unknown) => error instanceof RecordingError && error.line === line,
      );
    });
});
