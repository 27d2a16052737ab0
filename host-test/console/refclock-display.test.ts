/** What an operator is told of receivers. */
import assert from "node:assert/strict";
import { refclockLines, refclockVerbose } from "../../src/console/refclock-display.js";
import { Dialect } from "../../src/config/dialect.js";
import { Association } from "../../src/core/association.js";
import { Edge, type ReferenceClockSettings } from "../../src/core/clock-settings.js";
import { AssociationKind, NO_SETTINGS } from "../../src/core/settings.js";
import { GpsStatus } from "../../src/refclock/gps-status.js";
import { LabelWindow } from "../../src/refclock/label-window.js";
import { PulseTrain } from "../../src/refclock/pulse-train.js";
import { ReceiverLeap } from "../../src/refclock/receiver-leap.js";
import { Antenna, Condition, Fix } from "../../src/refclock/reference-clock.js";
import { DAY } from "../../src/time/calendar.js";
import { server } from "../support/engine-rig.js";
import { ms } from "../support/quantities.js";
import { FakeNode } from "./fake-node.js";

const RECEIVER: ReferenceClockSettings = {
  unit: 1,
  serial: "serial0",
  baud: 9600,
  pulse: "pps0",
  edge: Edge.Rising,
  pulseDelayUs: 0,
  textDelayMs: undefined,
  taiOffsetSec: undefined,
  prefer: false,
};

/** A node with one receiver, of which nothing has been heard. */
class Bench {
  readonly node = new FakeNode(Dialect.Comware);
  readonly leap = new ReceiverLeap(undefined);
  readonly window = new LabelWindow(undefined);
  readonly seen = new GpsStatus(this.leap, new PulseTrain(), this.window);
  readonly association = new Association(0);

  constructor(settings: Partial<ReferenceClockSettings> = {}, enabled = true) {
    this.configure([{ ...RECEIVER, ...settings }], enabled);
    this.association.mobilize(server("127.127.20.1", { kind: AssociationKind.ReferenceClock }));
    this.node.status.associations.push(this.association);
    this.node.status.receivers.set(1, this.seen);
  }

  configure(referenceClocks: readonly ReferenceClockSettings[], enabled: boolean): void {
    this.node.status.settings = { ...NO_SETTINGS, enabled, referenceClocks };
  }

  /** What is said after `label`. */
  said(label: string): string {
    const lines = refclockVerbose(this.node.status);
    return lines.find(line => line.trimStart().startsWith(`${label}: `))!.split(`${label}: `)[1];
  }
}

