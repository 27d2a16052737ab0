import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { Oscillator } from "../../../boards/node/oscillator.js";
import { Pulses } from "../../../boards/node/pulses.js";
import { Serial } from "../../../boards/node/serial.js";
import { Edge } from "../../../src/core/clock-settings.js";
import { LineError } from "../../../src/runtime/line-ports.js";
import { SECOND } from "../../../src/time/fixed.js";
import { Instant } from "../../../src/time/moment.js";

/** A pseudo-terminal: says its name, says what it hears, and then what it is told to at once. */
const TERMINAL = `
import os, sys
master, slave = os.openpty()
print(os.ttyname(slave), flush=True)
heard = os.read(master, 64)
os.write(master, b"\\x11\\x13\\x00$GPRMC\\r\\n" + heard)
sys.stdin.read()
`;

function terminal(): ChildProcess {
  return spawn("python3", ["-c", TERMINAL], { stdio: ["pipe", "pipe", "inherit"] });
}

describe("a serial line of Node's", () => {
  it("takes octets as they are, both ways, with the moment they came, and tells when it is gone", async function () {
    const child = terminal();
    const [said] = (await once(child.stdout!, "data")) as [Buffer];
    const oscillator = new Oscillator();
    const serial = new Serial(new Map([["serial0", said.toString().trim()]]), oscillator);
    const heard: number[] = [];
    const now = new Instant();
    let since = Infinity;
    let all = (): void => {};
    let gone: (why: string) => void = () => {};
    const isHeard = new Promise<void>(resolve => (all = resolve));
    const isGone = new Promise<string>(resolve => (gone = resolve));
    const line = serial.open("serial0", 115_200, {
      received(octets, length, at) {
        oscillator.read(now);
        since = now.since(at);
        heard.push(...octets.subarray(0, length));
        if (heard.length === 14) all();
      },
      failed: why => gone(why),
    });
    line.write(Uint8Array.from([0xb5, 0x0a, 0x0d, 0x62]), 3);
    await isHeard;
    const text = [..."$GPRMC"].map(letter => letter.charCodeAt(0));
    assert.deepEqual(heard, [0x11, 0x13, 0, ...text, 0x0d, 0x0a, 0xb5, 0x0a, 0x0d]);
    assert.ok(since >= 0 && since < SECOND);
    child.kill();
    assert.match(await isGone, /^\/dev\//);
  });

  const refusals: { name: string; device: string; why: RegExp }[] = [
    { name: "no device", device: "/nowhere/tty", why: /there is no such file/ },
    { name: "no serial line", device: "/dev/null", why: /it is no serial line/ },
  ];
  for (const { name, device, why } of refusals)
    it(`says why it cannot be had: ${name}`, () => {
      const serial = new Serial(new Map([["serial0", device]]), new Oscillator());
      const handler = { received: () => {}, failed: () => {} };
      assert.throws(() => serial.open("serial0", 9600, handler), { name: LineError.name, message: why });
      assert.throws(() => serial.open("serial1", 9600, handler), /there is no serial line serial1/);
    });
});

describe("an input of pulses of Node's", () => {
  it("tells by the counter when they came, and why there are no more", () => {
    const seen: string[] = [];
    const closed: string[] = [];
    const pulses = new Pulses(
      new Map([["pps0", "/dev/pps0"]]),
      {
        openPulse(device, edge, told) {
          assert.deepEqual([device, edge], ["/dev/pps0", Edge.Falling]);
          told(7, 500_000_000, "");
          told(0, 0, "No such device");
          return device as never;
        },
        closePulse: handle => void closed.push(String(handle)),
      },
      { convert: (seconds, nanoseconds, into) => into.set(seconds, (nanoseconds / 1e9) * SECOND) },
    );
    const input = pulses.open("pps0", Edge.Falling, {
      pulsed: at => seen.push(`${at.seconds} ${at.fraction / SECOND}`),
      failed: why => seen.push(why),
    });
    assert.deepEqual(seen, ["7 0.5", "/dev/pps0: No such device"]);
    input.close();
    assert.deepEqual(closed, ["/dev/pps0"]);
    assert.throws(() => pulses.open("pps1", Edge.Rising, { pulsed: () => {}, failed: () => {} }), LineError);
  });
});
