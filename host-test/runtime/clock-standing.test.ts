/** When the clock is worth enough to learn from it what a real-time clock gains, or to set it. */
import assert from "node:assert/strict";
import { Association } from "../../src/core/association.js";
import { type Engine } from "../../src/core/engine.js";
import { AssociationKind } from "../../src/core/settings.js";
import { SoftwareClock } from "../../src/core/software-clock.js";
import { ClockState, System } from "../../src/core/system.js";
import { ClockStanding } from "../../src/runtime/clock-standing.js";
import { SECOND, type Q32 } from "../../src/time/fixed.js";
import { server } from "../support/engine-rig.js";
import { instant, ms } from "../support/quantities.js";

const NOW = instant(100);

/** The standing of a clock that follows `kind`, undefined: nobody; 100 ms of root delay away. */
function standing(kind: AssociationKind | undefined, dispersion: Q32, isTaught = true): ClockStanding {
  const system = new System();
  system.rootDelay = ms(100);
  if (kind !== undefined) {
    system.peer = new Association(0);
    system.peer.mobilize(server("192.0.2.1", { kind }));
  }
  const engine: Pick<Engine, "clock" | "isTaught" | "rootDispersion" | "system"> = {
    clock: new SoftwareClock(),
    system,
    isTaught: () => isTaught,
    rootDispersion: () => dispersion,
  };
  return new ClockStanding(engine);
}

describe("the standing of a clock", () => {
  const rows: { name: string; kind?: AssociationKind; dispersion?: Q32; isTaught?: false; isFollowing: boolean }[] = [
    { name: "of one with a server", kind: AssociationKind.Client, isFollowing: true },
    { name: "of one with a receiver", kind: AssociationKind.ReferenceClock, isFollowing: true },
    { name: "of one that may be wrong by less than a quarter of a second", kind: AssociationKind.Client, dispersion: SECOND / 4 - ms(50) - 1, isFollowing: true },
    { name: "of one that may be wrong by as much", kind: AssociationKind.Client, dispersion: SECOND / 4 - ms(50), isFollowing: false },
    { name: "of one that follows itself", kind: AssociationKind.LocalClock, isFollowing: false },
    { name: "of one that was not put right lately", kind: AssociationKind.Client, isTaught: false, isFollowing: false },
    { name: "of one that follows nobody", isFollowing: false },
  ]; // prettier-ignore
  for (const { name, kind, dispersion = ms(1), isTaught, isFollowing } of rows)
    it(`${name} is ${isFollowing ? "" : "not "}good enough`, () =>
      assert.equal(standing(kind, dispersion, isTaught).isFollowing(NOW), isFollowing));

  it("is not of one whose source has left meanwhile", () => {
    const system = new System();
    system.peer = new Association(0);
    const engine = { clock: new SoftwareClock(), system, isTaught: () => true, rootDispersion: () => 0 };
    assert.ok(!new ClockStanding(engine).isFollowing(NOW));
  });

  it("is how far off it may be, and whether it is held", () => {
    const system = new System();
    system.rootDelay = ms(30);
    const engine = { clock: new SoftwareClock(), system, isTaught: () => true, rootDispersion: () => ms(7) };
    const one = new ClockStanding(engine);
    assert.equal(one.distance(NOW), ms(22));
    for (const state of [ClockState.NotSet, ClockState.Synchronized, ClockState.Spike, ClockState.Holdover]) {
      system.clockState = state;
      assert.equal(one.isHolding, state === ClockState.Holdover);
    }
    assert.ok(!one.isLeaping);
  });
});
