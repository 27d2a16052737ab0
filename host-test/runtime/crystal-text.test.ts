import assert from "node:assert/strict";
import { Crystal } from "../../src/core/crystal.js";
import { DEGREE } from "../../src/core/temperature.js";
import { crystalText, readCrystal } from "../../src/runtime/crystal-text.js";
import { FINE, PPM } from "../../src/time/fixed.js";
import { Timestamp } from "../../src/time/moment.js";
import { START_SECONDS } from "../support/engine-rig.js";
import { ms, ppm } from "../support/quantities.js";

const fine = (value: number): number => Math.round(value * PPM * FINE);

/** A crystal of which everything is known, and how it reads. */
function example(): Crystal {
  const crystal = new Crystal();
  crystal.frequency = ppm(-29.232);
  crystal.frequencyError = ppm(0.02);
  crystal.walk = fine(0.0025);
  crystal.runOffs.forEach((record, i) => {
    if (i > 1) return;
    record.count = 2048 - i;
    record.byLast.square = ms(0.25) ** 2;
    record.byLast.worst = ms(1);
    record.byMean.square = ms(0.5) ** 2;
    record.byMean.worst = ms(1.5);
  });
  Object.assign(crystal.thermal, {
    isKnown: true,
    reading: 24.5 * DEGREE,
    slope: 16 * fine(-0.4),
    curve: 256 * fine(-0.04),
  });
  return crystal;
}

const TEXT = `-29.232 0.020 0.00250 2026-11-20T01:02:03Z
horizon 1024 2048 0.250 1.000 0.500 1.500
horizon 2048 2047 0.250 1.000 0.500 1.500
temperature 24.50 -0.4000 -0.04000
`;

const at = (seconds: number): Timestamp => {
  const time = new Timestamp();
  time.set(seconds, 0);
  return time;
};

const nothingRefused = (why: string): void => assert.fail(why);

const near = (actual: number, wanted: number): void =>
  assert.ok(Math.abs(actual - wanted) <= Math.abs(wanted) * 1e-6, `${actual} ~ ${wanted}`);

