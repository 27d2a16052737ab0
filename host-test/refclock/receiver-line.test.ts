import assert from "node:assert/strict";
import { SECOND } from "../../src/time/fixed.js";
import { Instant } from "../../src/time/moment.js";
import { GpsCounts } from "../../src/refclock/gps-status.js";
import { ReceiverLine } from "../../src/refclock/receiver-line.js";
import { octetsOf, sentence, ubxFrame } from "../support/receiver-words.js";

const RMC = sentence("GPRMC,202640.000,A,4404.1306,N,12118.8515,W,,,130415");
const TXT = sentence("GPTXT,01,01,02,ANTSTATUS=OK");
const PVT = ubxFrame(0x0107, new Uint8Array(92));
const TIM_TP = ubxFrame(0x0d01, new Uint8Array(16));

/** At 9600 baud, in milliseconds. */
const OCTET_MS = 10_000 / 9600;

class Rig {
  readonly counts = new GpsCounts();
  /** What was heard, and when its burst began, in milliseconds. */
  readonly heard: [what: string, burstMs: number][] = [];
  readonly line = new ReceiverLine(9600, this.counts, {
    sentence: (reader, burstAt) =>
      this.#note(String.fromCharCode(...[2, 3, 4].map(i => reader.addressLetter(i))), burstAt),
    frame: ({ message }, burstAt) => this.#note(message.toString(16), burstAt),
  });

  /** The first octet is there at `atMs`; `size` are handed on at once. */
  say(atMs: number, octets: Uint8Array, size = octets.length): void {
    for (let i = 0; i < octets.length; i += size) {
      const part = octets.subarray(i, i + size);
      const at = new Instant();
      at.add(Math.round((atMs + (i + part.length - 1) * OCTET_MS) * (SECOND / 1000)));
      this.line.heard(part, part.length, at);
    }
  }

  #note(what: string, burstAt: Instant): void {
    this.heard.push([what, Math.round(burstAt.since(new Instant()) / (SECOND / 1000))]);
  }
}

const joined = (...parts: Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap(part => [...part]));

describe("the line of a receiver", () => {
  for (const size of [1, 7, 500])
    it(`has sentences and frames of one burst, ${size} octets at a time`, () => {
      const rig = new Rig();
      rig.say(1300, joined(TXT, PVT, RMC), size);
      rig.say(2310, joined(RMC, TXT), size);
      assert.deepEqual(rig.heard, [
        ["TXT", 1300],
        ["107", 1300],
        ["RMC", 1300],
        ["RMC", 2310],
        ["TXT", 2310],
      ]);
      assert.deepEqual([rig.counts.sentences, rig.counts.frames, rig.counts.broken], [4, 1, 0]);
      assert.equal(rig.counts.octets, 2 * (RMC.length + TXT.length) + PVT.length);
    });

  it("begins a burst after TIM-TP, which is about the pulse", () => {
    const rig = new Rig();
    rig.say(1020, joined(TIM_TP, RMC));
    assert.deepEqual(rig.heard, [
      ["d01", 1020],
      ["RMC", Math.round(1020 + TIM_TP.length * OCTET_MS)],
    ]);
  });

  it("has no burst older than 900 ms where there is never silence", () => {
    const rig = new Rig();
    for (let i = 0; i < 40; i++) rig.say(1000 + 40 * i, TXT);
    const begins = [...new Set(rig.heard.map(([, burstMs]) => burstMs))];
    assert.deepEqual(begins, [1000, 1920]);
  });

  it("counts what is cut, broken and wrong, and goes on", () => {
    const rig = new Rig();
    rig.say(1000, joined(RMC.subarray(0, 20), RMC));
    rig.say(
      2000,
      joined(
        octetsOf("\x00\xff$GP\x80\xb5"),
        RMC.map((octet, i) => (i === 9 ? octet ^ 1 : octet)),
      ),
    );
    rig.say(
      3000,
      PVT.map((octet, i) => (i === 50 ? octet ^ 1 : octet)),
    );
    rig.say(4000, joined(RMC.subarray(0, 20), PVT));
    assert.deepEqual(
      rig.heard.map(([what]) => what),
      ["RMC", "107"],
    );
    assert.deepEqual([rig.counts.badChecksums, rig.counts.broken], [2, 3]);
  });

  it("gives up after half a second what has not come to its end", () => {
    const rig = new Rig();
    rig.say(1000, PVT.subarray(0, 30));
    rig.say(1600, joined(RMC, TXT));
    rig.say(2600, RMC.subarray(0, 30));
    rig.say(2700, RMC.subarray(30));
    assert.equal(rig.counts.broken, 1);
    assert.deepEqual(
      rig.heard.map(([what]) => what),
      ["RMC", "TXT", "RMC"],
    );
  });
});
