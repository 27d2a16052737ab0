/** What a real-time clock tells the engine, as a recording has it. */
import assert from "node:assert/strict";
import { SecondRecord } from "../../src/core/second-record.js";
import { Happened } from "../../src/runtime/recording.js";
import { readKnown, recordingRtc, type RtcInputs } from "../../src/runtime/rtc-inputs.js";

/** A record in which no two numbers are equal. */
function numbered(): SecondRecord {
  const record = new SecondRecord();
  let number = 0;
  record.gain = -++number;
  record.gainAgeSec = ++number + 0.5;
  for (const runOff of record.runOffs) {
    runOff.count = ++number;
    runOff.byLast.square = ++number;
    runOff.byLast.worst = ++number;
    runOff.byMean.copy(runOff.byLast);
  }
  return record;
}

/** What is written down, and what is handed on. */
class Bench {
  readonly lines: string[] = [];
  readonly told: unknown[] = [];
  readonly inputs: RtcInputs;

  constructor() {
    const inputs = {
      compared: (ahead: number) => void this.told.push(ahead),
      moved: () => void this.told.push("moved"),
      known: (record: SecondRecord) => void this.told.push(record),
    };
    this.inputs = recordingRtc(inputs, line => void this.lines.push(line));
  }

  /** The numbers of a record, as they are written down. */
  known(record: SecondRecord): string {
    this.inputs.known(record);
    return this.lines.at(-1)!.slice(`> ${Happened.RtcKnown} `.length);
  }
}

describe("what a real-time clock tells", () => {
  it("is written down, and handed on", () => {
    const { inputs, lines, told } = new Bench();
    const record = numbered();
    inputs.compared(-12);
    inputs.moved();
    inputs.known(record);
    assert.deepEqual(told, [-12, "moved", record]);
    assert.deepEqual(lines.slice(0, 2), [`> ${Happened.Compared} -12`, `> ${Happened.RtcMoved}`]);
    assert.ok(lines[2].startsWith(`> ${Happened.RtcKnown} -1 2.5 3 4 5 6 `));
  });

  for (const { name, gain } of [
    { name: "with what it gains", gain: -1 },
    { name: "of which nobody knows what it gains", gain: NaN },
  ])
    it(`is read back: a clock ${name}`, () => {
      const [record, read] = [numbered(), new SecondRecord()];
      record.gain = gain;
      assert.ok(readKnown(new Bench().known(record), read));
      assert.deepEqual(read, record);
    });

  const text = new Bench().known(numbered());
  const wrong: { name: string; text: string }[] = [
    { name: "nothing", text: "" },
    { name: "a number less", text: text.replace(/ \d+$/, "") },
    { name: "a number more", text: `${text} 1` },
    { name: "three more", text: `${text} 1 2 3` },
    { name: "an age that is none", text: text.replace(" 2.5 ", " NaN ") },
    { name: "a word in place of the last", text: text.replace(/\d+$/, "many") },
    { name: "no end", text: text.replace(/\d+$/, "Infinity") },
    { name: "a gain beyond measure", text: text.replace(/^\S+/, "Infinity") },
  ];
  for (const { name, text: other } of wrong)
    it(`is not read back: ${name}`, () => {
      assert.notEqual(other, text);
      assert.ok(!readKnown(other, new SecondRecord()));
    });
});