describe("a crystal as text", () => {
  it("is for people to read", () => {
    assert.equal(crystalText(example(), at(START_SECONDS + 3723)), TEXT);
    assert.equal(crystalText(new Crystal(), at(START_SECONDS)), "0.000 2.000 0.00250 2026-11-20T00:00:00Z\n");
  });

  it("reads back", () => {
    const crystal = new Crystal();
    const time = at(0);
    assert.ok(readCrystal(TEXT, crystal, time, nothingRefused));
    assert.equal(time.seconds, START_SECONDS + 3723);
    const wanted = example();
    assert.equal(crystal.frequency, wanted.frequency);
    assert.equal(crystal.frequencyError, wanted.frequencyError);
    assert.equal(crystal.walk, wanted.walk);
    assert.deepEqual(
      crystal.runOffs.map(({ count }) => count),
      wanted.runOffs.map(({ count }) => count),
    );
    near(crystal.runOffs[1].byLast.square, wanted.runOffs[1].byLast.square);
    near(crystal.runOffs[1].byMean.worst, wanted.runOffs[1].byMean.worst);
    assert.ok(crystal.thermal.isKnown);
    assert.equal(crystal.thermal.reading, wanted.thermal.reading);
    near(crystal.thermal.slope, wanted.thermal.slope);
    near(crystal.thermal.curve, wanted.thermal.curve);
  });

  it("of a clock that hardly ran off prints what reads again", () => {
    const crystal = new Crystal();
    crystal.runOffs[0].count = 1;
    const again = new Crystal();
    assert.ok(readCrystal(crystalText(crystal, at(0)), again, at(0), nothingRefused));
    assert.equal(again.runOffs[0].count, 1);
  });

  it("years other than four digits' are none, the others are read across 2036", () => {
    const time = at(0);
    readCrystal("1 1 1 2036-02-08T00:00:00Z", new Crystal(), time, nothingRefused);
    assert.equal(time.seconds, 63_104); // of the next era
    const refused: string[] = [];
    readCrystal("1 1 1 136-02-08T00:00:00Z", new Crystal(), time, why => refused.push(why));
    assert.deepEqual(refused, ["line 1: no date"]);
    assert.ok(time.isZero());
  });

  for (const [text, frequency] of [
    ["-29.232\n", ppm(-29.232)],
    ["12.5 0.3\n", ppm(12.5)],
    ["  7 \r\n", ppm(7)],
    ["0", 0],
    ["-0.000", 0],
    ["500", ppm(500)],
    ["501", undefined],
    ["-1e9", undefined],
    ["fast", undefined],
    ["", undefined],
    ["\n5", undefined],
  ] as const)
    it(`begins with a frequency: ${JSON.stringify(text)} is ${frequency}`, () => {
      const crystal = new Crystal();
      const refused: string[] = [];
      const isRead = readCrystal(text, crystal, at(0), why => refused.push(why));
      assert.equal(isRead, frequency !== undefined);
      assert.deepEqual(refused, isRead ? [] : ["line 1: no frequency that a counter can be corrected by"]);
      if (frequency !== undefined) assert.ok(Object.is(crystal.frequency, frequency));
    });

  const defaults = new Crystal();
  for (const [text, why, frequencyError, walk] of [
    ["1 0.000 0.001", undefined, 0, fine(0.001)],
    ["1 -1", "no deviation of a frequency", defaults.frequencyError, defaults.walk],
    ["1 501 0.001", "no deviation of a frequency", defaults.frequencyError, fine(0.001)],
    ["1 Infinity", "no deviation of a frequency", defaults.frequencyError, defaults.walk],
    ["1 0.5 0", "no crystal wanders so", ppm(0.5), defaults.walk],
    ["1 0.5 0.000009", "no crystal wanders so", ppm(0.5), defaults.walk],
    ["1 0.5 0.00001", undefined, ppm(0.5), fine(0.00001)],
    ["1 0.5 2", "no crystal wanders so", ppm(0.5), defaults.walk],
    ["1 0.5 much", "no crystal wanders so", ppm(0.5), defaults.walk],
    ["1 0.5 0.001 yesterday", "no date", ppm(0.5), fine(0.001)],
  ] as const)
    it(`of a first line ${JSON.stringify(text)} refuses ${why ?? "nothing"}`, () => {
      const crystal = new Crystal();
      const refused: string[] = [];
      assert.ok(readCrystal(text, crystal, at(0), reason => refused.push(reason)));
      assert.deepEqual(refused, why === undefined ? [] : [`line 1: ${why}`]);
      assert.deepEqual([crystal.frequencyError, crystal.walk], [frequencyError, walk]);
    });

  for (const [line, why] of [
    ["horizon 1000 5 1 1 1 1", "no such horizon"],
    ["horizon 0 5 1 1 1 1", "no such horizon"],
    ["horizon 1024 0 1 1 1 1", "no such number of rehearsals"],
    ["horizon 1024 5.5 1 1 1 1", "no such number of rehearsals"],
    ["horizon 1024 16385 1 1 1 1", "no such number of rehearsals"],
    ["horizon 131072 129 1 1 1 1", "no such number of rehearsals"],
    ["horizon 1024 5 -1 1 1 1", "no crystal never runs off"],
    ["horizon 1024 2048 0 0 0 0", "no crystal never runs off"],
    ["horizon 1024 2048 0.1 0.2 0 0", "no crystal never runs off"],
    ["horizon 1024 5 1 1 0.0009 1", "no crystal never runs off"],
    ["horizon 1024 5 1 1 1 1025", "no crystal runs off so far"],
    ["horizon 1024 5 1 0.5 1 1", "the worst is less than the mean"],
    ["horizon 1024 5 1 1 1 0.5", "the worst is less than the mean"],
    ["horizon 1024 5 1 1 1", "not understood"],
    ["horizon 1024 5 1 one 1 1", "not a number"],
    ["temperature 300 0 0", "no crystal is at such a temperature"],
    ["temperature 20 -30 0", "no crystal minds the temperature so"],
    ["temperature 20 0 2", "no crystal minds the temperature so"],
    ["temperature 20 1", "not understood"],
    ["temperature 20 1 Infinity", "not a number"],
    ["weather 20 1 1", "not understood"],
    ["", undefined],
  ] as const)
    it(`passes over ${JSON.stringify(line)}: ${why}`, () => {
      const crystal = new Crystal();
      const refused: string[] = [];
      const text = `1 1\n${line}\nhorizon 4096 7 1 1 1 1\nhorizon 131072 128 1 1 1 1`;
      assert.ok(readCrystal(text, crystal, at(0), reason => refused.push(reason)));
      assert.deepEqual(refused, why === undefined ? [] : [`line 2: ${why}`]);
      assert.deepEqual(
        crystal.runOffs.map(({ count }) => count),
        [0, 0, 7, 0, 0, 0, 0, 128],
      );
      assert.equal(crystal.thermal.isKnown, false);
    });
});
