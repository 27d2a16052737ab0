import assert from "node:assert/strict";
import { readConfiguration, type Problem } from "../../src/config/configuration-text.js";
import { Configuration } from "../../src/config/configuration.js";
import { Fault } from "../../src/config/mistake.js";
import { Leap } from "../../src/core/association.js";
import { type NodeSettings } from "../../src/core/settings.js";
import { daysToSeconds } from "../../src/time/calendar.js";
import { contextOf, DIALECTS } from "./context.js";

function settingsOf(lines: readonly string[], dialect: number): NodeSettings {
  const read = readConfiguration(lines, contextOf(dialect));
  assert.ok(read instanceof Configuration, JSON.stringify(read));
  return read.settings();
}

function problemOf(line: string, dialect: number): Problem {
  const read = readConfiguration([line], contextOf(dialect));
  assert.ok(!(read instanceof Configuration), line);
  return read[0];
}

describe("leap settings", () => {
  for (const { dialect, name } of DIALECTS) {
    it(`${name}: none is known of, and none is smeared`, () => {
      const { leapSecond, leapSmearSec } = settingsOf([], dialect);
      assert.deepEqual([leapSecond, leapSmearSec], [undefined, 0]);
    });

    const dates = [
      { line: "ntp-service leap insert 2026-12-31", leap: Leap.Insert, next: [2027, 1, 1] },
      { line: "ntp leap del 2027/6/30", leap: Leap.Delete, next: [2027, 7, 1] },
      { line: "ntp-service leap insert 2028-02-29", leap: Leap.Insert, next: [2028, 3, 1] },
      { line: "ntp-service leap insert 2036-02-29", leap: Leap.Insert, next: [2036, 3, 1] },
    ];
    for (const { line, leap, next } of dates)
      it(`${name}: ${line}`, () => {
        const [year, month, day] = next;
        const dayEnd = daysToSeconds(year, month, day);
        assert.deepEqual(settingsOf([line], dialect).leapSecond, { leap, dayEnd });
      });

    const mistakes = [
      { date: "2026-12-30", advice: /2026-12-31/ },
      { date: "2027-01-01", advice: /2027-01-31/ },
      { date: "2027-02-29", advice: /no such day/ },
      { date: "2026-13-31", advice: /no such day/ },
      { date: "2026-00-31", advice: /no such day/ },
      { date: "2095-12-31", advice: /too far/ },
      { date: "1957-12-31", advice: /too far/ },
      { date: "31.12.2026", advice: /YYYY-MM-DD/ },
      { date: "tomorrow", advice: /YYYY-MM-DD/ },
    ];
    for (const { date, advice } of mistakes)
      it(`${name}: points at ${date}`, () => {
        const { mistake, column } = problemOf(`ntp-service leap insert ${date}`, dialect);
        assert.equal(mistake.fault, Fault.WrongParameter);
        assert.equal(column, "ntp-service leap insert ".length);
        assert.match(mistake.advice, advice);
      });

    it(`${name}: a later line takes the place of an earlier, undo of both`, () => {
      const lines = ["ntp-service leap insert 2026-12-31", "ntp-service leap delete 2027-06-30"];
      assert.equal(settingsOf(lines, dialect).leapSecond?.leap, Leap.Delete);
      assert.equal(settingsOf([...lines, "undo ntp-service leap"], dialect).leapSecond, undefined);
    });

    it(`${name}: a smear lasts a day where nothing else is said, and is taken back`, () => {
      assert.equal(settingsOf(["ntp-service leap-smear"], dialect).leapSmearSec, 86_400);
      const undone = ["ntp-service leap-smear 7200", "undo ntp-service leap-smear"];
      assert.equal(settingsOf(undone, dialect).leapSmearSec, 0);
    });
  }
});
