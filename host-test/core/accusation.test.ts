import assert from "node:assert/strict";
import { tellAccusation } from "../../src/core/accusation.js";
import { Association } from "../../src/core/association.js";
import { Happening } from "../../src/core/happening.js";
import { type Sink } from "../../src/core/sink.js";
import { Standing } from "../../src/core/verdict.js";
import { Instant } from "../../src/time/moment.js";
import { SECOND } from "../../src/time/fixed.js";
import { Rig, server } from "../support/engine-rig.js";

const Falseticker = Standing.Falseticker;
const Candidate = Standing.Candidate;
const Unreachable = Standing.Unreachable;

describe("accusations", () => {
  const rows: { name: string; standings: [second: number, standing: Standing][]; told: string[] }[] = [
    { name: "an honest source", standings: [[0, Candidate], [99, Standing.SystemPeer]], told: [] }, // prettier-ignore
    { name: "one is told of once", standings: [[5, Falseticker], [99, Falseticker]], told: ["5 false"] }, // prettier-ignore
    { name: "and when it agrees again", standings: [[5, Falseticker], [65, Candidate]], told: ["5 false", "65 true"] }, // prettier-ignore
    {
      name: "a source at the edge, at most once a minute",
      standings: [[5, Falseticker], [6, Candidate], [7, Falseticker], [64, Candidate], [66, Candidate], [67, Falseticker]], // prettier-ignore
      told: ["5 false", "66 true"],
    },
    {
      name: "one that is dead is still accused, and again only after it has agreed",
      standings: [[5, Falseticker], [99, Unreachable], [199, Falseticker], [299, Candidate], [399, Falseticker]], // prettier-ignore
      told: ["5 false", "299 true", "399 false"],
    },
  ];
  for (const { name, standings, told } of rows)
    it(name, () => {
      const association = new Association(0);
      const heard: string[] = [];
      const now = new Instant();
      const report = (happening: Happening): void =>
        void heard.push(`${now.seconds} ${happening === Happening.Falseticker ? "false" : "true"}`);
      for (const [second, standing] of standings) {
        now.set(second, 0);
        association.standing = standing;
        tellAccusation(association, now, { report } as unknown as Sink);
      }
      assert.deepEqual(heard, told);
    });

  it("are forgotten with what else is known of a source", () => {
    const association = new Association(0);
    Object.assign(association, { isAccused: true, accusedSec: 7 });
    association.forget();
    assert.deepEqual([association.isAccused, association.accusedSec], [false, -Infinity]);
  });

  it("reach who listens: of three servers one lies", () => {
    const rig = new Rig();
    const liar = "192.0.2.3";
    rig.configure({ associations: ["192.0.2.1", "192.0.2.2", liar].map(host => server(host)) });
    rig.passAnswering(300, ({ to }) => ({ error: to === liar ? SECOND : 0 }));
    assert.equal(rig.reported(Happening.Falseticker), 1);
    assert.equal(rig.reported(Happening.Truechimer), 0);
  });
});