describe("display ntp-service refclock", () => {
  it("says what there is to say of a receiver that is silent", () =>
    assert.deepEqual(refclockLines(new Bench().node.status), [
      " Reference clock: 127.127.20.1, GPS receiver on serial0, pulses on pps0",
      "   State: nothing readable comes from it",
      "   Fix: none, satellites used: -, in view: 0, HDOP: -",
      "   Antenna: not told",
      "   Leap seconds: not known",
      "   Pulse jitter: 0.0000 ms",
      "   Text after its second: 500.0000 ms +/- 400.0000 ms, supposed",
    ]));

  it("says more, verbosely, of what is known", () => {
    const { node, seen, window } = new Bench({ pulse: "" });
    const { inView } = seen;
    for (let i = 0; i < 20; i++) window.accepts(ms(300), 0);
    Object.assign(seen, { condition: Condition.TextOnly, fix: Fix.ThreeDimensional, antenna: Antenna.Good });
    Object.assign(seen, { used: 7, dop: 125, latitude: 481_234_567, longitude: -1_234_567, rollovers: 1 });
    Object.assign(seen.counts, { octets: 1, sentences: 2, frames: 3, badChecksums: 4, broken: 5 });
    Object.assign(seen.counts, { pulses: 6, refusedPulses: 7, labels: 8, refusedLabels: 9, samples: 10 });
    inView.told("P".charCodeAt(0), 5, 45, 120, 40, 0);
    inView.told("A".charCodeAt(0), 12, 7, 3, 0, 0);
    const lines = refclockVerbose(node.status);
    assert.deepEqual(lines.slice(0, 4), [
      " Reference clock: 127.127.20.1, GPS receiver on serial0",
      "   State: locked to its text",
      "   Fix: 3D, satellites used: 7, in view: 2, HDOP: 1.25",
      "   Antenna: good",
    ]);
    assert.deepEqual(lines.slice(6), [
      "   Text after its second: 300.0000 ms +/- 50.0000 ms",
      "   Position: 48.1234567, -0.1234567",
      "   Octets: 1, sentences: 2, UBX frames: 3",
      "   Bad checksums: 4, broken: 5",
      "   Pulses: 6, refused: 7",
      "   Seconds named: 8, refused: 9",
      "   Readings: 10",
      "   Week rollovers made good: 1",
      "   Satellite  Elevation  Azimuth  C/N0(dBHz)",
      "   GP5        45         120      40",
      "   GA12       7          3        -",
    ]);
  });

  const rows: { name: string; change: (bench: Bench) => void; label: string; said: string }[] = [
    { name: "a fix of the time alone", change: ({ seen }) => (seen.fix = Fix.Time), label: "Fix", said: "time, satellites used: -, in view: 0, HDOP: -" },
    { name: "a fix without height", change: ({ seen }) => (seen.fix = Fix.TwoDimensional), label: "Fix", said: "2D, satellites used: -, in view: 0, HDOP: -" },
    { name: "a shorted antenna", change: ({ seen }) => (seen.antenna = Antenna.Short), label: "Antenna", said: "shorted" },
    { name: "an open antenna", change: ({ seen }) => (seen.antenna = Antenna.Open), label: "Antenna", said: "open" },
    { name: "known leap seconds", change: ({ leap }) => leap.told(18, undefined), label: "Leap seconds", said: "TAI is 37 s ahead of UTC" },
    { name: "one that is inserted", change: ({ leap }) => void (leap.told(18, 18), leap.announced(1, 60, 9 * DAY)), label: "Leap seconds", said: "TAI is 37 s ahead of UTC, one inserted is announced" },
    { name: "one that is left out", change: ({ leap }) => leap.announced(-1, 60, 9 * DAY), label: "Leap seconds", said: "not known, one left out is announced" },
    { name: "what is in the way of it", change: ({ association, node }) => node.status.troubles.sources.set(association, "there is no serial0"), label: "State", said: "there is no serial0" },
    { name: "a pool that is full of others", change: ({ association }) => association.mobilize(server("127.127.20.1")), label: "State", said: "there is no room for more sessions" },
    { name: "a pool in which another receiver is", change: ({ association }) => association.mobilize(server("127.127.20.0", { kind: AssociationKind.ReferenceClock })), label: "State", said: "there is no room for more sessions" },
    { name: "no position", change: () => {}, label: "Position", said: "-, -" },
    { name: "pulses that are good", change: ({ seen }) => (seen.condition = Condition.Locked), label: "State", said: "locked to its pulses" },
  ]; // prettier-ignore
  for (const { name, change, label, said } of rows)
    it(`tells of ${name}`, () => {
      const bench = new Bench();
      change(bench);
      assert.equal(bench.said(label), said);
    });

  it("has no table of satellites where there are none", () =>
    assert.equal(refclockVerbose(new Bench().node.status).at(-1), "   Week rollovers made good: 0"));

  it("says where there is nothing to show", () => {
    const bench = new Bench();
    bench.configure([], true);
    assert.deepEqual(refclockLines(bench.node.status), ["No reference clock is configured."]);
    assert.deepEqual(refclockLines(new Bench({}, false).node.status), ["The NTP service is off."]);
    assert.deepEqual(refclockLines(new Bench({ unit: 2 }).node.status), [], "it is not there yet");
  });
});
