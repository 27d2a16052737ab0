import assert from "node:assert/strict";
import { durationText } from "../../src/time/duration-text.js";

describe("durations in words", () => {
  const rows: [seconds: number, text: string][] = [
    [0, "0 s"],
    [119.9, "119 s"],
    [120, "2 min"],
    [7199, "119 min"],
    [7200, "2 h"],
    [172_799, "47 h"],
    [172_800, "2 d"],
    [1e9, "11574 d"],
  ];
  for (const [seconds, text] of rows)
    it(`${seconds} s: ${text}`, () => assert.equal(durationText(seconds), text));
});
