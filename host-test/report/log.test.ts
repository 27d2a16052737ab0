import assert from "node:assert/strict";
import { Log, MOST_TEXT } from "../../src/report/log.js";
import { Severity } from "../../src/report/severity.js";
import { Timestamp } from "../../src/time/moment.js";

const NOW = new Timestamp();

function write(log: Log, ...texts: string[]): void {
  for (const text of texts) log.write(Severity.Notification, "NTP_TEST", text, NOW, true);
}

function shown(log: Log): string[] {
  const texts: string[] = [];
  for (let i = log.start; i < log.end; i++) texts.push(log.at(i).text);
  return texts;
}

describe("the log", () => {
  it("keeps the latest lines, and counts those that they took the place of", () => {
    const log = new Log(3);
    assert.deepEqual([shown(log), log.overwritten], [[], 0]);
    write(log, "a", "b", "c");
    assert.deepEqual([shown(log), log.overwritten], [["a", "b", "c"], 0]);
    write(log, "d", "e");
    assert.deepEqual([shown(log), log.overwritten], [["c", "d", "e"], 2]);
    assert.deepEqual([log.end, log.oldest], [5, 2]);
  });

  it("cleared, shows only what comes after, and its lines can still be had by number", () => {
    const log = new Log(3);
    write(log, "a", "b", "c", "d");
    log.clear();
    assert.deepEqual([shown(log), log.overwritten, log.oldest], [[], 0, 1]);
    assert.equal(log.at(1).text, "b");
    write(log, "e");
    assert.deepEqual([shown(log), log.overwritten], [["e"], 0]);
    write(log, "f", "g", "h");
    assert.deepEqual([shown(log), log.overwritten], [["f", "g", "h"], 1]);
  });

  it("cuts what is too long", () => {
    const log = new Log(1);
    write(log, "x".repeat(MOST_TEXT + 1));
    assert.equal(log.at(0).text, "x".repeat(MOST_TEXT));
  });

  it("keeps the time as it was", () => {
    const log = new Log(2);
    const now = new Timestamp();
    now.set(7, 8);
    log.write(Severity.Error, "NTP_TEST", "a", now, false);
    now.set(9, 10);
    const { severity, mnemonic, time, isTimeKnown } = log.at(0);
    assert.deepEqual(
      [severity, mnemonic, time.seconds, time.fraction, isTimeKnown],
      [Severity.Error, "NTP_TEST", 7, 8, false],
    );
  });

  it("tells its listeners, until they are forgotten", () => {
    const log = new Log(2);
    const heard: string[] = [];
    const listener = ({ text }: { text: string }): void => void heard.push(text);
    log.listen(listener);
    write(log, "a");
    log.forget(listener);
    log.forget(listener);
    write(log, "b");
    assert.deepEqual(heard, ["a"]);
  });

  it("tells all of them, though one forgets itself as it is told", () => {
    const log = new Log(2);
    const heard: string[] = [];
    const first = (): void => log.forget(first);
    log.listen(first);
    log.listen(({ text }) => heard.push(text));
    write(log, "a");
    assert.deepEqual(heard, ["a"]);
  });
});
