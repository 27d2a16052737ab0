import assert from "node:assert/strict";
import { FrequencyLimit } from "../../src/core/frequency-limit.js";
import { Happening } from "../../src/core/happening.js";
import { MAXFREQ } from "../../src/core/software-clock.js";
import { createNode } from "../../src/runtime/create-node.js";
import { PPM } from "../../src/time/fixed.js";
import { constant } from "../sim/course.js";
import { World } from "../sim/world.js";

const ppm = (value: number): number => Math.round(value * PPM);

describe("the frequency at its limit", () => {
  for (const { name, course, told } of [
    { name: "is news when it is reached", course: [0, 400, 499, 500, 500], told: [3] },
    { name: "below zero, too", course: [-499, -500, -500], told: [1] },
    { name: "is no news again after less than well below", course: [500, 460, 500, -500], told: [0] },
    { name: "is again after that", course: [500, 440, 500, 499, 500], told: [0, 2] },
  ])
    it(name, () => {
      const limit = new FrequencyLimit();
      const reached = course.map(value => limit.isReached(ppm(value)));
      assert.deepEqual(
        reached.flatMap((isReached, i) => (isReached ? [i] : [])),
        told,
      );
    });

  for (const { wrong, values } of [
    { wrong: 450, values: [] },
    { wrong: 560, values: [-MAXFREQ] },
    { wrong: -560, values: [MAXFREQ] },
  ])
    for (const seed of [1, 2, 3])
      it(`a node with a counter ${wrong} ppm wrong tells of it ${values.length} times (seed ${seed})`, () => {
        const world = new World(seed);
        createNode({
          ports: world.host({ addresses: ["192.0.2.1"] }),
          config: "ntp-service enable\nntp-service refclock-master 2",
        });
        const told: number[] = [];
        createNode({
          ports: world.host({
            addresses: ["192.0.2.2"],
            oscillator: { frequency: constant(wrong * 1e-6), walk: 1e-9 },
          }),
          config: "ntp-service enable\nntp-service unicast-server 192.0.2.1",
          listener: (happening, _, value) => {
            if (happening === Happening.FrequencyAtLimit) told.push(value);
          },
        });
        world.run(7200);
        assert.deepEqual(told, values);
      });
});
