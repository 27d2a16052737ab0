import assert from "node:assert/strict";
import { durationText, LinearScale, LogScale, type Scale } from "./scale.js";

const SCALES: { name: string; scale: Scale; at: [number, number][]; ticks: string[] }[] = [
  {
    name: "linear, upwards on paper",
    scale: new LinearScale(-3, 3, 100, 40, String),
    at: [
      [-3, 100],
      [0, 70],
      [3, 40],
      [9, 40],
      [-9, 100],
    ],
    ticks: ["-2", "0", "2"],
  },
  {
    name: "linear, to the end of the last step",
    scale: new LinearScale(0, 0.3, 0, 300, value => value.toFixed(1), 3),
    at: [[0.1, 100]],
    ticks: ["0.0", "0.1", "0.2", "0.3"],
  },
  {
    name: "linear, marked in days",
    scale: new LinearScale(0, 3 * 86_400, 0, 30, String, 3, 86_400),
    at: [[86_400, 10]],
    ticks: ["0", "86400", "172800", "259200"],
  },
  {
    name: "logarithmic",
    scale: new LogScale(0.1, 1000, 0, 40, String),
    at: [
      [0.1, 0],
      [1, 10],
      [1000, 40],
      [0, 0],
      [1e9, 40],
    ],
    ticks: ["0.1", "1", "10", "100", "1000"],
  },
  {
    name: "logarithmic, between powers of ten",
    scale: new LogScale(2, 500, 0, 1, String),
    at: [[500, 1]],
    ticks: ["10", "100"],
  },
];

describe("scales of plots", () => {
  for (const { at, name, scale, ticks } of SCALES)
    it(name, () => {
      for (const [value, place] of at)
        assert.ok(Math.abs(scale.at(value) - place) < 1e-9, `${value} at ${scale.at(value)}`);
      assert.deepEqual(
        scale.ticks.map(({ label }) => label),
        ticks,
      );
    });

  const TEXTS: [number, string][] = [
    [0, "0"],
    [5e-7, "500 ns"],
    [2e-5, "20 µs"],
    [-0.0005, "−500 µs"],
    [0.001, "1 ms"],
    [0.0123456, "12.3 ms"],
    [0.9996, "1 s"],
    [10, "10 s"],
  ];
  for (const [seconds, text] of TEXTS)
    it(`${seconds} s is ${text}`, () => assert.equal(durationText(seconds), text));
});
