/**
 * What is stored of the crystal or of the real-time clock, as an earlier run or another program wrote it, or the flash
 * damaged it.
 */
import assert from "node:assert/strict";
import { Crystal } from "../../../src/core/crystal.js";
import { MAXFREQ } from "../../../src/core/software-clock.js";
import { crystalText, readCrystal } from "../../../src/runtime/crystal-text.js";
import { DRIFT } from "../../../src/runtime/drift.js";
import { readRtc, RtcRecord, rtcText } from "../../../src/runtime/rtc-record.js";
import { Timestamp } from "../../../src/time/moment.js";
import { type Rest } from "../rest.js";
import { type Target } from "../target.js";
import { machine, nodeOn } from "./machine.js";

const CONFIG = "ntp-service enable\nntp-service unicast-server 192.0.2.7";

/** Long enough for a first sample, in seconds. */
const RUN_SEC = 4;

export const LEARNED: Target = {
  name: "learned",
  promise:
    "what is taken of it is a crystal's or a clock's, and prints as it reads; a node starts and keeps time",
  isText: true,
  mostOctets: 400,
  shortRuns: 1500,
  run(input: Rest): void {
    const text = input.text();
    const crystal = new Crystal();
    const time = new Timestamp();
    let refusals = 0;
    if (readCrystal(text, crystal, time, () => refusals++)) {
      assert.ok(Math.abs(crystal.frequency) <= MAXFREQ);
      assert.ok(crystal.frequencyError >= 0 && crystal.walk >= 0);
      checkNumbers(crystal);
      const printed = crystalText(crystal, time);
      const again = new Crystal();
      assert.ok(readCrystal(printed, again, time, why => assert.fail(`${why} in ${printed}`)));
      assert.equal(crystalText(again, time), printed);
    } else assert.ok(refusals > 0);
    checkRtc(text);
    const host = machine();
    host.stored.set(DRIFT, text);
    const node = nodeOn(host, { config: CONFIG });
    host.world.run(RUN_SEC);
    const shown = new Timestamp();
    const truth = new Timestamp();
    node.status.time(shown);
    host.trueTime(truth);
    assert.ok(Number.isSafeInteger(shown.since(truth)));
    node.stop();
  },
};

function checkRtc(text: string): void {
  const [record, again] = [new RtcRecord("DS3231"), new RtcRecord("DS3231")];
  if (!readRtc(text, record)) return;
  const { gain, gainAgeSec, runOffs } = record.second;
  assert.ok(Number.isNaN(gain) || Math.abs(gain) <= MAXFREQ);
  checkNumbers([gainAgeSec, runOffs, record.offset, record.error, record.frequency, record.trim]);
  const printed = rtcText(record);
  assert.ok(readRtc(printed, again), printed);
  assert.equal(rtcText(again), printed);
}

function checkNumbers(value: unknown): void {
  if (typeof value === "number") assert.ok(Number.isFinite(value), String(value));
  else if (value !== null && typeof value === "object") Object.values(value).forEach(checkNumbers);
}
