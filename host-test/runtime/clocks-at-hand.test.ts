/** Which receivers are opened, kept and closed as the configuration changes. */
import assert from "node:assert/strict";
import { Edge, type ReferenceClockSettings } from "../../src/core/clock-settings.js";
import { ClocksAtHand } from "../../src/runtime/clocks-at-hand.js";
import { LineError } from "../../src/runtime/line-ports.js";
import { Rig, settings } from "../support/engine-rig.js";
import { instant } from "../support/quantities.js";

const NOW = instant(100);
const RECEIVER: ReferenceClockSettings = {
  unit: 0,
  serial: "serial0",
  baud: 9600,
  pulse: "pps0",
  edge: Edge.Rising,
  pulseDelayUs: 0,
  textDelayMs: undefined,
  taiOffsetSec: undefined,
  prefer: false,
};

/** A node's receivers, over lines that write down what is opened and closed. */
class Bench {
  readonly calls: string[] = [];
  readonly told: string[] = [];
  readonly rig = new Rig();
  /** Lines that are not to be had. */
  readonly missing = new Set<string>();
  readonly clocks: ClocksAtHand;

  constructor() {
    const open = (name: string, how: number): { close(): void } => {
      if (this.missing.has(name)) throw new LineError(`there is no ${name}`);
      this.calls.push(`open ${name} ${how}`);
      return { close: () => void this.calls.push(`close ${name}`) };
    };
    const serial = {
      open: (name: string, baud: number) => ({ ...open(name, baud), write: () => {} }),
    };
    const host = {
      engine: this.rig.engine,
      read: () => NOW,
      report: (_: unknown, __: unknown, ___: number, why = "") => void this.told.push(why),
      watch: undefined,
    };
    const counter = { precisionLog2: -20, read: () => {} };
    this.clocks = new ClocksAtHand({ counter, serial, pulses: { open } }, host);
  }

  /** Answers what is opened and closed for `receivers`. */
  configure(receivers: readonly ReferenceClockSettings[], enabled = true): string[] {
    this.clocks.reconcile(settings({ enabled, referenceClocks: receivers }), NOW);
    return this.calls.splice(0);
  }
}

describe("clocks at hand", () => {
  it("are opened as they are configured, and closed when they are not any more", () => {
    const bench = new Bench();
    const other = { ...RECEIVER, unit: 1, serial: "serial1", pulse: "" };
    assert.deepEqual(bench.configure([RECEIVER]), ["open serial0 9600", `open pps0 ${Edge.Rising}`]);
    assert.deepEqual(bench.configure([RECEIVER, other]), ["open serial1 9600"]);
    assert.deepEqual(bench.configure([other, RECEIVER]), []);
    assert.ok(bench.clocks.status(0) !== bench.clocks.status(1));
    assert.deepEqual(bench.configure([other]), ["close serial0", "close pps0"]);
    assert.equal(bench.clocks.status(0), undefined);
    assert.deepEqual(bench.configure([other], false), ["close serial1"], "the service is off");
    bench.configure([RECEIVER, other]);
    bench.clocks.close();
    assert.deepEqual(bench.calls.slice(-3), ["close serial0", "close pps0", "close serial1"]);
    assert.equal(bench.clocks.status(0), undefined);
  });

  const changes: { change: Partial<ReferenceClockSettings>; isKept?: true }[] = [
    { change: {}, isKept: true },
    { change: { prefer: true }, isKept: true },
    { change: { unit: 1 } },
    { change: { serial: "serial1" } },
    { change: { baud: 4800 } },
    { change: { pulse: "pps1" } },
    { change: { edge: Edge.Falling } },
    { change: { pulseDelayUs: 1 } },
    { change: { textDelayMs: 300 } },
    { change: { taiOffsetSec: 37 } },
  ];
  for (const { change, isKept } of changes)
    it(`go on as they are, or begin anew, with another ${Object.keys(change).join() || "nothing"}`, () => {
      const bench = new Bench();
      bench.configure([RECEIVER]);
      const { serial, baud, pulse, edge } = { ...RECEIVER, ...change };
      const anew = ["close serial0", "close pps0", `open ${serial} ${baud}`, `open ${pulse} ${edge}`];
      assert.deepEqual(bench.configure([{ ...RECEIVER, ...change }]), isKept ? [] : anew);
    });

  it("say why one is not heard, once, and try again when the node is woken", () => {
    const bench = new Bench();
    bench.missing.add("pps0");
    assert.deepEqual(bench.configure([RECEIVER]), ["open serial0 9600", "close serial0"]);
    assert.equal(bench.clocks.obstacle(0), "there is no pps0");
    assert.equal(bench.clocks.obstacle(1), "");
    bench.clocks.passed(NOW);
    assert.deepEqual(bench.told, ["there is no pps0"]);
    bench.missing.clear();
    bench.clocks.passed(NOW);
    assert.equal(bench.clocks.obstacle(0), "");
    assert.equal(bench.calls.at(-1), `open pps0 ${Edge.Rising}`);
  });
});
